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
	'win-guid',
	'cookie',
	'@camb-ai',
];

const swc = (module = {}) => [
	'@swc/jest',
	{
		jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
		module: { type: 'commonjs', ...module },
	},
];

/** @type {import('jest').Config} */
export default {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/mutation/'],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'json', 'node'],
	transform: {
		// It imports a CommonJS package by its default, which only Node.js's own rule allows.
		'/node_modules/music-metadata/.+\\.js$': swc({ importInterop: 'node' }),
		'^.+\\.(mts|ts|mjs)$': swc(),
		'/node_modules/.+\\.js$': swc(),
		'/dist/(nodes|credentials)/.+\\.js$': '<rootDir>/test/support/distTransform.cjs',
	},
	transformIgnorePatterns: [`/node_modules/(?!(${modules.join('|')})/)`],
	// These say only how to be imported, not how to be required.
	moduleNameMapper: {
		// Tests name the nodes' sources, with their types, and run what is built of them.
		'^(?:\\.\\./)+((?:nodes/(?:shared|Camb\\w+)|credentials)/.+(?<!\\.mts))$': '<rootDir>/dist/$1',
		'^music-metadata$': '<rootDir>/node_modules/music-metadata/lib/index.js',
		'^strtok3$': '<rootDir>/node_modules/strtok3/lib/index.js',
		'^file-type$': '<rootDir>/node_modules/file-type/index.js',
	},
	globalSetup: '<rootDir>/test/support/globalSetup.mjs',
	globalTeardown: '<rootDir>/test/support/globalTeardown.mjs',
	// V8's own counts leave out the branches of code that never ran.
	coverageProvider: 'babel',
	collectCoverageFrom: ['dist/nodes/**/*.js', 'dist/credentials/**/*.js'],
	coverageDirectory: 'coverage',
	coverageReporters: ['text', 'json-summary', 'lcovonly'],
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json', '<rootDir>/out/'],
	testTimeout: 30_000,
	maxWorkers: 2,
};
