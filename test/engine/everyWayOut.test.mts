import type { INode } from 'n8n-workflow';

import { newAccount, runNode, startNode, useEngine } from '../support/harness.mts';
import { itemsOf, SHAPES } from '../support/shapes.mts';

useEngine();

const WAYS: Array<INode['onError']> = ['continueRegularOutput', 'continueErrorOutput'];
const BASE_URLS = ['', 'client.camb.ai/apis', 'ftp://client.camb.ai'];

describe('a credential that leads nowhere', () => {
	const cases = SHAPES.flatMap((shape) =>
		WAYS.map((onError, at) => [shape.name, onError, shape, BASE_URLS[at]] as const),
	);
	test.each(cases)(
		'%s, %s: no item goes on as if it were done',
		async (_, onError, shape, baseUrl) => {
			const account = await newAccount();
			const items = await itemsOf(shape, account);
			const before = (await account.state()).requests.length;
			const { outputs } = await runNode({
				type: shape.type,
				parameters: shape.parameters,
				items: [...items, ...items],
				account,
				credential: { baseUrl },
				node: { onError },
			});
			// n8n puts the error output behind the node's own.
			const bad = (onError === 'continueErrorOutput' ? outputs.at(-1) : outputs[0]) ?? [];
			const good = outputs.filter((each) => each !== bad).flat();
			expect(good).toEqual([]);
			expect(bad).toHaveLength(2 * items.length);
			for (const { json } of bad) expect(json.error).toBeTruthy();
			expect((await account.state()).requests).toHaveLength(before);
		},
	);
});

describe('an item that ends the run', () => {
	const texts = ['slow one', 'bad one'].map((text) => ({ json: { text } }));
	const parameters = { text: '={{ $json.text }}', voice: 147320, language: 1 };
	// Slower than any test may take: the run ends only because the others' requests do.
	const slow = { step: 'fetch', fault: { type: 'drip', bytesPerSecond: 1 } } as const;
	const hangs = { step: 'poll', fault: { type: 'hang' } } as const;

	test.each([
		['downloads', slow],
		['checks', hangs],
	])('ends the %s of the others too, and tells their IDs', async (_, fault) => {
		const account = await newAccount({ taskSeconds: { 'text-to-speech': 1 } });
		await account.addFaults(
			{ ...fault, contains: 'slow' },
			{
				step: 'submit',
				contains: 'bad',
				fault: { type: 'task', status: 'ERROR', exceptionReason: 'PROCESSING_ERROR' },
			},
		);
		const { error } = await runNode({
			type: 'cambTextToSpeech',
			parameters,
			items: texts,
			account,
		});
		expect(error?.context.itemIndex).toBe(1);
		const { tasks } = await account.state();
		const others = error?.context.others as Array<{ taskId: string }>;
		expect(others.map(({ taskId }) => taskId)).toEqual([tasks[0].taskId]);
	});
});

test('Stop while the inputs are looked at ends it before anything is sent', async () => {
	const account = await newAccount();
	const items = Array.from({ length: 20_000 }, (_, index) => ({ json: { text: `Text ${index}` } }));
	const { done, stop } = await startNode({
		type: 'cambTextToSpeech',
		parameters: { text: '={{ $json.text }}', voice: 147320, language: 1 },
		items,
		account,
	});
	setImmediate(stop);
	expect((await done).status).toBe('canceled');
	expect((await account.state()).requests).toEqual([]);
});
