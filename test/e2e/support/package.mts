import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PACKAGE = 'n8n-nodes-camb';

/** A packed tarball, as it would go to the registry, in a folder of its own. */
export interface Packed {
	tarball: string;
	remove(): void;
}

/** Builds the package and packs it. */
export function pack(): Packed {
	const folder = mkdtempSync(join(tmpdir(), 'camb-pack-'));
	execFileSync('npx', ['n8n-node', 'build'], { cwd: ROOT, stdio: 'ignore' });
	const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
	const [{ filename }] = JSON.parse(execFileSync('npm', args, { cwd: ROOT }).toString()) as [
		{ filename: string },
	];
	return {
		tarball: join(folder, filename),
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/**
 * Puts the tarball where n8n keeps community packages, by the steps that n8n itself takes once
 * `npm pack` has downloaded one: unpack, take out what is only for development, install, note down.
 */
export function installInto(userFolder: string, tarball: string) {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const folder = join(nodes, 'node_modules', PACKAGE);
	mkdirSync(folder, { recursive: true });
	execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);

	const file = join(folder, 'package.json');
	const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	for (const part of ['devDependencies', 'peerDependencies', 'optionalDependencies'])
		delete kept[part];
	writeFileSync(file, JSON.stringify(kept, null, 2));
	const flags = ['audit=false', 'fund=false', 'bin-links=false', 'install-strategy=shallow'];
	const more = ['ignore-scripts=true', 'package-lock=false'];
	execFileSync('npm', ['install', ...[...flags, ...more].map((flag) => `--${flag}`)], {
		cwd: folder,
		stdio: 'ignore',
	});
	const dependencies = { [PACKAGE]: kept.version };
	const ledger = { name: 'installed-nodes', private: true, dependencies };
	writeFileSync(join(nodes, 'package.json'), JSON.stringify(ledger, null, 2));
}
