/** `npm run graph`: draws which rooms of nodes/ import which, into docs/images/architecture.svg. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { Graphviz } from '@hpcc-js/wasm-graphviz';
import type { ICruiseResult } from 'dependency-cruiser';
import { cruise } from 'dependency-cruiser';

const PICTURE = fileURLToPath(new URL('../docs/images/architecture.svg', import.meta.url));

const { options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
	options: object;
};
const { output } = await cruise(['nodes'], options);

/** A room of the shared code; all nodes are one. */
function roomOf(path: string): string {
	const [, room] = /^nodes\/shared\/(\w+)/.exec(path) ?? [];
	return room ?? 'Camb…';
}

const arrows = new Set(
	(output as ICruiseResult).modules.flatMap(({ source, dependencies }) =>
		dependencies
			.map(({ resolved }) => [roomOf(source), roomOf(resolved)])
			.filter(([from, to]) => from !== to)
			.map(([from, to]) => `"${from}" -> "${to}"`),
	),
);
const dot = `digraph {
	rankdir=TB; node [shape=box, style=filled, fillcolor="#f4f1fb", fontname="sans-serif", margin="0.3,0.1"]; edge [color="#8a8a8a"];
	${[...arrows].sort().join('\n\t')}
}`;
const graphviz = await Graphviz.load();
writeFileSync(PICTURE, graphviz.layout(dot, 'svg', 'dot'));
console.log(`${arrows.size} arrows between rooms are drawn in docs/images/architecture.svg`);
