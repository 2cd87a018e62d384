import root from '../../jest.config.mjs';

const { N8N_VERSION, N8N_ENGINE } = process.env;

// A setting of workflows, a guard, certificates for requests, and waits for another execution are
// newer than the oldest n8n.
const NEWER = '/(uploadCombined|requestGuard|tls|background|backgroundLost).test.mts$';

/** @type {import('jest').Config} */
export default {
	...root,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/engine/**/*.test.mts'],
	testPathIgnorePatterns: N8N_VERSION === 'oldest' ? [NEWER] : [],
	transformIgnorePatterns: [...root.transformIgnorePatterns, '/\\.installed-'],
	// The nodes get the n8n-workflow of that n8n, as they would inside it.
	moduleNameMapper: {
		...root.moduleNameMapper,
		'^n8n-workflow$': `${N8N_ENGINE}/node_modules/n8n-workflow`,
		'^n8n-core$': `${N8N_ENGINE}/node_modules/n8n-core`,
	},
};
