const TestEnvironment = require('@stryker-mutator/jest-runner/jest-env/node');
const { sep } = require('node:path');

const built = `${sep}dist${sep}`;

/**
 * Where the tests run for one mutant: packages and the built nodes are loaded by node itself, and
 * the first test that fails ends the run, since the mutant is caught.
 */
module.exports = class MutationEnvironment extends TestEnvironment {
	#caught = false;

	constructor(config, context) {
		super(config, context);
		this.global.nativeRequire = require;
		// The built nodes look there for the mutant that is switched on.
		globalThis.__stryker__ = this.global.__stryker__;
		// What a mutant changes while a file is loaded shows in a file that is loaded anew.
		for (const path of Object.keys(require.cache)) {
			if (path.includes(built) && !path.includes('node_modules')) delete require.cache[path];
		}
	}

	handleTestEvent({ name, test, describeBlock }) {
		if (name === 'test_fn_failure' || name === 'hook_failure') this.#caught = true;
		if (!this.#caught) return;
		if (name === 'test_start') test.mode = 'skip';
		if (name === 'run_describe_start') describeBlock.mode = 'skip';
	}
};
