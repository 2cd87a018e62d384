import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { systemTiming } from '../../nodes/shared/http/timing';
import { openLists } from '../../nodes/shared/methods/lists';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import { bytesOf, countOf, newAccount, probe, runNode, useEngine } from '../support/harness.mts';

useEngine();

const stream = { delivery: 'stream', text: '={{ $json.text }}', voice: 147320, language: 1 };
const texts = (...all: string[]) => all.map((text) => ({ json: { text } }));

function say(parameters: INodeParameters, more: Partial<Parameters<typeof runNode>[0]> = {}) {
	return runNode({
		type: 'cambTextToSpeech',
		parameters: { ...stream, ...parameters },
		items: texts('Good morning'),
		...more,
	});
}

async function submitted(account: SandboxAccount) {
	const { requests } = await account.state();
	return requests.filter(({ step }) => step === 'submit').map(({ body }) => body as IDataObject);
}

test('speaks each item in the reply to its own request', async () => {
	const { items, account } = await say({}, { items: texts('Good morning', 'News', 'Good night') });
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	for (const item of items) {
		expect(item.json).toMatchObject({
			kind: 'streamed-speech',
			taskId: null,
			runId: null,
			status: 'SUCCESS',
			checks: 0,
			fileName: 'speech.mp3',
			mimeType: 'audio/mpeg',
		});
		const bytes = await bytesOf(item);
		expect(bytes.length).toBe(item.json.fileSize);
		expect((await probe(bytes)).codec).toMatch(/Layer 3/);
	}
	expect(items.map(({ json }) => json.credits)).toEqual([12, 4, 10]);
	expect(await countOf(account, 'poll')).toBe(0);
	expect(await countOf(account, 'fetch')).toBe(0);
	const bodies = await submitted(account);
	expect(bodies).toHaveLength(3);
	// Model and format always, and nothing that was not set.
	expect(bodies).toContainEqual({
		text: 'Good morning',
		language: 'en-us',
		voice_id: 147320,
		speech_model: 'mars-flash',
		output_configuration: { format: 'mp3' },
	});
});

test.each([
	['adts', 'aac', 'audio/aac'],
	['flac', 'flac', 'audio/flac'],
	['mp3', 'mp3', 'audio/mpeg'],
	['wav', 'wav', 'audio/wav'],
	['pcm_s16le', 'pcm', 'audio/x-pcm'],
	['pcm_f32be', 'pcm', 'audio/x-pcm'],
])('asked for %s, it gives a .%s file', async (outputFormat, extension, mimeType) => {
	const { items, account } = await say({ outputFormat });
	expect(items[0].json).toMatchObject({ fileName: `speech.${extension}`, mimeType });
	expect(items[0].binary?.data).toMatchObject({ fileExtension: extension, mimeType });
	expect((await submitted(account))[0].output_configuration).toEqual({ format: outputFormat });
	if (extension !== 'pcm') {
		const { duration } = await probe(await bytesOf(items[0]), mimeType);
		expect(duration).toBeGreaterThan(0.1);
	}
});

test('names a file by what was asked when the reply does not say what it is', async () => {
	const account = await newAccount();
	await account.addFaults({
		step: 'submit',
		fault: { type: 'content-type', contentType: 'application/octet-stream' },
	});
	const { items } = await say({ outputFormat: 'pcm_s16be' }, { account });
	expect(items[0].json).toMatchObject({ fileName: 'speech.pcm', mimeType: 'audio/x-pcm' });
});

test.each([
	['a language by number', 81, 'hi-in'],
	['UK English by number', 35, 'en-uk'],
	['UK English by tag', 'en-GB', 'en-uk'],
	['UK English by locale', 'en_uk', 'en-uk'],
	['a tag that only streams know', 'as-in', 'as-in'],
	['a language that streams may not know', 'af-za', 'af-za'],
])('calls %s by its locale', async (_name, language, locale) => {
	const { account } = await say({ language: { __rl: true, mode: 'id', value: language } });
	expect((await submitted(account))[0].language).toBe(locale);
});

test('sends every option that is set, in its group', async () => {
	const { account, status } = await say({
		model: 'mars-instruct',
		userInstructions: 'Calm and warm',
		outputFormat: 'wav',
		options: {
			sampleRate: 24000,
			applyEnhancement: false,
			enhanceNamedEntitiesPronunciation: true,
			applyRefLoudnessNorm: true,
			enhanceReferenceAudioQuality: true,
			maintainSourceAccent: false,
			speakingRate: 1.25,
			acousticQualityBoost: true,
			inferenceSteps: '={{ "40" }}',
			localizeSpeakerWeight: 0,
			speakerSimilarity: 0.7,
			stability: 1,
			temperature: '={{ null }}',
		},
	});
	expect(status).toBe('success');
	expect(await submitted(account)).toEqual([
		{
			text: 'Good morning',
			language: 'en-us',
			voice_id: 147320,
			speech_model: 'mars-instruct',
			user_instructions: 'Calm and warm',
			enhance_named_entities_pronunciation: true,
			output_configuration: { format: 'wav', sample_rate: 24000, apply_enhancement: false },
			voice_settings: {
				apply_ref_loudness_norm: true,
				enhance_reference_audio_quality: true,
				maintain_source_accent: false,
				speaking_rate: 1.25,
			},
			inference_options: {
				acoustic_quality_boost: true,
				inference_steps: 40,
				localize_speaker_weight: 0,
				speaker_similarity: 0.7,
				stability: 1,
			},
		},
	]);
});

test('leaves out what was set for another model or another delivery', async () => {
	const { account, status } = await say({
		model: 'mars-8.1-pro-beta',
		userInstructions: 'Calm and warm',
		waitForCompletion: false,
		options: { stability: 1, inferenceSteps: 40, age: 41, projectName: 'News' },
	});
	expect(status).toBe('success');
	const [body] = await submitted(account);
	expect(body).not.toHaveProperty('user_instructions');
	expect(body.inference_options).toEqual({ inference_steps: 40 });
	expect(body).not.toHaveProperty('project_name');
});

test('takes an older model by expression, with its options', async () => {
	const { account } = await say({ model: '={{ "mars-7" }}', options: { stability: 0.4 } });
	const [body] = await submitted(account);
	expect(body).toMatchObject({ speech_model: 'mars-7', inference_options: { stability: 0.4 } });
});

test('tells how long a WAV is, and gives it the name that was asked for', async () => {
	const { items } = await say({ outputFormat: 'wav', options: { fileName: 'news.mp3' } });
	const bytes = await bytesOf(items[0]);
	expect(items[0].json.fileName).toBe('news.wav');
	expect(items[0].json.durationSeconds).toBeCloseTo((await probe(bytes)).duration ?? 0, 2);
});

test('lists only languages that can be streamed', async () => {
	const { listSearch } = openLists(systemTiming);
	const all = await listSearch.searchStreamLanguages.call({} as never);
	expect(all.results).toHaveLength(62);
	expect(all.results.map(({ value }) => value)).not.toContain(2);
	const found = await listSearch.searchStreamLanguages.call({} as never, 'en-uk');
	expect(found.results).toEqual([{ name: 'English (United Kingdom)', value: 35 }]);
});
