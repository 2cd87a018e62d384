import { getEventListeners } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Fault } from '../../sandbox/faults/types.mts';
import {
	bytesOf,
	newAccount,
	readRun,
	startNode,
	theEngine,
	useEngine,
} from '../support/harness.mts';

useEngine();

const EXECUTIONS = 1000;
const AT_ONCE = 8;
/** Node.js keeps an idle connection for its next request for 5 seconds. */
const SETTLING_MS = 6000;
/** The size of every result, in bytes: a file of another size is half a file. */
const RESULT_BYTES = 2000;

const spoil: Array<{ step: 'submit' | 'poll' | 'fetch'; fault: Fault } | undefined> = [
	undefined,
	{ step: 'submit', fault: { type: 'reset-after' } },
	{ step: 'poll', fault: { type: 'status', status: 503 } },
	{ step: 'poll', fault: { type: 'status', status: 401 } },
	{ step: 'fetch', fault: { type: 'truncate' } },
	{ step: 'fetch', fault: { type: 'status', status: 404 } },
];

let signals: AbortSignal[] = [];

/** One execution: well, spoiled or stopped, in turn. Tells the file of its item, if it has one. */
async function execute(number: number) {
	const account = await newAccount({ resultBytes: RESULT_BYTES });
	const rule = spoil[number % spoil.length];
	if (rule) await account.addFaults({ ...rule, times: number % 2 ? 'forever' : 1 });
	const { done, stop } = await startNode({
		type: 'cambTextToSpeech',
		parameters: { text: 'Hello there', voice: 147320, language: 1, options: { maxWait: 1 } },
		items: [{ json: {} }, { json: {} }],
		account,
		executionId: String(number),
	});
	if (number % 7 === 0) setTimeout(stop, number % 40);
	const run = readRun(await done, account);
	await account.remove();
	return { status: run.status, files: run.items.filter(({ binary }) => binary).length, run };
}

/** The sizes of the files in n8n's folder, but for what n8n writes about them. */
function sizesOfFiles(): number[] {
	const folder = process.env.N8N_USER_FOLDER as string;
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.parentPath.includes('binary'))
		.filter(({ name }) => !name.endsWith('.metadata'))
		.map((entry) => statSync(join(entry.parentPath, entry.name)).size);
}

/** What keeps this process busy, by kind, once things have settled. */
async function resources(): Promise<Record<string, number>> {
	await sleep(SETTLING_MS);
	const counts: Record<string, number> = {};
	for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
}

/** How many files and sockets this process holds open. */
const openFiles = () => readdirSync('/proc/self/fd').length;

test(`${EXECUTIONS} executions leave no listener, timer, connection or file behind`, async () => {
	const { core } = theEngine();
	const original = core.ExecuteContext.prototype.getExecutionCancelSignal;
	const spy = jest
		.spyOn(core.ExecuteContext.prototype, 'getExecutionCancelSignal')
		.mockImplementation(function (this: never) {
			const signal = original.call(this);
			if (signal && !signals.includes(signal)) signals.push(signal);
			return signal;
		});
	for (let number = 0; number < 20; number++) await execute(number);
	const before = { resources: await resources(), files: openFiles() };
	signals = [];
	const statuses: Record<string, number> = {};
	let stored = 0;
	let next = 0;
	async function worker() {
		while (next < EXECUTIONS) {
			const { status, files, run } = await execute(next++);
			statuses[status] = (statuses[status] ?? 0) + 1;
			stored += files;
			if (files > 0 && next % 100 === 0) await bytesOf(run.items[0]);
		}
	}
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	spy.mockRestore();
	const after = { resources: await resources(), files: openFiles() };
	const listeners = signals.map((signal) => getEventListeners(signal, 'abort').length);
	const sizes = sizesOfFiles();
	const figures = {
		statuses,
		sizes: [...new Set(sizes)],
		onDisk: sizes.length,
		stored,
		signals: signals.length,
		before,
		after,
	};
	process.stderr.write(`leaks: ${JSON.stringify(figures)}\n`);

	for (const status of ['success', 'error', 'canceled'])
		expect(statuses[status]).toBeGreaterThan(0);
	expect(new Set(sizes)).toEqual(new Set([RESULT_BYTES]));
	expect(after.files).toBeLessThanOrEqual(before.files);
	expect(listeners.reduce((sum, count) => sum + count, 0)).toBe(0);
	for (const [kind, count] of Object.entries(after.resources))
		expect([kind, count]).toEqual([kind, Math.min(count, before.resources[kind] ?? 0)]);
}, 300_000);
