/**
 * `npm run check:package`: packs what npm would publish, looks at what is in it and what it weighs,
 * lets publint and n8n's own scanner look at it, and loads the unpacked package as n8n does. Then
 * it looks at the project: licenses of its tools, and paths of the machine that it was made on.
 */
// @ts-expect-error It brings no types.
import * as scanner from '@n8n/scan-community-package/scanner/scanner.mjs';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

import { overBudget } from './package/budget.mts';
import { contentFindings } from './package/contents.mts';
import type { LockFile } from './package/licenses.mts';
import { licenseFindings, licensesOf } from './package/licenses.mts';
import { findingsIn } from './package/load.mts';
import { machinePathsIn } from './package/machinePaths.mts';
import { pack } from './package/pack.mts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Folders that every machine has. */
const COMMON = ['//', '/', `${tmpdir()}/`];

async function main(): Promise<number> {
	const folder = mkdtempSync(join(tmpdir(), 'check-package-'));
	try {
		const packed = pack(ROOT, folder);
		console.log(
			`${packed.name}: ${packed.files.length} files, ${kilobytes(packed.size)} packed, ` +
				`${kilobytes(packed.unpackedSize)} unpacked`,
		);
		const findings = [
			...contentFindings(packed.files),
			...overBudget(packed),
			...(await lint(packed.folder)),
			...(await scan('the source', ROOT, scanner.SOURCE_FILE_PATTERNS)),
			...(await scan('the package', packed.folder, ['**/*.js', 'package.json'])),
			...(await findingsIn(packed.folder, join(ROOT, 'node_modules'))),
			...machinePaths('the package', packed.folder, packed.files),
			...machinePaths('the project', ROOT, committedFiles()),
			...licenses(),
		];
		for (const finding of findings) console.error(finding);
		if (findings.length > 0) return 1;
		console.log('The package is fine.');
		return 0;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Whether package.json says to npm and Node.js what is true of the package. */
async function lint(folder: string): Promise<string[]> {
	const { messages, pkg } = await publint({ pkgDir: folder, pack: false, strict: true });
	return messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`);
}

/** What n8n's reviewers run, without the part that asks npm and GitHub. */
async function scan(what: string, folder: string, patterns: string[]): Promise<string[]> {
	const { passed, message, details } = await scanner.analyzePackage(folder, patterns);
	if (passed) console.log(`n8n's scanner found nothing in ${what}.`);
	return passed ? [] : [`n8n's scanner, in ${what}: ${[message, details].join('\n')}`];
}

function machinePaths(what: string, folder: string, files: string[]): string[] {
	const folders = [ROOT, `${dirname(ROOT)}/`, `${homedir()}/`].filter(
		(path) => !COMMON.includes(path),
	);
	return files.flatMap((file) =>
		machinePathsIn(readFileSync(join(folder, file), 'latin1'), folders).map(
			(path) => `${file} of ${what} names a place of somebody's machine: ${path}`,
		),
	);
}

function committedFiles(): string[] {
	const listed = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
	return listed.split('\0').filter((file) => file && existsSync(join(ROOT, file)));
}

function licenses(): string[] {
	const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as LockFile;
	for (const [license, names] of Object.entries(licensesOf(lock)))
		console.log(`${license}: ${names.join(', ')}`);
	return licenseFindings(lock);
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1024).toFixed(0)} KB`;
}

process.exitCode = await main();
