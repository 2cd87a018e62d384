const { readFileSync, readdirSync } = require('node:fs');
const { basename, join } = require('node:path');

const nodes = join(__dirname, '..', '..', 'dist', 'nodes');
let parts;

/** The part of the nodes that a mutant is in: `subtitles` for one in `subtitles.js`. */
function partOf(mutant) {
	parts ??= new Map(readdirSync(nodes, { recursive: true }).flatMap(mutantsIn));
	return parts.get(mutant) ?? '';
}

function mutantsIn(file) {
	if (!file.endsWith('.js')) return [];
	const code = readFileSync(join(nodes, file), 'utf8');
	return [...code.matchAll(/stryMutAct_\w+\("(\d+)"\)/g)].map(([, id]) => [
		id,
		basename(file, '.js'),
	]);
}

/** The names in Stryker's pattern for the tests to run: `(one)|(another)`, with escapes. */
function namesIn(pattern) {
	const names = pattern.slice(1, -1).split(')|(');
	return new Set(names.map((name) => name.replace(/\\(.)/g, '$1')));
}

module.exports = { namesIn, partOf };
