/**
 * Gets a fresh copy of the project ready: packages installed, nodes built. Does nothing when both
 * are up to date. Uses only what Node.js itself brings, since nothing else may be there yet.
 *
 * A step of the commands themselves, because npm skips `pre…` scripts under `ignore-scripts`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const inRoot = (...path) => join(ROOT, ...path);

checkNode();
if (!isInstalled()) {
	run('Installing packages (the first time takes a minute or two)', [
		'install',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
	]);
}
if (!isBuilt()) {
	// Half a build must not look like a whole one the next time.
	run('Building the nodes', ['run', 'build'], () =>
		rmSync(inRoot('dist'), { recursive: true, force: true }),
	);
}

function checkNode() {
	if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return;
	console.error(
		`This needs Node.js ${OLDEST_NODE} or newer, and here is ${process.versions.node}.\n` +
			'Get a newer one from https://nodejs.org, then run the same command again.',
	);
	process.exit(1);
}

/** Whether every package of the lock file is in node_modules, in its version. */
function isInstalled() {
	const installed = packagesIn(inRoot('node_modules', '.package-lock.json'));
	return Object.entries(packagesIn(inRoot('package-lock.json'))).every(
		([path, { version, optional }]) =>
			path === '' || optional || installed[path]?.version === version,
	);
}

function packagesIn(lockFile) {
	return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}

/** Whether the last build came to its end, and no source is newer than it. */
function isBuilt() {
	const compiled = inRoot('dist', 'package.json');
	// Static files are copied last.
	if (!existsSync(compiled) || !existsSync(inRoot('dist', 'credentials', 'cambAi.svg'))) {
		return false;
	}
	const sources = ['nodes', 'credentials', 'package.json', 'tsconfig.json'].map((name) =>
		inRoot(name),
	);
	return Math.max(...sources.map(newestIn)) <= statSync(compiled).mtimeMs;
}

/** When a file, or the newest thing in a folder, was changed, in ms since 1970. */
function newestIn(path) {
	const stat = statSync(path);
	const inside = stat.isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [];
	return Math.max(stat.mtimeMs, ...inside.map(newestIn));
}

/** Runs npm, quietly unless it ends badly. */
function run(title, npmArguments, cleanUp = () => {}) {
	process.stdout.write(`${title} … `);
	const started = Date.now();
	const { status, stdout, stderr, error } = spawnSync('npm', npmArguments, {
		cwd: ROOT,
		encoding: 'utf8',
		shell: process.platform === 'win32',
		// Ctrl-C ends npm too: it is in the same group.
		stdio: ['ignore', 'pipe', 'pipe'],
		maxBuffer: 64 * 1024 * 1024,
	});
	if (status === 0) {
		console.log(`done in ${((Date.now() - started) / 1000).toFixed(0)} s`);
		return;
	}
	cleanUp();
	console.log('stopped');
	console.error([stdout, stderr, error?.message].filter(Boolean).join('\n'));
	console.error(`npm ${npmArguments.join(' ')} ended badly. What it said is above.`);
	process.exit(status || 1);
}
