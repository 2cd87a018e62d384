import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { newestN8n } from '../versions/newest.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/**
 * Where n8n is installed. The name begins with a dot because `n8n-node build` copies the pictures
 * of every other folder into the package.
 */
export const INSTALLED = join(HERE, '.installed');

/** Holds what was installed, so that the next start has nothing to do. */
const STAMP = join(INSTALLED, 'stamp');
const LOCK = 'package-lock.json';
/** n8n 2.41 asks for it. */
const OLDEST_NODE = 24;

const ownNode = join(INSTALLED, 'node_modules', 'node', 'bin', 'node');

/** The Node.js that runs n8n: this one if it is new enough, else one from the npm registry. */
export const nodePath = () =>
	Number(process.versions.node.split('.')[0]) >= OLDEST_NODE ? process.execPath : ownNode;

/** n8n's command. Run it with `nodePath()`. */
export const n8nPath = () => join(INSTALLED, 'node_modules', 'n8n', 'bin', 'n8n');

/**
 * Installs n8n and its Node.js if they are not there yet. Takes some minutes the first time. With
 * N8N_VERSION=newest it is the newest n8n on npm instead of the one in package.json.
 */
export function setUp() {
	const files = wantedFiles();
	const wanted = createHash('sha256').update(Object.values(files).join('')).digest('hex');
	const stamp = `${wanted} ${process.platform} ${process.arch}`;
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;

	console.log('Installing n8n for the end-to-end tests: 2.2 GB, some minutes, only this once.');
	mkdirSync(INSTALLED, { recursive: true });
	rmSync(join(INSTALLED, LOCK), { force: true });
	for (const [name, text] of Object.entries(files)) writeFileSync(join(INSTALLED, name), text);
	// Scripts are off because some packages compile things that n8n does not need here.
	npm('install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund');
	npm('rebuild', 'sqlite3');
	if (nodePath() === ownNode) npm('explore', 'node', '--', 'npm', 'run', 'preinstall');
	writeFileSync(STAMP, stamp);
}

/** What npm is to install, by the names of its files. */
function wantedFiles() {
	const manifest = readFileSync(join(HERE, 'package.json'), 'utf8');
	if (process.env.N8N_VERSION !== 'newest') {
		return { 'package.json': manifest, [LOCK]: readFileSync(join(HERE, LOCK), 'utf8') };
	}
	const { version } = newestN8n();
	console.log(`The newest n8n is ${version}.`);
	const { overrides: _, dependencies, ...rest } = JSON.parse(manifest);
	// Without the lock file and overrides, which belong to another version.
	return {
		'package.json': JSON.stringify({ ...rest, dependencies: { ...dependencies, n8n: version } }),
	};
}

function npm(...args) {
	const { status } = spawnSync('npm', [...args, '--loglevel=error'], {
		cwd: INSTALLED,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (status !== 0) throw new Error(`npm ${args[0]} did not work. Run the command again.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp();
