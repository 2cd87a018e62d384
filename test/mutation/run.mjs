/**
 * `npm run test:mutation [-- file …]`: changes the nodes in thousands of small ways, one at a time,
 * and counts the changes that a test notices. Fails under 90 %. `MUTATION_TESTS=unit/subtitles` tells
 * which tests to ask.
 */
import { Stryker } from '@stryker-mutator/core';
import Table from 'cli-table3';

import { AREAS } from './areas.mjs';

const LEAST_SCORE = 90;

// The same random lives for every mutant, and few of them.
process.env.PROOF_SEED ??= '1';
process.env.PROOF_RUNS ??= '60';

const { MUTATION_TESTS, MUTATION_WORKERS = '3' } = process.env;

/** The files of an area, or those of them that were asked for. */
function asked({ files, owns }) {
	const paths = process.argv.slice(2);
	return paths.length === 0 ? files : paths.filter((path) => owns.test(path));
}

/** Resolves with what became of each mutant of an area. */
async function mutate({ name, tests }, files) {
	process.env.MUTATION_TESTS = MUTATION_TESTS ?? tests.join();
	return await new Stryker({
		mutate: files,
		// The tests run what is built: with all mutants in it, switched on one at a time.
		buildCommand: 'n8n-node build',
		testRunner: 'jest',
		jest: { configFile: 'test/mutation/jest.config.mjs', enableFindRelatedTests: false },
		coverageAnalysis: 'perTest',
		plugins: ['@stryker-mutator/jest-runner'],
		// More than cores, since many tests wait for the sandbox.
		concurrency: Number(MUTATION_WORKERS),
		timeoutMS: 15_000,
		maxTestRunnerReuse: 200,
		reporters: ['progress-append-only', 'json'],
		jsonReporter: { fileName: `out/mutation/${name.replaceAll(' ', '-')}.json` },
		tempDirName: 'out/stryker',
		cleanTempDir: 'always',
		ignorePatterns: ['coverage', 'dist', 'docs', 'out', 'test/e2e', 'test/versions'],
	}).runMutationTest();
}

const table = new Table({ head: ['Area', 'Mutants', 'Noticed', 'Survived', 'Score'] });
const all = [];

function tell(name, mutants) {
	const noticed = mutants.filter(({ status }) => ['Killed', 'Timeout'].includes(status)).length;
	const survived = mutants.filter(({ status }) => ['Survived', 'NoCoverage'].includes(status));
	const score = (100 * noticed) / (noticed + survived.length);
	table.push([name, mutants.length, noticed, survived.length, `${score.toFixed(1)} %`]);
	return { score, survived };
}

for (const area of AREAS) {
	const files = asked(area);
	if (files.length > 0) {
		const mutants = await mutate(area, files);
		tell(area.name, mutants);
		all.push(...mutants);
	}
}

const { score, survived } = tell('All', all);
for (const { fileName, location, mutatorName, replacement } of survived) {
	const { line, column } = location.start;
	console.log(`${fileName}:${line}:${column} ${mutatorName} → ${replacement}`);
}
console.log(`${table}`);
if (!(score >= LEAST_SCORE)) process.exitCode = 1;
