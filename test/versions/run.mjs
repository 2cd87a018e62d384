/**
 * `run.mjs oldest` and `run.mjs newest`: run the engine tests in the oldest n8n that the package
 * promises to run in, or in the newest that npm has. Its engine is installed in a folder of its own
 * the first time, and again when it is another version.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { newestN8n } from './newest.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = join(HERE, '..', '..');

/** What npm is to install, by the names of its files. */
const FILES = {
	oldest: () => ({
		'package.json': readFileSync(join(HERE, 'package.json'), 'utf8'),
		'package-lock.json': readFileSync(join(HERE, 'package-lock.json'), 'utf8'),
	}),
	newest: () => {
		const { version, dependencies } = newestN8n();
		console.log(`The newest n8n is ${version}.`);
		const { 'n8n-core': core, 'n8n-workflow': workflow } = dependencies;
		const engine = { 'n8n-core': core, 'n8n-workflow': workflow };
		return { 'package.json': JSON.stringify({ private: true, dependencies: engine }) };
	},
};

/** @param {Record<string, string>} files */
function install(folder, files) {
	const isThere = ([name, text]) =>
		existsSync(join(folder, name)) && readFileSync(join(folder, name), 'utf8') === text;
	const modules = join(folder, 'node_modules', 'n8n-core');
	if (existsSync(modules) && Object.entries(files).every(isThere)) return;
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	// Scripts are off because the engine needs nothing that they would compile.
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	run('npm', ['install', ...flags, '--loglevel=error'], { cwd: folder });
}

function run(command, args, options) {
	const { status } = spawnSync(command, args, {
		stdio: 'inherit',
		shell: process.platform === 'win32',
		...options,
	});
	if (status !== 0) process.exit(status ?? 1);
}

const [version, ...jestArguments] = process.argv.slice(2);
if (!Object.hasOwn(FILES, version)) {
	console.error('Which n8n? node test/versions/run.mjs oldest, or newest');
	process.exit(1);
}
const folder = join(HERE, `.installed-${version}`);
install(folder, FILES[version]());
run('npx', ['jest', '-c', 'test/versions/jest.config.mjs', ...jestArguments], {
	cwd: ROOT,
	env: { ...process.env, N8N_VERSION: version, N8N_ENGINE: folder },
});
