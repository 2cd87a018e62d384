import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/**
 * Where n8n is installed. The name begins with a dot because `n8n-node build` copies the pictures
 * of every other folder into the package.
 */
export const INSTALLED = join(HERE, '.installed');

/** Holds what was installed, so that the next start has nothing to do. */
const STAMP = join(INSTALLED, 'stamp');
const FILES = ['package.json', 'package-lock.json'];
/** n8n 2.41 asks for it. */
const OLDEST_NODE = 24;

const ownNode = join(INSTALLED, 'node_modules', 'node', 'bin', 'node');

/** The Node.js that runs n8n: this one if it is new enough, else one from the npm registry. */
export const nodePath = () =>
	Number(process.versions.node.split('.')[0]) >= OLDEST_NODE ? process.execPath : ownNode;

/** n8n's command. Run it with `nodePath()`. */
export const n8nPath = () => join(INSTALLED, 'node_modules', 'n8n', 'bin', 'n8n');

/** Installs n8n and its Node.js if they are not there yet. Takes some minutes the first time. */
export function setUp() {
	const wanted = createHash('sha256');
	for (const file of FILES) wanted.update(readFileSync(join(HERE, file)));
	const stamp = `${wanted.digest('hex')} ${process.platform} ${process.arch}`;
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;

	console.log('Installing n8n for the end-to-end tests: 2.2 GB, some minutes, only this once.');
	mkdirSync(INSTALLED, { recursive: true });
	for (const file of FILES) copyFileSync(join(HERE, file), join(INSTALLED, file));
	// Scripts are off because some packages compile things that n8n does not need here.
	npm('install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund');
	npm('rebuild', 'sqlite3');
	if (nodePath() === ownNode) npm('explore', 'node', '--', 'npm', 'run', 'preinstall');
	writeFileSync(STAMP, stamp);
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
