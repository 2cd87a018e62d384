import { getEventListeners } from 'node:events';

import {
	bytesOf,
	countOf,
	newAccount,
	runNode,
	startNode,
	theEngine,
	useEngine,
} from '../support/harness.mts';

useEngine();

const type = 'cambTextToSpeech';
const parameters = { text: '={{ $json.text }}', voice: 147320, language: 1 };
const texts = (...all: string[]) => all.map((text) => ({ json: { text } }));
const failing = {
	step: 'submit',
	contains: 'bad',
	fault: { type: 'task', status: 'ERROR' },
} as const;

describe('a paid task is never lost', () => {
	test('the error of one item names the accepted tasks of the others', async () => {
		const account = await newAccount({ taskSeconds: 60 });
		await account.addFaults({
			step: 'poll',
			contains: 'bad',
			fault: { type: 'status', status: 401 },
		});
		const { error } = await runNode({
			type,
			parameters,
			account,
			items: texts('good one', 'bad one', 'good two', 'good three'),
		});
		const { tasks } = await account.state();
		expect(tasks.length).toBeGreaterThan(1);
		for (const { taskId } of tasks) {
			expect(error?.description).toContain(taskId);
			expect(JSON.stringify(error?.context)).toContain(taskId);
		}
		expect(error?.context.itemIndex).toBe(1);
	});

	test('under Continue On Fail the item carries kind and task ID, beside the finished ones', async () => {
		const account = await newAccount();
		await account.addFaults(failing);
		const { status, items } = await runNode({
			type,
			parameters,
			account,
			items: texts('good one', 'bad one', 'good two'),
			node: { onError: 'continueRegularOutput' },
		});
		expect(status).toBe('success');
		const task = (await account.state()).tasks.find(({ request }) =>
			/bad/.test(JSON.stringify(request)),
		);
		expect(items[1].json).toMatchObject({
			error: expect.stringMatching(/status ERROR/),
			kind: 'text-to-speech',
			taskId: task?.taskId,
			runId: null,
		});
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect([items[0], items[2]].map(({ json }) => json.status)).toEqual(['SUCCESS', 'SUCCESS']);
	});

	test('the error output gets the item with its task ID', async () => {
		const account = await newAccount();
		await account.addFaults(failing);
		const { outputs } = await runNode({
			type,
			parameters,
			account,
			items: texts('good one', 'bad one'),
			node: { onError: 'continueErrorOutput' },
		});
		const [done, failed] = outputs;
		expect(done).toHaveLength(1);
		expect(failed).toHaveLength(1);
		expect(failed[0].json).toMatchObject({
			text: 'bad one',
			error: {
				message: expect.stringMatching(/status ERROR/),
				kind: 'text-to-speech',
				taskId: expect.stringMatching(/.{8}/),
			},
		});
	});

	test("n8n's log has one line with each task ID", async () => {
		const lines: string[] = [];
		const spy = jest.spyOn(theEngine().logger, 'info').mockImplementation((line) => {
			lines.push(line);
		});
		const { items } = await runNode({ type, parameters, items: texts('one', 'two') });
		spy.mockRestore();
		const ids = items.map(({ json }) => String(json.taskId));
		for (const id of ids) expect(lines.filter((line) => line.includes(id))).toHaveLength(1);
	});

	test('without waiting, the item carries the task ID at once', async () => {
		const account = await newAccount({ taskSeconds: 1000 });
		const { items } = await runNode({
			type,
			parameters: { ...parameters, waitForCompletion: false },
			account,
			items: texts('one'),
		});
		expect(items[0].json).toMatchObject({
			kind: 'text-to-speech',
			taskId: (await account.state()).tasks[0].taskId,
			runId: null,
			status: 'PENDING',
			waitedSeconds: 0,
			checks: 0,
		});
		expect(await countOf(account, 'poll')).toBe(0);
	});
});

