/** Packages that come as ES modules only, which jest must translate. */
const modules = [
	'fastify-openapi-glue',
	'@seriousme',
	'music-metadata',
	'strtok3',
	'token-types',
	'file-type',
	'uint8array-extras',
	'@tokenizer',
	'@borewit',
	'ieee754',
	'content-type',
	'cookie',
	'media-typer',
	'uint8array-extras',
	'win-guid',
];

const swc = (module = {}) => [
	'@swc/jest',
	{
		jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
		module: { type: 'commonjs', ...module },
		sourceMaps: true,
	},
];

/** @type {import('jest').Config} */
export default {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'json', 'node'],
	transform: {
		// It imports a CommonJS package by its default, which only Node.js's own rule allows.
		'/node_modules/music-metadata/.+\\.js$': swc({ importInterop: 'node' }),
		'^.+\\.(mts|ts|mjs)$': swc(),
		'/node_modules/.+\\.js$': swc(),
	},
	transformIgnorePatterns: [`/node_modules/(?!(${modules.join('|')})/)`, '<rootDir>/dist/'],
	// These say only how to be imported, not how to be required.
	moduleNameMapper: {
		'^music-metadata$': '<rootDir>/node_modules/music-metadata/lib/index.js',
		'^strtok3$': '<rootDir>/node_modules/strtok3/lib/index.js',
		'^file-type$': '<rootDir>/node_modules/file-type/index.js',
	},
	globalSetup: '<rootDir>/test/support/globalSetup.mjs',
	globalTeardown: '<rootDir>/test/support/globalTeardown.mjs',
	coverageProvider: 'v8',
	collectCoverageFrom: ['dist/nodes/**/*.js', 'dist/credentials/**/*.js'],
	coverageDirectory: 'coverage',
	coverageReporters: ['text', 'json-summary', 'lcovonly'],
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json'],
	testTimeout: 30_000,
	maxWorkers: 2,
};
