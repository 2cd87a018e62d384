import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { callTool } from '../support/agent.mts';
import type { NodeInput } from '../support/harness.mts';
import {
	bytesOf,
	countOf,
	newAccount,
	probe,
	retryNode,
	runNode,
	schemaFields,
	useEngine,
} from '../support/harness.mts';

useEngine();

const SCRIPT = 'Anna: Welcome back to the show!\n\n**Ben:** Good to be here.\nAnna: Ok';
const conversation = {
	operation: 'speakConversation',
	script: '={{ $json.script }}',
	language: 1,
	speakers: {
		speaker: [
			{ name: 'Anna', voice: 147320 },
			{ name: 'Ben', voice: '=147321', language: 54 },
		],
	},
	outputFormat: 'wav',
};
const inputOf = (parameters: INodeParameters = {}, script: unknown = SCRIPT) => ({
	type: 'cambTextToSpeech',
	parameters: { ...conversation, ...parameters } as INodeParameters,
	items: [{ json: { script } as IDataObject }],
});
const say = (
	parameters: INodeParameters = {},
	script: unknown = SCRIPT,
	more: Partial<NodeInput> = {},
) => runNode({ ...inputOf(parameters, script), ...more });

async function bodiesOf({ account }: Awaited<ReturnType<typeof say>>) {
	const { requests } = await account.state();
	return requests.filter(({ step }) => step === 'submit').map(({ body }) => body as IDataObject);
}

interface Turn {
	start: number;
	end: number;
	speaker: string;
	text: string;
}

test.each(['mp3', 'wav', 'flac', 'adts'])(
	'a script becomes one file as %s, with the time of each turn',
	async (outputFormat) => {
		const run = await say({ outputFormat, options: { turnPause: 1 } });
		expect(run.error).toBeUndefined();
		const [{ json, binary }] = run.items;
		expect(Object.keys(binary ?? {})).toEqual(['data']);
		const turns = json.turns as unknown as Turn[];
		expect(turns.map(({ speaker, text }) => [speaker, text])).toEqual([
			['Anna', 'Welcome back to the show!'],
			['Ben', 'Good to be here.'],
			['Anna', 'Ok'],
		]);
		expect(await bodiesOf(run)).toMatchObject([
			{ text: 'Welcome back to the show!', voice_id: 147320, language: 'en-us' },
			{ text: 'Good to be here.', voice_id: 147321, language: 'es-es' },
			// The API takes no shorter one.
			{ text: 'Ok.', voice_id: 147320, language: 'en-us' },
		]);
		const [first, second, third] = turns;
		expect(first.start).toBeGreaterThanOrEqual(0);
		// A frame is 26 ms at the most.
		expect(Math.abs(second.start - first.end - 1)).toBeLessThan(0.05);
		expect(Math.abs(third.start - second.end - 1)).toBeLessThan(0.05);
		const bytes = await bytesOf(run.items[0]);
		const { duration = 0 } = await probe(bytes, String(json.mimeType));
		expect(Math.abs(duration - third.end)).toBeLessThan(0.1);
		expect(Math.abs(duration - Number(json.durationSeconds))).toBeLessThan(0.1);
		const fields = schemaFields('CambTextToSpeech', 'speakConversation');
		expect(Object.keys(json).sort()).toEqual([...fields].sort());
	},
);

test('subtitles come beside it, each line when it is spoken', async () => {
	const options = { subtitleFiles: ['srt', 'vtt'], fileName: 'episode' };
	const { items } = await say({ options });
	const [item] = items;
	expect(Object.keys(item.binary ?? {})).toEqual(['data', 'subtitles_srt', 'subtitles_vtt']);
	expect(item.binary?.subtitles_srt.fileName).toBe('episode.srt');
	const srt = (await bytesOf(item, 'subtitles_srt')).toString();
	const [, second] = item.json.turns as unknown as Turn[];
	const seconds = second.start.toFixed(3).replace('.', ',').padStart(6, '0');
	expect(srt).toContain(`00:00:${seconds} --> `);
	expect(srt).toContain('Good to be here.');
});

