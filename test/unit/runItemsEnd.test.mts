import type { Output } from '../../nodes/shared/tasks/kind';
import { fault, requestOf } from '../support/itemContext.mts';
import type { Run } from '../support/texts.mts';
import { errorOf, runTexts } from '../support/texts.mts';

const task = (taskId: string) => ({ kind: 'dub', taskId, runId: null });

describe('what the next try picks up', () => {
	const accepted = { state: 'accepted', taskId: 't1', submittedAt: 0 } as const;
	const work: Run['work'] = async ({ session, item }) => {
		session.ledger.write(item, requestOf(), accepted);
		return [];
	};
	const keptAfter = async (given: Run) => {
		const kept = {};
		await runTexts({ ...given, kept }).catch(() => {});
		return JSON.stringify(kept);
	};

	test('is nothing when all went well: a loop begins afresh', async () => {
		expect(await keptAfter({ work })).toBe('{"cambTasks":{}}');
	});

	const fail: Run['work'] = async (itemContext, text) => {
		await work(itemContext, text);
		throw fault('no');
	};
	const onError = 'continueRegularOutput';
	test.each<[string, Run]>([
		['the run failed', {}],
		['the first item failed, with Retry On Fail', { onError, retryOnFail: true }],
	])('is what was accepted when %s', async (_name, run) => {
		expect(await keptAfter({ work: fail, ...run })).toContain('t1');
	});

	test.each<[string, Output[]]>([
		['all went well', [{ json: {} }]],
		['nothing came of the first item', []],
	])('is nothing when %s, also with Retry On Fail', async (_name, outputs) => {
		const done: Run['work'] = async (itemContext, text) => {
			await work(itemContext, text);
			return outputs;
		};
		expect(await keptAfter({ work: done, retryOnFail: true })).toBe('{"cambTasks":{}}');
	});

	test('is nothing when n8n goes on without a next try', async () => {
		expect(await keptAfter({ work: fail, onError })).toBe('{"cambTasks":{}}');
	});

	test('is what was accepted when the execution was stopped', async () => {
		const stop = new AbortController();
		const stopped: Run['work'] = async (itemContext, text) => {
			stop.abort();
			return await work(itemContext, text);
		};
		expect(await keptAfter({ work: stopped, stop })).toContain('t1');
	});

	describe('by the next call of an agent', () => {
		const done = { json: { text: 'Hi' } };
		const running = { json: {}, isPending: true };
		const noFrench = { json: { language: 'fr', error: 'No French' } };
		const call = (outputs: Output[][]): Run => ({
			runAs: 'engine',
			onError,
			texts: ['one', 'two'],
			work: async (itemContext, text) => {
				await work(itemContext, text);
				if (!outputs[itemContext.item]) throw fault('no');
				return outputs[itemContext.item];
			},
		});

		test('is nothing when it was given all', async () => {
			expect(await keptAfter(call([[done], [done, done]]))).toBe('{"cambTasks":{}}');
		});

		test.each([
			['a task still runs', [[done], [running, done]]],
			['a part of a result did not come', [[done], [done, noFrench]]],
			['an item failed', [[done]]],
		])('is what was accepted when %s', async (_name, outputs) => {
			expect(await keptAfter(call(outputs))).toContain('t1');
		});
	});
});

test('whatever a stopped execution fails with, it says that it was canceled', async () => {
	const stop = new AbortController();
	const error = await errorOf({
		stop,
		work: async ({ tasks }) => {
			tasks.push(task('t1'));
			stop.abort();
			throw fault('aborted');
		},
	});
	expect(error.message).toBe('The execution was canceled');
	expect(error.description).toMatch(/^Tasks that were already accepted keep running.* Task ID t1/);
	expect(error.description).not.toContain('may also have accepted');
	expect(error.context.lost).toBeUndefined();
});

test('a stopped execution says so also where there are no items', async () => {
	const stop = new AbortController();
	const { message } = await errorOf({ texts: [], stop, prepare: async () => stop.abort() });
	expect(message).toBe('The execution was canceled');
});

describe('where n8n tells nothing of Stop', () => {
	const tellsOfStop = false;

	test('a run that goes well leaves nothing for a next try', async () => {
		const kept = {};
		await runTexts({ tellsOfStop, kept });
		expect(kept).toEqual({ cambTasks: {} });
	});

	test('a run that fails says why', async () => {
		const work = async () => await Promise.reject(fault('It broke'));
		expect((await errorOf({ tellsOfStop, work })).description).toBe('It broke.');
	});
});

describe('a credential', () => {
	test('that can not be read is told as that', async () => {
		const getCredentials = async () => await Promise.reject(fault('It was deleted'));
		const { message, description } = await errorOf({ getCredentials });
		expect(message).toMatch(/credential could not be read/);
		expect(description).toBe('It was deleted.');
	});

	test('that can not be read is the reason of each item under Continue On Fail', async () => {
		const getCredentials = async () => await Promise.reject(fault('It was deleted'));
		const plan: Run['plan'] = async (item) => {
			if (item === 1) throw fault('the expression failed');
			return 'one';
		};
		const texts = ['one', 'two'];
		const [items] = await runTexts({
			texts,
			plan,
			getCredentials,
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json)).toEqual([
			{ error: expect.stringMatching(/credential/), description: 'It was deleted.' },
			{ error: expect.stringMatching(/parameter/), description: 'the expression failed.' },
		]);
	});

	test('without an address says what to enter', async () => {
		const getCredentials = async () => ({ apiKey: 'the-key', baseUrl: 'camb' });
		const { message } = await errorOf({ getCredentials });
		expect(message).toMatch(/Base URL.+not a web address/);
	});
});
