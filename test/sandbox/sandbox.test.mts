import { operationInfos } from '../../sandbox/contract.mts';
import { operations } from '../../sandbox/operations/index.mts';
import { expectContract, openSandbox, SPEECH, submit, type OpenSandbox } from './support.mts';
import { form, media, recording, story } from './forms.mts';
import { LONG_TEXT, SAILOR } from './samples.mts';

let open: OpenSandbox;
beforeAll(async () => {
	open = await openSandbox();
});
afterAll(() => open.sandbox.close());

/** Every kind of task: how to begin it, and the names of its three or four operations. */
const KINDS: Array<{
	kind: string;
	path: string;
	body: () => unknown;
	create: string;
	status: string;
	result: [operationId: string, path: string];
	results?: [operationId: string, path: string];
}> = [
	{
		kind: 'text-to-speech',
		path: '/tts',
		body: () => SPEECH,
		create: 'createTts',
		status: 'getTtsStatus',
		result: ['getTtsResult', '/tts-result'],
		results: ['getTtsResults', '/tts-results'],
	},
	{
		kind: 'translated-speech',
		path: '/translated-tts',
		body: () => ({ text: 'Good day', voice_id: 147320, source_language: 1, target_language: 54 }),
		create: 'createTranslatedTts',
		status: 'getTranslatedTtsStatus',
		result: ['getTtsResult', '/tts-result'],
		results: ['getTtsResults', '/tts-results'],
	},
	{
		kind: 'translation',
		path: '/translate',
		body: () => ({ texts: ['One', 'Two'], source_language: 'auto', target_language: 'fr-fr' }),
		create: 'createTranslation',
		status: 'getTranslationStatus',
		result: ['getTranslationResult', '/translation-result'],
		results: ['getTranslationResults', '/translation-results'],
	},
	{
		kind: 'transcription',
		path: '/transcribe',
		body: () =>
			form({ language: '1', formatting_options: '{"max_characters_in_segment":30}' }, media),
		create: 'createTranscription',
		status: 'getTranscriptionStatus',
		result: ['getTranscriptionResult', '/transcription-result'],
		results: ['getTranscriptionResults', '/transcription-results'],
	},
	{
		kind: 'subtitles',
		path: '/sub',
		body: () => ({
			media_url: 'https://example.com/a.mp4',
			source_language: 1,
			target_languages: [54],
		}),
		create: 'createSubtitle',
		status: 'getSubtitleStatus',
		result: ['getSubtitleResult', '/sub-result'],
		results: ['getSubtitleResults', '/sub-results'],
	},
	{
		kind: 'dub',
		path: '/dub',
		body: () => ({
			video_url: 'https://example.com/a.mp4',
			source_language: 1,
			target_languages: [54, 76],
		}),
		create: 'createDub',
		status: 'getDubStatus',
		result: ['getDubResult', '/dub-result'],
		results: ['getDubResults', '/dubbing-results'],
	},
	{
		kind: 'story',
		path: '/story',
		body: () => form({ source_language: '1', title: 'A tale' }, story),
		create: 'createStory',
		status: 'getStoryStatus',
		result: ['getStoryResult', '/story-result'],
		results: ['getStoriesResults', '/stories-results'],
	},
	{
		kind: 'text-to-sound',
		path: '/text-to-sound',
		body: () => ({ prompt: 'rain on a tin roof', duration: 1, audio_type: 'sound' }),
		create: 'createTextToSound',
		status: 'getTextToSoundStatus',
		result: ['getTextToSoundResult', '/text-to-sound-result'],
		results: ['getTextToSoundResults', '/text-to-sound-results'],
	},
	{
		kind: 'separation',
		path: '/audio-separation',
		body: () => form({ project_name: 'Street' }, media),
		create: 'createAudioSeparation',
		status: 'getAudioSeparationStatus',
		result: ['getAudioSeparationResult', '/audio-separation-result'],
		results: ['getAudioSeparationResults', '/audio-separation-results'],
	},
	{
		kind: 'voice-design',
		path: '/text-to-voice',
		body: () => ({ text: LONG_TEXT, voice_description: SAILOR }),
		create: 'createTextToVoice',
		status: 'getTextToVoiceStatus',
		result: ['getTextToVoiceResult', '/text-to-voice-result'],
	},
];

