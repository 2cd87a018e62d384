import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import prettier from 'prettier';

import { aimsText } from './aims.mts';
import { draw } from './plot.mts';
import type { Section } from './report.mts';
import { markdown } from './report.mts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PICTURES = 'images/benchmarks';

function versionOf(name: string): string {
	const file = join(ROOT, 'node_modules', name, 'package.json');
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** How much the machine had to do before this began. */
const [load] = loadavg();

function introduction(quick: boolean, names: string[]): string {
	const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
	const machine = [
		`${availableParallelism()} cores`,
		`${gigabytes} GiB of memory`,
		`${process.platform} ${process.arch}`,
		`Node.js ${process.versions.node}`,
		`n8n-core ${versionOf('n8n-core')}`,
		`n8n-workflow ${versionOf('n8n-workflow')}`,
		`undici ${versionOf('undici')}`,
		`load ${load.toFixed(1)} when it began`,
	];
	return `# Benchmarks

What the nodes cost, and what other ways of doing the same cost. Made by

\`\`\`sh
npm run bench                         # this page, in half an hour
npm run bench -- --quick              # smaller, in under two minutes, into out/
npm run bench -- --only=media,waiting # some sections, into out/
\`\`\`

The sections, in their order here: ${names.map((name) => `\`${name}\``).join(', ')}. The whole installs n8n the first time (2.2 GB), whose HTTP Request node is among what is measured. This page was made on ${new Date().toISOString().slice(0, 10)}${quick ? ', with \`--quick\` (too few runs to judge the aims by)' : ''}: ${machine.join(', ')}.

Everything talks to the [sandbox](../sandbox/README.md) on the same machine, which therefore takes its share of the cores. Nodes run as built, in n8n's own engine. Where it says so, on a virtual clock: time jumps from one thing to the next, so that hours take moments and the machine's speed does not count. Of several runs the median is given, and in brackets the least and the most. The first row or column of a table is what others do.

- **The usual loop** is what workflows of Loop Over Items, HTTP Request, Wait and If do: one task after another, each asked for every 3 s. Against it, most of the time is won by working on several at once; what the nodes lose themselves is in the column of 1 at once.
- **× ideal**: 1.00 is a run in which every task begins as soon as a place is free and is noticed the moment it ends.
- **Heavy-tailed** lengths: most tasks are short and a few very long, as with recordings. Half of these take under 5 s, one in a hundred over 80 s.`;
}

/**
 * Writes the page and its pictures. Gives the page's path, from the project's folder.
 *
 * @param names of all sections that there are, as `--only` takes them
 */
export async function writePage(
	sections: Section[],
	{ folder, quick, names }: { folder: string; quick: boolean; names: string[] },
): Promise<string> {
	const pictures = join(ROOT, folder, PICTURES);
	rmSync(pictures, { recursive: true, force: true });
	mkdirSync(pictures, { recursive: true });
	const plots = sections.flatMap(({ parts }) => parts.flatMap(({ plots: own = [] }) => own));
	for (const plot of plots) writeFileSync(join(pictures, `${plot.name}.svg`), draw(plot));
	const shorts = sections.flatMap(({ inShort }) => (inShort ? [`- ${inShort}`] : []));
	const inShort = ['## In short', shorts.join('\n')];
	const texts = sections.map((section) => markdown(section, PICTURES));
	const page = join(folder, 'benchmarks.md');
	const options = { ...(await prettier.resolveConfig(join(ROOT, page))), filepath: page };
	const text = [introduction(quick, names), ...inShort, aimsText(sections), ...texts].join('\n\n');
	writeFileSync(join(ROOT, page), await prettier.format(text, options));
	return page;
}
