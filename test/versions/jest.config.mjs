import root from '../../jest.config.mjs';

const INSTALLED = '<rootDir>/test/versions/.installed/node_modules';

/** @type {import('jest').Config} */
export default {
	...root,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/engine/**/*.test.mts'],
	// A setting of workflows, a guard, certificates for requests, and waits for another execution are
	// newer than that n8n.
	testPathIgnorePatterns: [
		'/(uploadCombined|requestGuard|tls|background|backgroundLost).test.mts$',
	],
	transformIgnorePatterns: [...root.transformIgnorePatterns, '/\\.installed/'],
	// The nodes get the n8n-workflow of that n8n, as they would inside it.
	moduleNameMapper: {
		...root.moduleNameMapper,
		'^n8n-workflow$': `${INSTALLED}/n8n-workflow`,
		'^n8n-core$': `${INSTALLED}/n8n-core`,
	},
};
