import { apart } from '../apart.mts';
import type { Section } from '../report.mts';
import { median, number, spread } from '../report.mts';
import { hasN8nNodes } from '../ways/httpRequest.mts';
import { openWays } from '../ways/index.mts';

const AT_ONCE = 20;

interface Cost {
	/** Of this process, in ms an item. */
	cpu: number[];
	wall: number[];
}

/** What an item costs, in a run of many. */
export async function cost(way: string, count: number, times: number): Promise<Cost> {
	const ways = await openWays();
	const costs: Cost = { cpu: [], wall: [] };
	for (let time = 0; time <= times; time++) {
		const begun = performance.now();
		const before = process.cpuUsage();
		await ways.run(way, count, AT_ONCE);
		const { user, system } = process.cpuUsage(before);
		costs.cpu.push((user + system) / 1000 / count);
		costs.wall.push((performance.now() - begun) / count);
		await ways.forgetFiles();
	}
	await ways.tearDown();
	// The first run loads code that every later one uses.
	return { cpu: costs.cpu.slice(1), wall: costs.wall.slice(1) };
}

export async function run(quick: boolean): Promise<Section> {
	const count = quick ? 100 : 400;
	const times = quick ? 3 : 9;
	const measure = async (way: string) =>
		await apart<Cost>(import.meta.url, 'cost', way, count, times);
	const bare = await measure('undici');
	const helper = await measure('helper');
	const http = hasN8nNodes ? await measure('httpRequest') : undefined;
	const ours = await measure('ours');
	const bareCpu = median(bare.cpu);
	const row = (name: string, { cpu, wall }: Cost) => [
		name,
		spread(cpu),
		(median(cpu) / bareCpu).toFixed(1),
		spread(wall),
	];
	const inMs = ({ cpu }: Cost) => `${number(median(cpu), 1)} ms`;
	return {
		title: 'Cost of an item',
		inShort:
			`**CPU**: an item costs ${inMs(ours)}, n8n's request helper and binary store alone ` +
			`${inMs(helper)}${http ? `, three HTTP Request nodes ${inMs(http)}` : ''}.`,
		aims: [
			{
				what: "CPU of an item beyond n8n's request helper, × undici",
				atMost: 2.5,
				measured: (median(ours.cpu) - median(helper.cpu)) / bareCpu,
				digits: 1,
			},
		],
		parts: [
			{
				text:
					`CPU time of the process and time passed, in ms an item: ${count} items, ${AT_ONCE} at once, ` +
					'each a create, a check and a result of 20 KB that is saved; ' +
					`${times} runs. Tasks are done at once, and waits are a hundred times as short as they are, ` +
					'so that work is measured and not waiting. The time passed is mostly the sandbox. ' +
					'HTTP Request sends all items at once, since it has no other way to limit them than pauses.',
				table: {
					head: ['', 'CPU, ms', '× undici', 'Time, ms'],
					rows: [
						row('undici, to files', bare),
						row("n8n's request helper and binary store, alone", helper),
						...(http ? [row("n8n's HTTP Request node, three of them", http)] : []),
						row('these nodes', ours),
					],
				},
			},
		],
	};
}
