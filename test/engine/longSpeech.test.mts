import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { growthOf } from '../../bench/memory.mts';
import type { FaultRule } from '../../sandbox/faults/types.mts';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import { callTool } from '../support/agent.mts';
import type { NodeInput } from '../support/harness.mts';
import {
	bytesOf,
	countOf,
	newAccount,
	probe,
	readRun,
	retryNode,
	runNode,
	startNode,
	useEngine,
} from '../support/harness.mts';

useEngine();

const stream = {
	delivery: 'stream',
	outputFormat: 'wav',
	text: '={{ $json.text }}',
	voice: 147320,
	language: 1,
};
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const sentencesOf = (count: number) =>
	Array.from({ length: count }, (_, n) => `This is sentence ${n}, of no special length.`);
/** About 7,300 characters, which make three pieces. */
const TEXT = sentencesOf(160).join(' ');
const SECOND = 'sentence 70,';

const inputOf = (parameters: INodeParameters = {}, text = TEXT) => ({
	type: 'cambTextToSpeech',
	parameters: { ...stream, ...parameters },
	items: [{ json: { text } }],
});

/** Whose speech is made in no time. */
const quickAccount = () => newAccount({ resultBytes: 5000 });

function say(parameters: INodeParameters = {}, more: Partial<NodeInput> & { text?: string } = {}) {
	const { text, ...input } = more;
	return runNode({ ...inputOf(parameters, text), settings: { resultBytes: 5000 }, ...input });
}

/** Speaks the text while something is wrong with its second piece. */
async function spoiled(rule: Omit<FaultRule, 'contains'>, more: Partial<NodeInput> = {}) {
	const account = await quickAccount();
	await account.addFaults({ ...rule, contains: SECOND });
	return await say({}, { account, ...more });
}

async function textsSent(account: SandboxAccount): Promise<string[]> {
	const { requests } = await account.state();
	return requests
		.filter(({ step }) => step === 'submit')
		.map(({ body }) => String((body as IDataObject).text));
}

test.each([
	['mp3', 'speech.mp3', 'audio/mpeg'],
	['wav', 'speech.wav', 'audio/wav'],
	['flac', 'speech.flac', 'audio/flac'],
	['adts', 'speech.aac', 'audio/aac'],
])('a long text becomes one file as %s, with its true length', async (format, name, mimeType) => {
	const text = sentencesOf(80).join(' ');
	const as = { outputFormat: format };
	const { items, account, error } = await say(as, { text, settings: {} });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	const [item] = items;
	expect(item.json).toMatchObject({
		kind: 'streamed-speech',
		taskId: null,
		runId: null,
		status: 'SUCCESS',
		checks: 0,
		fileName: name,
		mimeType,
	});
	expect(Object.keys(item.binary ?? {})).toEqual(['data']);
	const texts = await textsSent(account);
	expect(texts).toHaveLength(2);
	expect(texts.join(' ').split(' ').sort()).toEqual(text.split(' ').sort());
	expect(item.json.credits).toBe(texts.join('').length);

	const bytes = await bytesOf(item);
	expect(bytes.length).toBe(item.json.fileSize);
	const seconds = await Promise.all(
		texts.map(async (text) => {
			const one = await say(as, { text, settings: {} });
			return (await probe(await bytesOf(one.items[0]), mimeType)).duration ?? 0;
		}),
	);
	const { duration = 0 } = await probe(bytes, mimeType);
	// Each piece of MP3 had a header of its own, of one frame.
	const sum = seconds.reduce((total, each) => total + each, 0);
	expect(Math.abs(duration - sum)).toBeLessThan(0.2);
	expect(Math.abs(duration - Number(item.json.durationSeconds))).toBeLessThan(0.1);
});

test('raw sound is one piece after the other', async () => {
	const account = await quickAccount();
	const { items } = await say({ outputFormat: 'pcm_s16le' }, { account });
	expect(items[0].json).toMatchObject({ fileSize: 15_000, mimeType: 'audio/x-pcm' });
	const rated = { outputFormat: 'pcm_s16le', options: { sampleRate: 24_000 } };
	const known = await say(rated, { account });
	expect(known.items[0].json.durationSeconds).toBeCloseTo(15_000 / 2 / 24_000, 2);
});

test('three pieces at most are under way at once', async () => {
	const account = await quickAccount();
	await account.addFaults({ times: 'forever', fault: { type: 'hang' } });
	const text = sentencesOf(600).join(' ');
	const { done, stop } = await startNode({ ...inputOf({}, text), account });
	while ((await countOf(account, 'submit')) < 3) await new Promise((next) => setTimeout(next, 5));
	stop();
	const { status } = readRun(await done, account);
	expect(status).toBe('canceled');
	await new Promise((next) => setTimeout(next, 250));
	expect(await countOf(account, 'submit')).toBe(3);
});

