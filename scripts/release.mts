/**
 * `node scripts/release.mts TAG`: checks that the tag, package.json and CHANGELOG.md mean the same
 * version, and prints what the changelog says of it. GitHub's next steps get npm's dist-tag. Node.js
 * 24 runs it as it is, so that it comes before anything is installed.
 */
import { appendFileSync, readFileSync } from 'node:fs';

import { releaseOf, type Manifest } from './release/release.mts';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

function main(tag = ''): number {
	try {
		const manifest = JSON.parse(read('package.json')) as Manifest;
		const { distTag, notes } = releaseOf(tag, manifest, read('CHANGELOG.md'));
		console.log(notes);
		const { GITHUB_OUTPUT: outputs } = process.env;
		if (outputs) appendFileSync(outputs, `dist-tag=${distTag}\n`);
		return 0;
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		return 1;
	}
}

process.exitCode = main(process.argv[2]);
