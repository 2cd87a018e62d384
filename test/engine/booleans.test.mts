import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { countOf, newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

const text = (value: unknown) => `={{ ${JSON.stringify(value)} }}`;
const speech = { text: 'Hello there', voice: 147320, language: 1 };
const dub = { mediaUrl: 'https://example.com/a.mp4', sourceLanguage: 1, targetLanguages: [54] };
const story = { source: 'text', storyText: 'Once upon a time.', language: 1 };
const transcribe = { source: 'url', mediaUrl: 'https://example.com/a.mp3', language: 1 };
const stream = { ...speech, language: 'en-us', delivery: 'stream', model: 'mars-flash' };

/** The only request that an item was made into. */
async function requestOf(type: string, parameters: INodeParameters) {
	const account = await newAccount();
	const { items, status } = await runNode({ type, parameters, account });
	expect(status).toBe('success');
	const [task] = (await account.state()).tasks;
	return { json: items[0].json, request: task.request as IDataObject };
}

test.each([
	[false, false],
	['false', false],
	[' FALSE ', false],
	['0', false],
	[0, false],
	[true, true],
	['True', true],
	[1, true],
	['1', true],
	['', true],
])('Wait for Completion %j by expression', async (value, waits) => {
	const parameters = { ...speech, waitForCompletion: text(value) };
	const { items } = await runNode({ type: 'cambTextToSpeech', parameters });
	expect(items[0].json.status).toBe(waits ? 'SUCCESS' : 'PENDING');
});

test.each([
	['"false"', 'false'],
	['"TRUE"', 'TRUE'],
])('Set Up Only and Add Output as Audio Track %s', async (_name, value) => {
	const isOn = value === 'TRUE';
	const options = { setUpOnly: text(value), addOutputAsAudioTrack: text(value) };
	const made = await runNode({ type: 'cambStory', parameters: { ...story, options } });
	expect(made.status).toBe('success');
	expect('studioUrl' in made.items[0].json).toBe(isOn);
	const { request } = await requestOf('cambDub', { ...dub, options });
	expect(request.add_output_as_an_audio_track).toBe(isOn);
});

test('Set Up Only "false" and Wait for Completion "false" count for Translate To', async () => {
	const options = { setUpOnly: text('false'), translateTo: [54] };
	const parameters = { ...story, options, waitForCompletion: text('false') };
	const { error, account } = await runNode({ type: 'cambStory', parameters });
	expect(error?.message).toMatch(/Translate To.+Wait for Completion/);
	expect(await countOf(account, 'submit')).toBe(0);
});

test('Audio Cleaning and Word Timestamps "False"', async () => {
	const options = { audioCleaning: text('False'), wordTimestamps: text('False') };
	const { json, request } = await requestOf('cambTranscribe', { ...transcribe, options });
	expect(request.run_audio_cleaning).toBe(false);
	expect(JSON.stringify(json)).not.toContain('"words"');
});

test('the options of a result', async () => {
	const off = { includeLinks: text('false'), includeTranscript: text('0') };
	const { items, account } = await runNode({
		type: 'cambStory',
		parameters: { ...story, options: { ...off, includeDialogue: text('') } },
	});
	expect(items[0].json).not.toHaveProperty('audioUrl');
	expect(items[0].json).not.toHaveProperty('text');
	expect(Object.keys(items[0].binary ?? {})).toEqual(['data']);
	const fetched = await runNode({
		type: 'cambFetchResult',
		parameters: { kind: 'story', options: { includeLinks: text('TRUE') } },
		items: [{ json: items[0].json }],
		account,
	});
	expect(fetched.items[0].json).toHaveProperty('audioUrl');
});

test.each<[string, INodeParameters, string]>([
	['cambTextToSpeech', { ...speech, waitForCompletion: text('no') }, 'Wait for Completion'],
	['cambTextToSpeech', { ...speech, options: { includeLinks: text('yes') } }, 'Include Links'],
	['cambTextToSpeech', { ...stream, options: { applyEnhancement: text(2) } }, 'Apply Enhancement'],
	['cambStory', { ...story, options: { setUpOnly: text('constructor') } }, 'Set Up Only'],
	[
		'cambDub',
		{ ...dub, options: { addOutputAsAudioTrack: text('on') } },
		'Add Output as Audio Track',
	],
	['cambTranscribe', { ...transcribe, options: { audioCleaning: text('off') } }, 'Audio Cleaning'],
	[
		'cambFetchResult',
		{ kind: 'story', taskId: 'a', options: { includeDialogue: text('?') } },
		'Include Dialogue Track',
	],
])('%s refuses another word', async (type, parameters, label) => {
	const { error, account } = await runNode({ type, parameters });
	expect(error?.message).toMatch(new RegExp(`^${label} ".+"`));
	expect(error?.description).toMatch(/\.$/);
	expect((await account.state()).requests).toEqual([]);
});
