import base from './jest.config.mjs';

/** The tests that need no server and no engine: they run hundreds of times. */
export default {
	...base,
	testMatch: ['<rootDir>/test/unit/**/*.test.mts', '<rootDir>/test/property/**/*.test.mts'],
	// It reads the sources themselves, which hold all mutants at once here.
	testPathIgnorePatterns: [...base.testPathIgnorePatterns, 'test/unit/package'],
	globalSetup: undefined,
	globalTeardown: undefined,
	coverageProvider: undefined,
	collectCoverageFrom: undefined,
};
