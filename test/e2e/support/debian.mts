import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const isRoot = process.getuid?.() === 0;

/** Debian's browser, or the one that GitHub's machines have; `CHROMIUM` names another one. */
export const browserPath = () =>
	process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);

const redisPath = () => ['/usr/bin/redis-server'].find(existsSync);

/** The folder of PostgreSQL's programs. */
export function postgresFolder(): string | undefined {
	const root = '/usr/lib/postgresql';
	const versions = existsSync(root) ? readdirSync(root) : [];
	return versions
		.map((version) => join(root, version, 'bin'))
		.find((bin) => existsSync(join(bin, 'initdb')));
}

const ffmpegPath = () => ['/usr/bin/ffmpeg'].find(existsSync);

const PACKAGES: Record<string, () => string | undefined> = {
	chromium: browserPath,
	ffmpeg: ffmpegPath,
	'redis-server': redisPath,
	postgresql: postgresFolder,
};

/**
 * Installs what the tests need of Debian and is absent: as root, or with sudo if that asks nothing.
 * Before all tests, because two of them can't install at the same time.
 */
export function installMissing() {
	const missing = Object.keys(PACKAGES).filter((name) => !PACKAGES[name]());
	if (missing.length === 0) return;
	const [command, ...rights] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
	const apt = (...args: string[]) =>
		execFileSync(command, [...rights, ...args], {
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		});
	try {
		apt('update', '-qq');
		apt('install', '-y', '--no-install-recommends', ...missing);
	} catch {
		const names = missing.join(' ');
		throw new Error(`The tests need ${names}. On Debian: sudo apt-get install ${names}`);
	}
}
