// The same lives for every mutant, and few of them.
process.env.PROOF_SEED ??= '1';
process.env.PROOF_RUNS ??= '60';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: ['nodes/shared/**/*.ts', 'nodes/*/request.ts', '!nodes/shared/fields/languages.ts'],
	// The tests run what is built: with all mutants in it, switched on one at a time.
	buildCommand: 'n8n-node build',
	testRunner: 'jest',
	jest: { configFile: 'jest.mutation.config.mjs', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	plugins: ['@stryker-mutator/jest-runner'],
	concurrency: 2,
	timeoutMS: 60_000,
	reporters: ['clear-text', 'progress-append-only', 'json'],
	jsonReporter: { fileName: 'out/mutation.json' },
	thresholds: { high: 95, low: 90, break: 90 },
	tempDirName: 'out/stryker',
	ignorePatterns: ['dist', 'coverage', 'docs', 'examples', 'bench'],
};
