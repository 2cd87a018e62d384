/**
 * `npm run bench`: measures everything and writes docs/benchmarks.md. With `--quick` fewer and
 * smaller measures, with `--only=media,waiting` some sections; both write into out/ instead.
 */
import { parseArgs } from 'node:util';

import { setUp as installN8n } from '../test/e2e/setup.mjs';
import { apart } from './apart.mts';
import type { Section } from './report.mts';
import { writePage } from './page.mts';

const SECTIONS = [
	'makespan',
	'waiting',
	'backPressure',
	'itemCost',
	'manyItems',
	'media',
	'join',
	'startUp',
	'dropdown',
];

const { values } = parseArgs({
	options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const names = values.only?.split(',') ?? SECTIONS;
const unknown = names.find((name) => !SECTIONS.includes(name));
if (unknown) throw new Error(`There is no section ${unknown}, only ${SECTIONS.join(', ')}`);

const isWhole = !values.quick && !values.only;
// Its HTTP Request node is among what the nodes are compared with.
if (isWhole) installN8n();

const begun = performance.now();
const secondsSince = (moment: number) => ((performance.now() - moment) / 1000).toFixed(0);
const sections: Section[] = [];
for (const name of names) {
	const moment = performance.now();
	const url = new URL(`sections/${name}.mts`, import.meta.url).href;
	sections.push(await apart<Section>(url, 'run', values.quick));
	console.log(`${name}: ${secondsSince(moment)} s`);
}
const folder = isWhole ? 'docs' : 'out';
const page = await writePage(sections, { folder, quick: values.quick, names: SECTIONS });
console.log(`${secondsSince(begun)} s in all. ${page}`);
