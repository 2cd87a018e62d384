const TestEnvironment = require('@stryker-mutator/jest-runner/jest-env/node');
const { sep } = require('node:path');
const { namesIn, partOf } = require('./mutants.cjs');

const built = `${sep}dist${sep}`;

/**
 * Where the tests run for one mutant: packages and the built nodes are loaded by node itself, the
 * tests about what was changed come first, and the first one that fails ends the run, since the
 * mutant is caught.
 */
module.exports = class MutationEnvironment extends TestEnvironment {
	#caught = false;
	#names;

	constructor(config, context) {
		super(config, context);
		this.global.nativeRequire = require;
		const { testNamePattern } = config.globalConfig;
		this.#names = testNamePattern ? namesIn(testNamePattern) : undefined;
		// Test files that have nothing to say need not be loaded.
		this.global.wanted = (file) =>
			!this.#names || [...this.#names].some((name) => name.startsWith(`${file} `));
		// The built nodes look there for the mutant that is switched on.
		globalThis.__stryker__ = this.global.__stryker__;
		// What a mutant changes while a file is loaded shows in a file that is loaded anew.
		for (const path of Object.keys(require.cache)) {
			if (path.includes(built) && !path.includes('node_modules')) delete require.cache[path];
		}
	}

	handleTestEvent({ name, test, describeBlock }, state) {
		if (name === 'run_start') this.#begin(state);
		// A hook that fails makes its tests fail by itself.
		if (name === 'test_fn_failure') this.#caught = true;
		if (!this.#caught) return;
		if (name === 'test_start') test.mode = 'skip';
		if (name === 'run_describe_start') describeBlock.mode = 'skip';
	}

	#begin(state) {
		const { __STRYKER_ACTIVE_MUTANT__: mutant } = process.env;
		if (mutant === undefined) return;
		const part = partOf(mutant);
		// The texts of fields are pinned by one test for all.
		const nearness = ({ name }) => [name === part, name.startsWith(part), name === 'fields'];
		const rank = (block) => (nearness(block).indexOf(true) + 4) % 4;
		state.rootDescribeBlock.children.sort((a, b) => rank(a) - rank(b));
		// A pattern of a thousand names takes longer than the tests.
		const names = this.#names;
		if (names) state.testNamePattern = { test: (name) => names.has(name) };
	}
};