test('a pause stands between two paragraphs that are pieces, and nowhere else', async () => {
	const paragraph = sentencesOf(45).join(' ');
	const text = `${paragraph}\n\n${paragraph}\n\n${sentencesOf(60).join(' ')}`;
	const [plain, paused] = [
		await say({}, { text }),
		await say({ options: { paragraphPause: 2 } }, { text }),
	].map(({ items }) => Number(items[0].json.durationSeconds));
	expect(paused - plain).toBeCloseTo(4, 2);
	const one = sentencesOf(160).join(' ');
	const [whole, same] = [
		await say({}, { text: one }),
		await say({ options: { paragraphPause: 2 } }, { text: one }),
	].map(({ items }) => Number(items[0].json.durationSeconds));
	expect(same).toBe(whole);
});

test('is refused before anything is sent when Split Long Texts is off', async () => {
	const { error, account } = await say({ options: { splitLongTexts: false } });
	expect(error?.message).toContain('Text is too long');
	expect(error?.description).toContain('Split Long Texts');
	expect(await countOf(account, 'submit')).toBe(0);
});

describe('a piece that is refused', () => {
	const refusal = { fault: { type: 'status', status: 422, body: { detail: 'No' } } } as const;

	test('ends the item, which says what is paid for, and a Retry pays for the rest alone', async () => {
		const first = await spoiled({ ...refusal, times: 'forever' });
		expect(first.status).toBe('error');
		expect(first.error?.description).toMatch(/piece 2 of 3.*2 of 3 pieces are .*kept: retry/);
		expect(first.error?.context).toMatchObject({
			kind: 'streamed-speech',
			about: { donePieces: [1, 3], failedPiece: 2, pieceCount: 3 },
		});
		await first.account.clearFaults();
		const again = await retryNode(first, inputOf());
		expect([again.error?.message, again.status]).toEqual([undefined, 'success']);
		const texts = await textsSent(again.account);
		expect(texts).toHaveLength(4);
		expect(texts[3]).toContain(SECOND);
		const whole = await say();
		expect(again.items[0].json.durationSeconds).toBe(whole.items[0].json.durationSeconds);
		expect((await bytesOf(again.items[0])).equals(await bytesOf(whole.items[0]))).toBe(true);
	});

	test('is all that Retry On Fail sends again', async () => {
		const { status, account } = await spoiled(refusal, { node: RETRIES });
		expect(status).toBe('success');
		expect(await textsSent(account)).toHaveLength(4);
	});

	test('keeps the others from being sent, but not those under way from coming', async () => {
		const account = await quickAccount();
		await account.addFaults({ ...refusal, contains: 'sentence 0,', times: 'forever' });
		const text = sentencesOf(600).join(' ');
		const first = await say({}, { text, account });
		expect(await countOf(account, 'submit')).toBeLessThanOrEqual(4);
		const { donePieces, pieceCount } = first.error?.context.about as IDataObject;
		expect(pieceCount).toBeGreaterThan(8);
		const paid = (donePieces as number[]).length;
		await account.clearFaults();
		const before = await countOf(account, 'submit');
		const again = await retryNode(first, inputOf({}, text));
		expect(again.status).toBe('success');
		expect((await countOf(account, 'submit')) - before).toBe(Number(pieceCount) - paid);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'says so in the item (%s)',
		async (onError) => {
			const { outputs } = await spoiled({ ...refusal, times: 'forever' }, { node: { onError } });
			const { json } = outputs.flat()[0];
			const said = (onError === 'continueErrorOutput' ? json.error : json) as IDataObject;
			expect(said).toMatchObject({ donePieces: [1, 3], failedPiece: 2, pieceCount: 3 });
			expect(said.description).toMatch(/2 of 3 pieces are .*lost/);
			expect(said.description).not.toContain('retry');
		},
	);

	test('is gone on with by an agent that calls its tool again', async () => {
		const account = await quickAccount();
		await account.addFaults({ ...refusal, contains: SECOND });
		const parameters = { ...stream, text: `={{ $fromAI('text') }}` };
		const { answers } = await callTool('invoke', [[{ text: TEXT }], [{ text: TEXT }]], {
			type: 'cambTextToSpeech',
			parameters,
			account,
		});
		expect(answers[0][0]).toMatch(/2 of 3 pieces .*same input/);
		expect(answers[1][0]).toContain('SUCCESS');
		expect(await textsSent(account)).toHaveLength(4);
	});
});

describe('a piece whose reply is lost', () => {
	const loss = { fault: { type: 'truncate' } } as const;

	test('is not sent again by tries, but by a person, and it alone', async () => {
		const first = await spoiled(loss, { node: RETRIES });
		expect(first.status).toBe('error');
		expect(first.error?.message).toContain('may have charged');
		expect(first.error?.description).toMatch(/2 of 3 pieces are/);
		expect(first.error?.context.lost).toEqual([
			{ kind: 'streamed-speech', piece: { number: 2, of: 3 } },
		]);
		expect(await textsSent(first.account)).toHaveLength(3);
		const again = await retryNode(first, inputOf());
		expect(again.status).toBe('success');
		const texts = await textsSent(again.account);
		expect(texts).toHaveLength(4);
		expect(texts[3]).toContain(SECOND);
	});
});

describe('a text that another try finds changed', () => {
	const changed = (how: string) => ({ text: `={{ ${how} }}` });

	test.each([
		['in its words', '$json.text.replace("sentence 0", "Sentence " + $now.toMillis())'],
		// The number in front differs even where the length happens to be the same.
		['in its length', 'Math.random() + $json.text.repeat(1 + Math.ceil(Math.random() * 30))'],
	])('%s does not become half of either', async (_, how) => {
		const account = await quickAccount();
		await account.addFaults({ skip: 1, fault: { type: 'status', status: 422 } });
		const { error } = await say(changed(how), {
			account,
			node: RETRIES,
			text: TEXT.slice(0, 4000),
		});
		expect(error?.message).toContain('not the same as on an earlier try');
		const sent = await countOf(account, 'submit');
		expect(sent).toBeLessThanOrEqual(4);
	});

	test('by a person before a Retry is other work', async () => {
		const first = await spoiled({ fault: { type: 'status', status: 422 } });
		const better = inputOf({ text: '={{ $json.text.replaceAll("special", "certain") }}' });
		const again = await retryNode(first, { ...better, reload: true });
		expect(again.status).toBe('success');
		expect(await textsSent(again.account)).toHaveLength(6);
	});
});

describe('a piece that cannot be joined to the others', () => {
	/** Speaks the text as WAV; the piece with these words comes as MP3 the first time. */
	async function oneOdd(words: string, more: Partial<NodeInput> = {}) {
		const account = await quickAccount();
		const spoken = { outputFormat: 'mp3' };
		const [mp3] = (await say(spoken, { text: 'Another sound', settings: {} })).items;
		const other = (await bytesOf(mp3)).toString('base64');
		await account.addFaults({
			contains: words,
			fault: { type: 'other-file', base64: other, contentType: 'audio/mpeg' },
		});
		return await say({}, { account, ...more });
	}

	test.each([
		[1, 'sentence 0,'],
		[2, SECOND],
	])('is told, and a Retry by a person has it alone made again: %s', async (piece, words) => {
		const first = await oneOdd(words);
		expect(first.error?.message).toContain(`Part ${piece} of the audio`);
		expect(first.error?.description).toMatch(
			new RegExp(`3 of 3 pieces .* piece ${piece}: retry .* charged`),
		);
		const again = await retryNode(first, inputOf());
		expect([again.error?.message, again.status]).toEqual([undefined, 'success']);
		const texts = await textsSent(again.account);
		expect(texts).toHaveLength(4);
		expect(texts[3]).toContain(words);
	});

	test('is not paid for again by Retry On Fail', async () => {
		const { status, account } = await oneOdd(SECOND, { node: RETRIES });
		expect(status).toBe('error');
		expect(await textsSent(account)).toHaveLength(3);
	});
});

test.each([
	['mp3', 'flac', 'audio/flac'],
	['pcm_s16le', 'wav', 'audio/wav'],
	['wav', 'mp3', 'audio/mpeg'],
])(
	'asked for %s, pieces that come as %s are joined as what they are',
	async (asked, sent, type) => {
		const account = await newAccount();
		const one = await say({ outputFormat: sent }, { text: 'Some other words', settings: {} });
		const file = await bytesOf(one.items[0]);
		await account.addFaults({
			operation: 'createTtsStream',
			times: 'forever',
			fault: { type: 'other-file', base64: file.toString('base64'), contentType: type },
		});
		const { error, items } = await say({ outputFormat: asked }, { account });
		expect(error).toBeUndefined();
		const extension = String(items[0].json.fileName).split('.').pop();
		expect([items[0].json.mimeType, extension]).toEqual([type, sent]);
		const { duration: single = 0 } = await probe(file, type);
		const { duration = 0 } = await probe(await bytesOf(items[0]), type);
		expect(Math.abs(duration - 3 * single)).toBeLessThan(0.2);
		expect(items[0].json.durationSeconds).toBeCloseTo(duration, 1);
	},
);

test('200,000 characters are spoken in flat memory', async () => {
	const text = sentencesOf(4500).join(' ');
	expect(text.length).toBeGreaterThan(200_000);
	const account = await newAccount({ resultBytes: 2e6 });
	const growth = await growthOf(async () => {
		const { items, error } = await say({}, { text, account });
		expect(error).toBeUndefined();
		expect(items[0].json.fileSize).toBeGreaterThan(75 * 1.9e6);
	});
	expect(growth['grew by MB']).toBeLessThan(100);
	expect(await countOf(account, 'submit')).toBeGreaterThan(74);
}, 120_000);