describe('every wait ends', () => {
	test.each([
		['error', 'Stop With Error'],
		['item', 'Output Item With Task ID'],
	])('On Max Wait %s', async (onMaxWait) => {
		const account = await newAccount({ taskSeconds: 1000 });
		const { status, items, error } = await runNode({
			type,
			parameters: { ...parameters, options: { maxWait: 0.5, onMaxWait } },
			account,
			items: texts('one'),
		});
		const { taskId } = (await account.state()).tasks[0];
		if (onMaxWait === 'item') {
			expect(status).toBe('success');
			expect(items[0].json).toMatchObject({ taskId, status: 'PENDING', runId: null });
			return;
		}
		expect(error?.message).toContain('within 30 seconds');
		expect(error?.description).toContain('The last status was PENDING');
		expect(error?.context).toMatchObject({ taskId, kind: 'text-to-speech' });
	});

	test('an unknown status keeps waiting, and is named at the end', async () => {
		const account = await newAccount();
		await account.addFaults({
			step: 'poll',
			times: 'forever',
			fault: { type: 'status-word', word: 'QUEUED' },
		});
		const { error } = await runNode({
			type,
			parameters: { ...parameters, options: { maxWait: 0.2 } },
			account,
			items: texts('one'),
		});
		expect(error?.description).toContain('The last status was QUEUED');
	});
});

describe('Stop', () => {
	test.each(['polling', 'downloading'])(
		'while %s: within 250 ms there is no more request',
		async (when) => {
			const account = await newAccount({ taskSeconds: when === 'polling' ? 1000 : 0.1 });
			if (when === 'downloading')
				await account.addFaults({ step: 'fetch', fault: { type: 'hang-body' } });
			const { done, stop } = await startNode({
				type,
				parameters,
				account,
				items: texts('one', 'two'),
			});
			const step = when === 'polling' ? 'poll' : 'fetch';
			while ((await countOf(account, step)) === 0) await new Promise((next) => setTimeout(next, 5));
			stop();
			const { status } = await done;
			await new Promise((next) => setTimeout(next, 250));
			const seen = (await account.state()).requests.length;
			await new Promise((next) => setTimeout(next, 250));
			expect(status).toBe('canceled');
			expect((await account.state()).requests).toHaveLength(seen);
		},
	);

	test('leaves no listener behind', async () => {
		const account = await newAccount();
		let signal: AbortSignal | undefined;
		const original = theEngine().core.ExecuteContext.prototype.getExecutionCancelSignal;
		const spy = jest
			.spyOn(theEngine().core.ExecuteContext.prototype, 'getExecutionCancelSignal')
			.mockImplementation(function (this: never) {
				signal = original.call(this);
				return signal;
			});
		await runNode({ type, parameters, account, items: texts('one', 'two', 'three') });
		spy.mockRestore();
		expect(getEventListeners(signal as AbortSignal, 'abort')).toHaveLength(0);
	});
});

describe('the key goes to the API host alone', () => {
	test('white space around it is trimmed', async () => {
		const account = await newAccount();
		const { status } = await runNode({
			type,
			parameters,
			account,
			items: texts('one'),
			credential: { apiKey: `  ${account.key}\n`, baseUrl: ` ${process.env.SANDBOX_API_URL}/ ` },
		});
		expect(status).toBe('success');
	});

	test('it is in no item, error or file name, even when the API repeats it', async () => {
		const account = await newAccount();
		await account.addFaults({
			step: 'submit',
			contains: 'bad',
			fault: { type: 'status', status: 400, body: { detail: `The key ${account.key} may not` } },
		});
		const { run } = await runNode({
			type,
			parameters,
			account,
			items: texts('good', 'bad one'),
			node: { onError: 'continueRegularOutput' },
		});
		expect(JSON.stringify(run)).not.toContain(account.key);
	});

	test('files from a link are got without it', async () => {
		const account = await newAccount();
		await account.addFaults({
			step: 'fetch',
			fault: { type: 'redirect', location: 'other' },
			times: 'forever',
		});
		const { items } = await runNode({ type, parameters, account, items: texts('one') });
		expect((await bytesOf(items[0])).length).toBe(items[0].json.fileSize);
		const media = (await account.state()).requests.filter(({ origin }) => origin === 'media');
		expect(media.map(({ key }) => key)).toEqual([false]);
	});
});

