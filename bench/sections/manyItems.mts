import type { INodeExecutionData } from 'n8n-workflow';

import { apart } from '../apart.mts';
import { collectGarbage, growthOf } from '../memory.mts';
import type { Section } from '../report.mts';
import { number, repeat, spread } from '../report.mts';
import { openWays } from '../ways/index.mts';

const AT_ONCE = 50;
const KB = 1000;

interface Memory {
	/** How much the process grew at most, and how much the items take that came out, in KB an item. */
	grewKb: number;
	keptKb: number;
	seconds: number;
}

export async function memory(way: string, count: number): Promise<Memory> {
	const ways = await openWays();
	// The first run loads code that every later one uses.
	await ways.run(way, AT_ONCE, AT_ONCE);
	collectGarbage();
	const before = process.memoryUsage().heapUsed;
	let items: INodeExecutionData[] = [];
	const growth = await growthOf(async () => {
		items = await ways.run(way, count, AT_ONCE);
	});
	collectGarbage();
	const kept = process.memoryUsage().heapUsed - before;
	if (items.length !== count) throw new Error(`${items.length} of ${count} items came out`);
	await ways.tearDown();
	return {
		grewKb: (growth['grew by MB'] * 1000) / count,
		keptKb: kept / KB / count,
		seconds: growth.seconds,
	};
}

export async function run(quick: boolean): Promise<Section> {
	const counts = quick ? [300] : [1000, 10_000];
	const rows: string[][] = [];
	for (const [way, name] of [
		['helper', "n8n's request helper and binary store, alone"],
		['ours', 'these nodes'],
	]) {
		for (const count of counts) {
			const times = quick ? 1 : count < 10_000 ? 3 : 2;
			const runs = await repeat(
				times,
				async () => await apart<Memory>(import.meta.url, 'memory', way, count),
			);
			rows.push([
				`${number(count, 0)} items: ${name}`,
				spread(runs.map(({ grewKb }) => grewKb)),
				spread(runs.map(({ keptKb }) => keptKb)),
				spread(
					runs.map(({ seconds }) => seconds),
					0,
				),
			]);
		}
	}
	const head = ['', 'Growth at most, KB an item', 'Kept at the end, KB an item', 'Seconds'];
	return {
		title: 'Many items in one execution',
		parts: [
			{
				text:
					`Memory of the process, ${AT_ONCE} at once, each a create, a check and a result of 20 KB ` +
					"that is saved, each run in a process of its own. What is kept at the end are the items, n8n's " +
					'record of the run and the ledger that keeps a retry from paying again.',
				table: { head, rows },
			},
		],
	};
}
