import { fileURLToPath } from 'node:url';

import base from '../../jest.config.mjs';

const native = '<rootDir>/test/mutation/native.cjs';
const typescript = '^.+\\.(mts|ts|mjs)$';

/** Jest's own files are for jest to load. */
const jestItself = '/node_modules/(jest|@jest|@stryker-mutator|expect)';

export default {
	...base,
	rootDir: fileURLToPath(new URL('../..', import.meta.url)),
	testEnvironment: fileURLToPath(new URL('environment.cjs', import.meta.url)),
	testPathIgnorePatterns: [],
	testMatch: ['<rootDir>/test/mutation/all.test.mts'],
	transform: {
		'/node_modules/.+\\.(c|m)?js$': native,
		'/dist/(nodes|credentials)/.+\\.js$': native,
		[typescript]: base.transform[typescript],
	},
	transformIgnorePatterns: [jestItself],
	snapshotResolver: '<rootDir>/test/mutation/snapshots.cjs',
	globalSetup: undefined,
	globalTeardown: undefined,
	collectCoverageFrom: undefined,
	testTimeout: 10_000,
};
