import type { INodeParameters } from 'n8n-workflow';

import type { NodeInput } from '../support/harness.mts';
import {
	countOf,
	newAccount,
	readRun,
	runNode,
	startNode,
	useEngine,
} from '../support/harness.mts';

useEngine();

const STREAMS: Array<[name: string, input: { type: string; parameters: INodeParameters }]> = [
	[
		'streamed speech',
		{
			type: 'cambTextToSpeech',
			parameters: { delivery: 'stream', text: '={{ $json.text }}', voice: 147320, language: 1 },
		},
	],
	[
		'streamed translation',
		{
			type: 'cambTranslate',
			parameters: {
				delivery: 'stream',
				text: '={{ $json.text }}',
				sourceLanguage: 1,
				targetLanguage: 54,
			},
		},
	],
];
const texts = (...all: string[]) => all.map((text) => ({ json: { text } }));
const TRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

describe.each(STREAMS)('%s', (_name, stream) => {
	async function broken(more: Partial<NodeInput>) {
		const account = await newAccount();
		await account.addFaults({ times: 'forever', fault: { type: 'truncate' } });
		return await runNode({ ...stream, account, ...more });
	}

	test('of two items that break off may cost something, and is nowhere to be looked for', async () => {
		const { error } = await broken({ items: texts('One', 'Two') });
		expect(error?.context.unsure).toHaveLength(1);
		expect(error?.description).toMatch(/also have accepted .*charged.* does not keep a stream/);
		expect(error?.description).not.toContain('Studio');
	});

	test('that breaks off is not sent again, and each try says why', async () => {
		const first = await broken({ items: texts('One') });
		const again = await broken({ items: texts('One'), node: TRIES });
		const [why] = /broke off|arrived incomplete/.exec(first.error?.description ?? '') ?? [];
		expect(why).toBeDefined();
		expect(again.error?.message).toContain('not sent again');
		expect(again.error?.description).toContain(why);
		expect(await countOf(again.account, 'submit')).toBe(1);
	});

	test('can not be fetched again, and Fetch Result says so', async () => {
		const { items, account } = await runNode({ ...stream, items: texts('One') });
		const { error } = await runNode({ type: 'cambFetchResult', parameters: {}, items, account });
		expect(error?.message).toMatch(/made in the response can't be fetched again/);
		expect(error?.description).toContain('does not keep');
	});

	test('that is stopped on its way says that it may cost something', async () => {
		const account = await newAccount();
		await account.addFaults({ fault: { type: 'hang-body' } });
		const { done, stop } = await startNode({ ...stream, account, items: texts('One') });
		while ((await countOf(account, 'submit')) === 0);
		stop();
		const { error, status } = readRun(await done, account);
		expect(status).toBe('canceled');
		expect(error?.context.unsure).toEqual([0]);
		expect(error?.description).toMatch(/charged/);
		expect(error?.description).not.toContain('Studio');
	});
});

test('of a cloned voice Fetch Result says where it is', async () => {
	const items = [
		{ json: { error: { kind: 'voice-clone', taskId: null, runId: null, voiceId: 5 } } },
	];
	const { error } = await runNode({ type: 'cambFetchResult', parameters: {}, items });
	expect(error?.message).toMatch(/cloned voice can't be fetched/);
	expect(error?.description).toContain('Voice node');
});

test('a task whose answer is lost is not sent again, and the second try says why', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'submit', fault: { type: 'status', status: 503 } });
	const parameters = { text: 'Hello', voice: 147320, language: 1 };
	const { error } = await runNode({ type: 'cambTextToSpeech', parameters, account, node: TRIES });
	expect(error?.message).toContain('not sent again');
	expect(error?.description).toMatch(/HTTP 503.*Studio/);
	expect(await countOf(account, 'submit')).toBe(1);
});
