import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox/faults/types.mts';
import { countOf, newAccount, runNode, timing, useEngine } from '../support/harness.mts';

useEngine();

const stream = { delivery: 'stream', text: '={{ $json.text }}', voice: 147320, language: 1 };

function say(parameters: INodeParameters, more: Partial<Parameters<typeof runNode>[0]> = {}) {
	return runNode({
		type: 'cambTextToSpeech',
		parameters: { ...stream, ...parameters },
		items: [{ json: { text: 'Good morning' } }],
		...more,
	});
}

test('names the limit and the way out for a long text, before anything is sent', async () => {
	const items = ['Good morning', 'x'.repeat(3001)].map((text) => ({ json: { text } }));
	const { error, account } = await say({ options: { splitLongTexts: false } }, { items });
	expect(error?.message).toContain('Text is too long');
	expect(error?.description).toContain('this has 3001');
	expect(error?.description).toContain('at most 3000');
	expect(error?.description).toMatch(/Split Long Texts.*Delivery to As a Task/);
	expect(error?.context.itemIndex).toBe(1);
	expect(await countOf(account, 'submit')).toBe(0);
});

test.each([3, 3000])('sends a text of %d characters, whatever they are', async (length) => {
	const { status } = await say({ text: '🙂'.repeat(length) });
	expect(status).toBe('success');
});

const by = (value: unknown) => `={{ ${JSON.stringify(value)} }}`;

test.each<[string, INodeParameters, string]>([
	['a short text', { text: 'Hi' }, 'Text is too short'],
	['no text', { text: by('') }, 'Text is empty'],
	['a language by name', { language: 'English' }, 'Language "English" may be one of 14 languages'],
	['a language number that nobody has', { language: 999 }, 'Language "999"'],
	['no model', { model: by('') }, 'Model is empty'],
	['another format', { outputFormat: by('ogg') }, 'Output Format "ogg"'],
	[
		'instructions that the model leaves unread',
		{ model: by('mars-pro'), userInstructions: 'Calm' },
		'MARS Pro does not support User Instructions',
	],
	[
		'short instructions',
		{ model: 'mars-instruct', userInstructions: 'Hm' },
		'User Instructions is too short',
	],
	[
		'long instructions',
		{ model: 'mars-instruct', userInstructions: 'x'.repeat(1001) },
		'User Instructions is too long',
	],
	...['stability', 'temperature', 'speakerSimilarity', 'localizeSpeakerWeight'].map(
		(name): [string, INodeParameters, string] => [
			`${name} with MARS 8.1`,
			{ model: by('mars-8.1-flash-beta'), options: { [name]: 0.5 } },
			'MARS 8.1 Flash (Beta) does not support',
		],
	),
	[
		'a quality boost with MARS 8.1',
		{ model: by('mars-8.1-pro-beta'), options: { acousticQualityBoost: true } },
		'MARS 8.1 Pro (Beta) does not support Acoustic Quality Boost',
	],
	[
		'stability when CAMB.AI may choose MARS 8.1',
		{ model: by('auto'), options: { stability: 0.5 } },
		'Auto does not support Stability',
	],
	...Object.entries({
		stability: 1.1,
		temperature: 0,
		inferenceSteps: 1001,
		speakerSimilarity: -0.1,
		localizeSpeakerWeight: 2,
		speakingRate: 0,
		sampleRate: 0.5,
	}).map(([name, value]): [string, INodeParameters, string] => [
		`${name} ${value}`,
		{ options: { [name]: by(value) } },
		'is out of range',
	]),
])('sends nothing for %s', async (_name, parameters, message) => {
	const { error, account } = await say(parameters);
	expect(error?.message).toContain(message);
	expect(error?.description).toBeTruthy();
	expect(await countOf(account, 'submit')).toBe(0);
});

test.each<[string, Fault, string]>([
	['an empty reply', { type: 'empty' }, 'may not support this language'],
	['a page', { type: 'html' }, 'Text arrived instead of audio'],
	[
		'a message instead of sound',
		{ type: 'status', status: 200, body: 'The model is busy' },
		'instead of audio: The model is busy',
	],
	['a reply cut off', { type: 'truncate' }, 'The file arrived incomplete'],
	['a reset', { type: 'reset-after' }, 'did not answer'],
	['a server fault', { type: 'status', status: 500 }, 'HTTP 500'],
])('says that %s may be paid for and is lost', async (_name, fault, words) => {
	const account = await newAccount();
	await account.addFaults({ step: 'submit', fault });
	const { error, status } = await say({}, { account });
	expect(status).toBe('error');
	expect(error?.message).toMatch(/may have been charged/);
	expect(error?.description).toContain(words);
	expect(error?.description).toContain("can't be fetched again");
	expect(await countOf(account, 'submit')).toBe(1);
});

test('does not pay twice when n8n tries the node again', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'submit', fault: { type: 'empty' } });
	const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const { error } = await say({}, { account, node });
	expect(error?.message).toContain('was not sent again');
	expect(error?.description).toContain('does not keep a stream');
	expect(await countOf(account, 'submit')).toBe(1);
});

test('tries again when CAMB.AI is busy, which costs nothing', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'submit', fault: { type: 'status', status: 429 } });
	const { items } = await say({}, { account });
	expect(items[0].json.status).toBe('SUCCESS');
	expect(await countOf(account, 'submit')).toBe(2);
});

test('waits for a stream that stalls as long as for one that has not begun', async () => {
	const { timeouts } = timing;
	const { stallMs } = timeouts;
	// On the nodes' clock a part comes every 10 seconds.
	timeouts.stallMs = 5_000;
	const slow = { type: 'drip', bytesPerSecond: 20_000 } as const;
	const account = await newAccount({ resultBytes: 10_000 });
	await account.addFaults({ step: 'submit', operation: 'createTtsStream', fault: slow });
	const streamed = await say({ outputFormat: 'wav' }, { account });
	expect(streamed.items[0].json.fileSize).toBe(10_000);

	await account.addFaults({ step: 'fetch', times: 'forever', fault: slow });
	const task = await say({ delivery: 'task' }, { account });
	expect(task.error?.description).toContain('incomplete');
	timeouts.stallMs = stallMs;
});

test('shows in its own words why CAMB.AI refuses', async () => {
	const { error } = await say({ language: 'af-za' });
	expect(error?.message).toMatch(/did not accept Language$/);
	expect(error?.description).toContain("Language 'af-za' is not one of");
});