describe('items at once', () => {
	test.each([
		[undefined, 5],
		[3, 3],
		[1, 1],
	])('Items at Once %s: %s tasks run at a time', async (itemsAtOnce, most) => {
		const account = await newAccount({ taskSeconds: 25 });
		const { items } = await runNode({
			type,
			parameters: { ...parameters, options: itemsAtOnce ? { itemsAtOnce } : {} },
			account,
			items: texts(...Array.from({ length: 8 }, (_, number) => `text number ${number}`)),
		});
		expect(items).toHaveLength(8);
		const { tasks } = await account.state();
		const running = tasks.map(
			({ submittedAt }) =>
				tasks.filter((other) => other.submittedAt <= submittedAt && submittedAt < other.endsAt)
					.length,
		);
		expect(Math.max(...running)).toBe(most);
		const order = items.map(
			({ json }) => tasks.find(({ taskId }) => taskId === json.taskId)?.request as { text: string },
		);
		expect(order.map(({ text }) => text)).toEqual(
			order.map((_, number) => `text number ${number}`),
		);
	});

	test.each(['={{ $json.text }}', 0, 2.5, 1000])(
		'Items at Once %j is told by the item, and the others go on',
		async (itemsAtOnce) => {
			const { items, account } = await runNode({
				type,
				parameters: { ...parameters, options: { itemsAtOnce } },
				items: texts('many', '2'),
				node: { onError: 'continueRegularOutput' },
			});
			expect(items[0].json.error).toMatch(/^Items at Once /);
			const isSecondFine = typeof itemsAtOnce === 'string';
			expect(await countOf(account, 'submit')).toBe(isSecondFine ? 1 : 0);
		},
	);

	test.each([
		['cambDub', { mediaUrl: 'https://example.com/a.mp4', sourceLanguage: 1, targetLanguages: 54 }],
		['cambStory', { source: 'text', storyText: 'Once', language: 1 }],
	])('%s works on two, if nothing is set', async (slow, form) => {
		const account = await newAccount({ taskSeconds: 25 });
		const parameters = { ...form, options: {} };
		await runNode({ type: slow, parameters, account, items: texts('1', '2', '3', '4') });
		const { tasks } = await account.state();
		const running = tasks.map(
			({ submittedAt }) =>
				tasks.filter((other) => other.submittedAt <= submittedAt && submittedAt < other.endsAt)
					.length,
		);
		expect(Math.max(...running)).toBe(2);
	});
});

describe('a file is what it is', () => {
	test("the user's file name gets the true extension", async () => {
		const { items } = await runNode({
			type,
			parameters: { ...parameters, outputDataField: 'speech', options: { fileName: 'news.mp3' } },
			items: texts('one'),
		});
		expect(items[0].binary?.speech.fileName).toBe('news.flac');
		expect((await bytesOf(items[0], 'speech')).subarray(0, 4).toString()).toBe('fLaC');
	});
});

describe('bad input is told before anything is submitted', () => {
	test.each([
		[{ text: '   ' }, 'Text is empty', /Enter a value/],
		[{ voice: '={{ "" }}' }, 'Voice is empty', /Select one/],
		[{ voice: 'Alice' }, 'Voice "Alice"', /a number/],
		[{ language: '={{ "" }}' }, 'Language is empty', /Select one/],
		[{ language: 'klingon' }, 'Language "klingon"', /es-es/],
	])('%j', async (changes, message, description) => {
		const account = await newAccount();
		const { error } = await runNode({
			type,
			parameters: { text: 'Hello', voice: 147320, language: 1, ...changes },
			account,
			items: texts('one', 'two'),
		});
		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(description);
		expect((await account.state()).requests).toEqual([]);
	});

	test('a mistake in the last item costs nothing for the first', async () => {
		const account = await newAccount();
		const { error } = await runNode({ type, parameters, account, items: texts('one', 'two', '') });
		expect(error?.message).toBe('Text is empty');
		expect(error?.context.itemIndex).toBe(2);
		expect((await account.state()).requests).toEqual([]);
	});
});
