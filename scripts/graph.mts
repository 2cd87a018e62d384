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

/** The folder of a module: a room of the shared code, or a node. */
const roomOf = (path: string) => /^nodes\/(?:shared\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? path;

const arrows = new Set(
	(output as ICruiseResult).modules.flatMap(({ source, dependencies }) =>
		dependencies
			.map(({ resolved }) => [roomOf(source), roomOf(resolved)])
			.filter(([from, to]) => from !== to)
			.map(([from, to]) => `"${from}" -> "${to}"`),
	),
);
const dot = `digraph {
	rankdir=TB; node [shape=box, style=filled, fillcolor="#f4f1fb", fontname=sans]; edge [color="#8a8a8a"];
	${[...arrows].sort().join('\n\t')}
}`;
const graphviz = await Graphviz.load();
writeFileSync(PICTURE, graphviz.layout(dot, 'svg', 'dot'));
console.log(`${arrows.size} arrows between rooms are drawn in docs/images/architecture.svg`);
