/**
 * Runs the engine tests in the oldest n8n that the package promises to run in. Its engine is
 * installed in a folder of its own the first time.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = join(HERE, '..', '..');
const INSTALLED = join(HERE, '.installed');
const FILES = ['package.json', 'package-lock.json'];

function isInstalled() {
	if (!existsSync(join(INSTALLED, 'node_modules', 'n8n-core'))) return false;
	return FILES.every(
		(file) =>
			readFileSync(join(HERE, file), 'utf8') === readFileSync(join(INSTALLED, file), 'utf8'),
	);
}

function run(command, args, options) {
	const { status } = spawnSync(command, args, {
		stdio: 'inherit',
		shell: process.platform === 'win32',
		...options,
	});
	if (status !== 0) process.exit(status ?? 1);
}

if (!isInstalled()) {
	mkdirSync(INSTALLED, { recursive: true });
	for (const file of FILES) copyFileSync(join(HERE, file), join(INSTALLED, file));
	// Scripts are off because the engine needs nothing that they would compile.
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	run('npm', ['install', ...flags, '--loglevel=error'], { cwd: INSTALLED });
}
run('npx', ['jest', '-c', 'test/versions/jest.config.mjs', ...process.argv.slice(2)], {
	cwd: ROOT,
	env: { ...process.env, N8N_ENGINE: INSTALLED },
});
