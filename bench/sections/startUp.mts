import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { pack } from '../../scripts/package/pack.mts';
import { BUDGET } from '../../scripts/package/budget.mts';
import type { Aim } from '../aims.mts';
import { apart } from '../apart.mts';
import { collectGarbage } from '../memory.mts';
import type { Part, Section } from '../report.mts';
import { median, number, repeat, spread } from '../report.mts';

const KB = 1000;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Load {
	ms: number;
	mb: number;
	modules: number;
}

/** What it takes to load files and to make what they export, as n8n does when it starts. */
function load(require: NodeJS.Require, files: string[]): Load {
	collectGarbage();
	const heap = process.memoryUsage().heapUsed;
	const known = Object.keys(require.cache).length;
	const begun = performance.now();
	const made = files
		.flatMap((file) => Object.values(require(file) as Record<string, unknown>))
		.flatMap((Made) => (typeof Made === 'function' ? [new (Made as new () => unknown)()] : []));
	const ms = performance.now() - begun;
	collectGarbage();
	const mb = (process.memoryUsage().heapUsed - heap) / 1e6;
	if (made.length !== files.length) throw new Error(`${made.length} of ${files.length} were made`);
	return { ms, mb, modules: Object.keys(require.cache).length - known };
}

/** n8n has its own packages loaded before any node. */
export function loads(): { n8n: Load; ours: Load } {
	const require = createRequire(join(ROOT, 'package.json'));
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	collectGarbage();
	const heap = process.memoryUsage().heapUsed;
	const begun = performance.now();
	require('n8n-workflow');
	const ms = performance.now() - begun;
	const mb = (process.memoryUsage().heapUsed - heap) / 1e6;
	const workflow = { ms, mb, modules: Object.keys(require.cache).length };
	const files = [...n8n.credentials, ...n8n.nodes].map((file) => join(ROOT, file));
	return { n8n: workflow, ours: load(require, files) };
}

async function loading(times: number): Promise<{ part: Part; inShort: string }> {
	const runs = await repeat(
		times,
		async () => await apart<ReturnType<typeof loads>>(import.meta.url, 'loads'),
	);
	const row = (name: string, which: 'n8n' | 'ours') => [
		name,
		spread(
			runs.map((each) => each[which].ms),
			0,
		),
		spread(
			runs.map((each) => each[which].mb),
			1,
		),
		spread(
			runs.map((each) => each[which].modules),
			0,
		),
	];
	const ours = runs.map((each) => each.ours);
	const inShort =
		`**Start-up**: all nodes add ${number(median(ours.map(({ ms }) => ms)), 0)} ms and ` +
		`${number(median(ours.map(({ mb }) => mb)), 0)} MB to n8n's start.`;
	const part = {
		text: `Loading all nodes and credentials, as n8n does when it starts; ${times} processes.`,
		table: {
			head: ['', 'ms', 'MB of heap', 'Files'],
			rows: [row('n8n-workflow, which n8n has loaded already', 'n8n'), row('these nodes', 'ours')],
		},
	};
	return { part, inShort };
}

function sizes(): { part: Part; aims: Aim[] } {
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	try {
		const packed = pack(ROOT, folder);
		const part = {
			text: '`npm run check:package`, which is part of CI, holds the package to a budget.',
			table: {
				head: ['', 'Bytes', 'Budget'],
				rows: [
					['What is downloaded', number(packed.size, 0), number(BUDGET.size, 0)],
					['What is installed', number(packed.unpackedSize, 0), number(BUDGET.unpackedSize, 0)],
				],
			},
		};
		const aim = (what: string, bytes: number, budget: number) => ({
			what,
			atMost: budget / KB,
			measured: bytes / KB,
			digits: 0,
			unit: ' KB',
		});
		const aims = [
			aim('Size of what is downloaded', packed.size, BUDGET.size),
			aim('Size of what is installed', packed.unpackedSize, BUDGET.unpackedSize),
		];
		return { part, aims };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

export async function run(quick: boolean): Promise<Section> {
	const { part, inShort } = await loading(quick ? 3 : 15);
	const { part: sizePart, aims } = sizes();
	return { title: 'Start-up and size', inShort, aims, parts: [part, sizePart] };
}
