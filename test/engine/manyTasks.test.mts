import { countOf, newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

const type = 'cambDub';
const parameters = {
	mediaUrl: '={{ $json.url }}',
	sourceLanguage: 1,
	targetLanguages: [54],
	result: 'links',
};
const videos = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		json: { url: `https://example.com/${index}.mp4` },
	}));

describe('a plan that allows two tasks at once', () => {
	test('lets the others wait for a place: all are done, each is paid for once', async () => {
		const account = await newAccount({ tasksAtOnce: 2, taskSeconds: 40 });
		const { status, items } = await runNode({
			type,
			parameters: { ...parameters, options: { itemsAtOnce: 5 } },
			items: videos(6),
			account,
		});
		expect(status).toBe('success');
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			videos(6).map((_, item) => ({ item })),
		);
		const { tasks, requests } = await account.state();
		expect(tasks).toHaveLength(6);
		expect(requests.map((request) => request.status)).toContain(429);
	});

	test('also holds for the translations of a story', async () => {
		const account = await newAccount({ tasksAtOnce: 2, taskSeconds: 60 });
		const { status, items } = await runNode({
			type: 'cambStory',
			parameters: {
				source: 'text',
				storyText: 'Once upon a time.',
				language: 1,
				options: { translateTo: [54, 76, 87] },
			},
			account,
		});
		expect(status).toBe('success');
		expect(items.map(({ json }) => json.error)).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		]);
		expect((await account.state()).tasks).toHaveLength(4);
	});

	test('with Wait for Completion off, they wait too', async () => {
		const account = await newAccount({ tasksAtOnce: 2, taskSeconds: 60 });
		const { status, items } = await runNode({
			type,
			parameters: { ...parameters, waitForCompletion: false },
			items: videos(4),
			account,
		});
		expect(status).toBe('success');
		expect(new Set(items.map(({ json }) => json.taskId)).size).toBe(4);
	});

	test('the wait for a place ends at Max Wait, with the tasks that were accepted', async () => {
		const account = await newAccount({ tasksAtOnce: 1, taskSeconds: 36_000 });
		const { error } = await runNode({
			type,
			parameters: { ...parameters, options: { maxWait: 5, itemsAtOnce: 2 } },
			items: videos(2),
			account,
		});
		const [{ taskId }] = (await account.state()).tasks;
		expect(JSON.stringify(error?.context)).toContain(taskId);
	});
});

const tooManyRequests = {
	step: 'submit',
	times: 'forever',
	fault: { type: 'status', status: 429 },
} as const;

test('too many requests without a task of this run under way: it gives up after six tries', async () => {
	const account = await newAccount();
	await account.addFaults(tooManyRequests);
	const { error } = await runNode({ type, parameters, items: videos(1), account });
	expect(error?.httpCode).toBe('429');
	expect(await countOf(account, 'submit')).toBe(6);
});

test('too many requests for calls without a task: none waits for others that are refused as well', async () => {
	const account = await newAccount();
	await account.addFaults(tooManyRequests);
	const { items } = await runNode({
		type: 'cambTextToSpeech',
		parameters: { text: 'Hello there.', voice: 147320, language: 1, delivery: 'stream' },
		items: videos(5),
		account,
		node: { onError: 'continueRegularOutput' },
	});
	expect(items.map(({ json }) => typeof json.error)).toEqual(Array(5).fill('string'));
	// The first refusal of each may come while others are not answered yet.
	expect(await countOf(account, 'submit')).toBeLessThanOrEqual(7 * items.length);
});
