import { countOf, newAccount, retryNode, runNode, useEngine } from '../support/harness.mts';

useEngine();

const type = 'cambStory';
const typed = { source: 'text', storyText: '={{ $json.text }}', language: 1 };
const tales = (...all: string[]) => all.map((text) => ({ json: { text } }));

test('Retry On Fail picks up the story and its translations', async () => {
	const account = await newAccount();
	await account.addFaults({ contains: 'bad', fault: { type: 'task', status: 'ERROR' } });
	const { status, items } = await runNode({
		type,
		parameters: { ...typed, options: { translateTo: [54, 76], itemsAtOnce: 1 } },
		items: tales('A good tale.', 'A bad tale.'),
		account,
		node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(status).toBe('success');
	expect(items.map(({ json }) => json.language)).toEqual([1, 54, 76, 1, 54, 76]);
	// Twice for the bad one, whose first task ended badly, and once for all else.
	expect(await countOf(account, 'submit')).toBe(7);
});

test.each([
	['the same text', 'Room 101 is empty.', 1],
	['another text of the same length', 'Room 102 is empty.', 2],
])('Retry of a failed execution with %s', async (_, text, submits) => {
	const account = await newAccount();
	await account.addFaults({ step: 'media', fault: { type: 'status', status: 403 } });
	const first = await runNode({
		type,
		parameters: { ...typed, storyText: 'Room 101 is empty.' },
		account,
	});
	expect(first.status).toBe('error');

	const parameters = { ...typed, storyText: text };
	const second = await retryNode(first, { type, parameters, reload: true });
	expect(second.status).toBe('success');
	expect(second.items[0].json.text).toBe(text);
	expect(await countOf(account, 'submit')).toBe(submits);
});
