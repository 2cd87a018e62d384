/**
 * `npm run test:mutation [-- file …]`: changes the nodes in thousands of small ways, one at a time,
 * and counts the changes that a unit test notices. Fails under 90 %.
 */
import { Stryker } from '@stryker-mutator/core';
import Table from 'cli-table3';

const LEAST_SCORE = 90;

const WHAT_DECIDES = [
	'nodes/shared/**/*.ts',
	'nodes/*/request.ts',
	// Made from the contract.
	'!nodes/shared/camb/languages.ts',
];

const files = process.argv.slice(2);
const mutants = await new Stryker({
	mutate: files.length > 0 ? files : WHAT_DECIDES,
	// The tests run what is built: with all mutants in it, switched on one at a time.
	buildCommand: 'n8n-node build',
	testRunner: 'jest',
	jest: { configFile: 'test/mutation/jest.config.mjs', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	plugins: ['@stryker-mutator/jest-runner'],
	timeoutMS: 10_000,
	// Each run leaves a little memory behind.
	maxTestRunnerReuse: 200,
	reporters: ['progress-append-only', 'json'],
	jsonReporter: { fileName: 'out/mutation.json' },
	tempDirName: 'out/stryker',
	cleanTempDir: 'always',
	ignorePatterns: ['coverage', 'dist', 'docs', 'out', 'test/e2e', 'test/versions'],
}).runMutationTest();

const survived = mutants.filter(({ status }) => ['Survived', 'NoCoverage'].includes(status));
for (const { fileName, location, mutatorName, replacement } of survived) {
	const { line, column } = location.start;
	console.log(`${fileName}:${line}:${column} ${mutatorName} → ${replacement}`);
}

const table = new Table({ head: ['Folder', 'Mutants', 'Noticed', 'Survived', 'Score'] });
const folderOf = ({ fileName }) => /nodes\/(shared\/\w+|[^/]+)/.exec(fileName)?.[1];
for (const folder of new Set(mutants.map(folderOf)))
	add(folder, (mutant) => folderOf(mutant) === folder);
const score = add('all', () => true);
console.log(`${table}`);
if (!(score >= LEAST_SCORE)) process.exitCode = 1;

function add(name, isOf) {
	const noticed = mutants.filter(isOf).filter(({ status }) => /Killed|Timeout/.test(status)).length;
	const missed = survived.filter(isOf).length;
	const percent = (100 * noticed) / (noticed + missed);
	table.push([name, noticed + missed, noticed, missed, `${percent.toFixed(1)} %`]);
	return percent;
}
