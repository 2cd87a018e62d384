const { readFileSync } = require('node:fs');

/** Gives jest the source map of a built file, so that coverage and stacks speak of `nodes/*.ts`. */
module.exports = {
	process: (code, path) => ({ code, map: JSON.parse(readFileSync(`${path}.map`, 'utf8')) }),
};