describe('every kind of task, from submit to result, in the contract’s form', () => {
	test.each(KINDS)('$kind', async ({ kind, path, body, create, status, result, results }) => {
		const { http, account } = await open.guest();
		const runIds: number[] = [];
		for (let count = 0; count < 2; count += 1) {
			const created = await http.post(path, body());
			expect(created.status).toBe(200);
			expectContract(create, created);
			const polled = await http.get(`${path}/${created.data.task_id}`);
			expectContract(status, polled);
			expect(polled.data).toEqual({ status: 'SUCCESS', run_id: expect.any(Number) });
			runIds.push(polled.data.run_id);
		}
		const one = await http.get(`${result[1]}/${runIds[0]}`, { responseType: 'arraybuffer' });
		expect(one.status).toBe(200);
		expect(one.data.length).toBeGreaterThan(10);
		if (String(one.headers['content-type']).includes('json')) {
			expectContract(result[0], { ...one, data: JSON.parse(one.data) });
		} else {
			expect(one.headers['content-type']).toMatch(/^audio\//);
			const link = await http.get(`${result[1]}/${runIds[0]}?output_type=file_url`);
			expectContract(result[0], link);
		}
		if (results) {
			const many = await http.post(results[1], { run_ids: runIds });
			expectContract(results[0], many);
			expect(Object.keys(many.data)).toEqual(runIds.map(String));
		}
		const { tasks } = await account.state();
		expect(tasks.map((task) => [task.kind, task.polls])).toEqual([
			[kind, 1],
			[kind, 1],
		]);
	});

	test('the lists', async () => {
		const { http } = await open.guest();
		const lists = {
			listVoices: '/list-voices',
			listSourceLanguages: '/source-languages',
			listTargetLanguages: '/target-languages',
			listDictionaries: '/dictionaries',
			listFolders: '/folders?limit=2',
			getDictionaryDetails: '/dictionaries/501/full-details',
		};
		for (const [operationId, path] of Object.entries(lists)) {
			expectContract(operationId, await http.get(path));
		}
		const voices = (await http.get('/list-voices')).data as Array<Record<string, unknown>>;
		expect(voices).toHaveLength(40);
		expect(new Set(voices.map(({ gender }) => gender)).size).toBeGreaterThanOrEqual(3);
		expect(new Set(voices.map(({ language }) => language)).size).toBeGreaterThanOrEqual(10);
		expect((await http.get('/folders?limit=2')).data).toHaveLength(2);
		expect((await http.get('/source-languages')).data).toHaveLength(149);
	});

	test('a dub’s transcript, and its export: first a task, then the same POST gives the link', async () => {
		const guest = await open.guest();
		const { runId } = await submit(guest, '/dub', KINDS[5].body());
		const text = await guest.http.get(
			`/transcript/${runId}/es-es?format_type=srt&data_type=raw_data`,
		);
		expect(text.headers['content-type']).toMatch('text/plain');
		expect(text.data).toMatch(/^1\n00:00:00,500 --> /);
		expect((await guest.http.get(`/transcript/${runId}/31`)).status).toBe(404);

		const saveAs = () => guest.http.post(`/dub-alt-format/${runId}/54`, { output_format: 'mkv' });
		const first = await saveAs();
		expectContract('createDubAltFormat', first);
		const status = await guest.http.get(`/dub-alt-format/${first.data.task_id}`);
		expectContract('getDubAltFormatStatus', status);
		expect(JSON.stringify(status.data)).not.toContain('http');
		const second = await saveAs();
		expect(second.data).toEqual({ output_url: expect.stringContaining('.mkv?signature=') });
	});

	test('a story in another language, and a story as a Studio project', async () => {
		const { http } = await open.guest();
		const project = await http.post('/story-setup', KINDS[6].body());
		expectContract('setupStory', project);
		const runId = project.data.run_id;
		const added = await http.post(`/translated-story/${runId}`, { target_language: 76 });
		expectContract('createTranslatedStory', added);
		const status = await http.get(`/translated-story/${added.data.task_id}`);
		expectContract('getTranslatedStoryStatus', status);
		for (const run of [runId, status.data.run_id]) {
			const result = await http.get(`/translated-story-result/${run}/76?include_transcript=true`);
			expectContract('getTranslatedStoryResult', result);
			expect(result.data.transcript[0].text).toMatch('Bienvenue');
		}
	});

	test('speech at once', async () => {
		const { http } = await open.guest();
		const said = await http.post(
			'/tts-stream',
			{ ...SPEECH, language: 'en-us' },
			{ responseType: 'arraybuffer' },
		);
		expect(said.headers).toMatchObject({
			'content-type': 'audio/flac',
			'x-credits-required': '23',
		});
		for (const language of ['en-gb', 'km-kh']) {
			const more = await http.post('/tts-stream', { ...SPEECH, language });
			expect(more.status).toBe(200);
		}
	});

	test('translated speech: the run gives its text too', async () => {
		const guest = await open.guest();
		const { runId } = await submit(guest, '/translated-tts', KINDS[1].body());
		const text = await guest.http.get(`/translation-result/${runId}`);
		expectContract('getTranslationResult', text);
		expect(text.data).toEqual({ texts: ['[es-es] Good day'] });
		const speech = await submit(guest, '/tts', SPEECH);
		expect((await guest.http.get(`/translation-result/${speech.runId}`)).status).toBe(400);
	});

	test('translation at once, from a language to be found out', async () => {
		const { http } = await open.guest();
		const one = { text: 'Good day', source_language: 'auto', target_language: 'fr-fr' };
		const answer = await http.post('/translation/stream', one);
		expect(answer.headers['content-type']).toMatch('text/plain');
		expect(answer.data).toBe('[fr-fr] Good day');
		expect(
			(await http.post('/translation/stream', { ...one, target_language: 'auto' })).status,
		).toBe(422);
	});

	test('subtitles in one language: segments, the text in an object, or a link', async () => {
		const guest = await open.guest();
		const { runId } = await submit(guest, '/sub', KINDS[4].body());
		const ask = async (query: string, language: number | string = 54) => {
			const answer = await guest.http.get(`/sub-result/${runId}/${language}${query}`);
			if (answer.status === 200) expectContract('getSubtitleResultForLanguage', answer);
			return answer;
		};
		expect((await ask('')).data.transcript[0]).toMatchObject({ text: 'Bienvenidos al programa.' });
		const srt = { transcript: expect.stringMatching(/^1\n00:00:00,500 --> .+\nBienvenidos/) };
		expect((await ask('?format_type=srt&data_type=raw_data')).data).toEqual(srt);
		expect((await ask('?format_type=srt&data_type=raw_data', 'es-es')).data).toEqual(srt);
		const file = await ask('?format_type=vtt&data_type=file');
		expect(file.data).toEqual({
			file_url: expect.stringContaining('.vtt?'),
			expiry: expect.any(String),
		});
		expect((await ask('', 76)).status).toBe(404);
		const all = await guest.http.get(`/sub-result/${runId}?format_type=srt&data_type=raw_data`);
		expect(all.data).toEqual({ 54: srt });
	});

	test('a voice is cloned, spoken with and deleted', async () => {
		const { http } = await open.guest();
		const clone = () =>
			http.post('/create-custom-voice', form({ voice_name: 'Me', gender: '1' }, recording));
		const cloned = await clone();
		expectContract('createCustomVoice', cloned);
		const { voice_id: id } = cloned.data;
		expect((await clone()).data.voice_id).not.toBe(id);
		expect((await http.get('/list-voices')).data).toContainEqual(
			expect.objectContaining({ id, voice_name: 'Me', is_published: false }),
		);
		expect((await http.post('/tts', { ...SPEECH, voice_id: id })).status).toBe(200);
		const deleted = await http.delete(`/delete-voice/${id}`);
		expectContract('deleteVoice', deleted);
		expect((await http.post('/tts', { ...SPEECH, voice_id: id })).status).toBe(422);
		expect((await http.delete(`/delete-voice/${id}`)).status).toBe(404);
		expect((await http.delete('/delete-voice/147320')).status).toBe(403);
	});

	test('what it does not speak is answered 501', async () => {
		const silent = [...operationInfos.keys()].filter((id) => !(id in operations)).sort();
		expect(silent).toMatchInlineSnapshot(`
		[
		  "createStream",
		  "createStreamV1",
		  "deleteStream",
		  "getDiscordDubStatus",
		  "getDiscordTtsStatus",
		  "getStream",
		  "getStreamV1",
		  "getTwitterDubStatus",
		  "probeStream",
		  "probeStreamV1",
		  "stopStreamV1",
		  "updateStream",
		]
	`);
		expect(Object.keys(operations).filter((id) => !operationInfos.has(id))).toEqual([]);
		const { http } = await open.guest();
		const answer = await http.get('/stream/7');
		expect(answer.status).toBe(501);
		expect(answer.data).toEqual({ detail: 'The sandbox does not speak this call' });
	});
});
