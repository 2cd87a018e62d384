import root from '../../jest.config.mjs';

const { testEnvironment, moduleFileExtensions, transform, transformIgnorePatterns } = root;

/** @type {import('jest').Config} */
export default {
	testEnvironment,
	moduleFileExtensions,
	transform,
	transformIgnorePatterns: [...transformIgnorePatterns, '/\\.installed/'],
	moduleNameMapper: root.moduleNameMapper,
	rootDir: '../..',
	roots: ['<rootDir>/test/e2e/tests'],
	testMatch: ['<rootDir>/test/e2e/tests/**/*.test.mts'],
	modulePaths: ['<rootDir>/test/e2e/.installed/node_modules'],
	globalSetup: '<rootDir>/test/e2e/support/globalSetup.mjs',
	globalTeardown: '<rootDir>/test/e2e/support/globalTeardown.mjs',
	testTimeout: 120_000,
	// The long ones mostly wait.
	maxWorkers: 3,
};
