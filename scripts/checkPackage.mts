/**
 * `npm run check:package`: packs what npm would publish, lets n8n's own scanner look at source and
 * package, and loads the unpacked package as n8n does.
 */
// @ts-expect-error It brings no types.
import * as scanner from '@n8n/scan-community-package/scanner/scanner.mjs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { overBudget } from './package/budget.mts';
import { findingsIn } from './package/load.mts';
import { pack } from './package/pack.mts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The build also copies the pictures of the docs into dist, which n8n has no use for. */
const ALLOWED =
	/^(dist\/(credentials|nodes)\/.+|package\.json|README\.md|LICENSE(\.md)?|CHANGELOG\.md)$/;

async function main(): Promise<number> {
	const folder = mkdtempSync(join(tmpdir(), 'check-package-'));
	try {
		const packed = pack(ROOT, folder);
		console.log(
			`${packed.name}: ${packed.files.length} files, ${kilobytes(packed.size)} packed, ` +
				`${kilobytes(packed.unpackedSize)} unpacked`,
		);
		const findings = [
			...packed.files
				.filter((file) => !ALLOWED.test(file))
				.map((file) => `${file} does not belong in the package`),
			...overBudget(packed),
			...(await scan('the source', ROOT, scanner.SOURCE_FILE_PATTERNS)),
			...(await scan('the package', packed.folder, ['**/*.js', 'package.json'])),
			...(await findingsIn(packed.folder, join(ROOT, 'node_modules'))),
		];
		for (const finding of findings) console.error(finding);
		if (findings.length > 0) return 1;
		console.log('The package is fine.');
		return 0;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** What n8n's reviewers run, without the part that asks npm and GitHub. */
async function scan(what: string, folder: string, patterns: string[]): Promise<string[]> {
	const { passed, message, details } = await scanner.analyzePackage(folder, patterns);
	if (passed) console.log(`n8n's scanner found nothing in ${what}.`);
	return passed ? [] : [`n8n's scanner, in ${what}: ${[message, details].join('\n')}`];
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1024).toFixed(0)} KB`;
}

process.exitCode = await main();
