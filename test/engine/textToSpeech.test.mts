import { bytesOf, countOf, probe, runNode, useEngine } from '../support/harness.mts';

useEngine();

const speak = { text: '={{ $json.text }}', voice: 147320, language: 1 };
const texts = (...all: string[]) => all.map((text) => ({ json: { text } }));

test('turns each item into audio that a player opens, in order and linked to its item', async () => {
	const { status, items, account } = await runNode({
		type: 'cambTextToSpeech',
		parameters: speak,
		items: texts('Good morning', 'Here is the news', 'Good night'),
	});
	expect(status).toBe('success');
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	const { tasks } = await account.state();
	for (const [index, item] of items.entries()) {
		const { json, binary } = item;
		expect(json).toMatchObject({
			kind: 'text-to-speech',
			status: 'SUCCESS',
			mimeType: 'audio/flac',
		});
		const task = tasks.find(({ taskId }) => taskId === json.taskId);
		expect(task?.runId).toBe(json.runId);
		expect((task?.request as { text: string }).text).toBe(
			['Good morning', 'Here is the news', 'Good night'][index],
		);
		const bytes = await bytesOf(item);
		expect(bytes.length).toBe(json.fileSize);
		expect((await probe(bytes, binary?.data.mimeType)).duration).toBeGreaterThan(0.2);
	}
	expect(await countOf(account, 'submit')).toBe(3);
});