test('a long turn is spoken in pieces, and is one turn', async () => {
	const long = Array.from({ length: 80 }, (_, n) => `This is sentence ${n} of the tale.`).join(' ');
	const account = await newAccount({ resultBytes: 48_044 });
	const run = await say({ options: { turnPause: 2 } }, `Anna: ${long}${long}\nBen: Good night.`, {
		account,
	});
	const bodies = await bodiesOf(run);
	expect(bodies.length).toBe(3);
	const turns = run.items[0].json.turns as unknown as Turn[];
	expect(turns).toHaveLength(2);
	const length = turns[1].end - turns[1].start;
	expect(turns[0].end - turns[0].start).toBeCloseTo(2 * length, 2);
	expect(turns[1].start - turns[0].end).toBeCloseTo(2, 2);
});

test('a turn of one character, whatever its code, is as long as the API wants it', async () => {
	const run = await say({}, 'Anna: \u597d\nBen: \u{1f600}\nAnna: \u{20000}!');
	expect(run.error).toBeUndefined();
	const texts = (await bodiesOf(run)).map(({ text }) => text);
	expect(texts).toEqual(['\u597d..', '\u{1f600}..', '\u{20000}!.']);
});

test('one speaker alone is a conversation too', async () => {
	const { items } = await say({}, [{ speaker: 'ben', text: 'Hello there, all of you.' }]);
	const turns = items[0].json.turns as unknown as Turn[];
	expect(turns).toMatchObject([{ speaker: 'Ben', text: 'Hello there, all of you.' }]);
});

test.each<[string, INodeParameters, unknown, RegExp, RegExp]>([
	['a speaker without a voice', {}, 'Anna: Hi there\nCarl: Hello', /^"Carl" /, /"Anna", "Ben"/],
	['no speakers', { speakers: {} }, SCRIPT, /Speakers is empty/, /Add each/],
	['no script', {}, ' ', /Script is empty/, /name and a colon/],
	[
		'a voice by name',
		{ speakers: { speaker: [{ name: 'Anna', voice: 'Bella' }] } },
		SCRIPT,
		/The voice of "Anna" "Bella"/,
		/a number/,
	],
	[
		'a speaker without a name',
		{ speakers: { speaker: [{ name: '', voice: 1 }] } },
		SCRIPT,
		/name of a speaker is empty/,
		/as the script has it/,
	],
	[
		'a speaker twice',
		{ speakers: { speaker: ['Anna', 'anna '].map((name) => ({ name, voice: 1 })) } },
		SCRIPT,
		/twice/,
		/one row/,
	],
	[
		'a language that nobody has',
		{ speakers: { speaker: [{ name: 'Anna', voice: 1, language: 'Klingon' }] } },
		SCRIPT,
		/The language of "Anna" "Klingon"/,
		/es-es/,
	],
	['raw sound', { outputFormat: '={{ "pcm_s16le" }}' }, SCRIPT, /Output Format/, /MP3/],
])('%s is refused before anything is paid', async (_, parameters, script, message, advice) => {
	const { error, account } = await say(parameters, script);
	expect(error?.message).toMatch(message);
	expect(error?.description).toMatch(advice);
	expect(await countOf(account, 'submit')).toBe(0);
});

test('a turn that is refused leaves the others paid for once', async () => {
	const account = await newAccount();
	const refusal = { type: 'status', status: 422 } as const;
	await account.addFaults({ contains: 'Good to be', fault: refusal });
	const first = await say({}, SCRIPT, { account });
	expect(first.error?.description).toMatch(/piece 2 of 3.*2 of 3 pieces/);
	const again = await retryNode(first, inputOf());
	expect(again.status).toBe('success');
	expect(await countOf(account, 'submit')).toBe(4);
});

test('an agent is not told what it said itself', async () => {
	const account = await newAccount();
	const parameters = { ...conversation, script: `={{ $fromAI('script') }}` } as INodeParameters;
	const input = { type: 'cambTextToSpeech', parameters, account };
	const { answers } = await callTool('invoke', [[{ script: SCRIPT }]], input);
	expect(answers[0][0]).toContain('durationSeconds');
	expect(answers[0][0]).not.toContain('Welcome');
});
