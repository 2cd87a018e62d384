import { operationInfos } from '../../sandbox/contract.mts';
import { operations } from '../../sandbox/operations/index.mts';
import {
	expectContract,
	openSandbox,
	SPEECH,
	submit,
	type Guest,
	type OpenSandbox,
} from './support.mts';

let open: OpenSandbox;
beforeAll(async () => {
	open = await openSandbox();
});
afterAll(() => open.sandbox.close());

function form(
	fields: Record<string, string>,
	file?: { field: string; name: string; text: string },
) {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.append(name, value);
	if (file) data.append(file.field, new Blob([file.text]), file.name);
	return data;
}

const media = { field: 'media_file', name: 'talk.mp3', text: 'not really a recording' };
const story = { field: 'file', name: 'tale.txt', text: 'Once there was a king. He had a dog.' };
const LONG =
	'This sample text is long enough for voice design, which wants at least a hundred characters to read aloud.';

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
		body: () => form({}, media),
		create: 'createAudioSeparation',
		status: 'getAudioSeparationStatus',
		result: ['getAudioSeparationResult', '/audio-separation-result'],
		results: ['getAudioSeparationResults', '/audio-separation-results'],
	},
	{
		kind: 'voice-design',
		path: '/text-to-voice',
		body: () => ({ text: LONG, voice_description: 'An old sailor with a warm, rough voice' }),
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

		const wish = () => guest.http.post(`/dub-alt-format/${runId}/54`, { output_format: 'mkv' });
		const first = await wish();
		expectContract('createDubAltFormat', first);
		const status = await guest.http.get(`/dub-alt-format/${first.data.task_id}`);
		expectContract('getDubAltFormatStatus', status);
		expect(JSON.stringify(status.data)).not.toContain('http');
		const second = await wish();
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

	test('speech at once, subtitles in one language, a cloned voice', async () => {
		const { http } = await open.guest();
		const said = await http.post(
			'/tts-stream',
			{ ...SPEECH, language: 'en-us' },
			{ responseType: 'arraybuffer' },
		);
		expect(said.headers).toMatchObject({
			'content-type': 'audio/mpeg',
			'x-credits-required': '23',
		});
		const refused = await http.post('/tts-stream', { ...SPEECH, language: 'xx-yy' });
		expect(refused.data.detail[0].msg).toMatch("Language 'xx-yy' is not one of ar-ae");

		const sample = { field: 'file', name: 'me.wav', text: 'recording' };
		const cloned = await http.post(
			'/create-custom-voice',
			form({ voice_name: 'Me', gender: '1' }, sample),
		);
		expectContract('createCustomVoice', cloned);
		const spoken = await http.post('/tts', { ...SPEECH, voice_id: cloned.data.voice_id });
		expect(spoken.status).toBe(200);
	});

	test('what it does not speak is answered 501', async () => {
		const silent = [...operationInfos.keys()].filter((id) => !(id in operations)).sort();
		expect(silent).toMatchInlineSnapshot(`
		[
		  "addDictionaryTerm",
		  "createDictionaryFromFile",
		  "createFolder",
		  "createProjectSetup",
		  "createStream",
		  "createStreamV1",
		  "deleteDictionary",
		  "deleteDictionaryTerm",
		  "deleteStream",
		  "getDiscordDubStatus",
		  "getDiscordTtsStatus",
		  "getProjectSetupResult",
		  "getProjectSetupResults",
		  "getProjectSetupStatus",
		  "getStream",
		  "getStreamV1",
		  "getTwitterDubStatus",
		  "probeStream",
		  "probeStreamV1",
		  "stopStreamV1",
		  "updateDictionaryTerm",
		  "updateStream",
		]
	`);
		expect(Object.keys(operations).filter((id) => !operationInfos.has(id))).toEqual([]);
		const { http } = await open.guest();
		const answer = await http.post('/folders/create', { folder_name: 'New one' });
		expect(answer.status).toBe(501);
		expect(answer.data).toEqual({ detail: 'The sandbox does not speak this call' });
	});
});

describe('validation, in FastAPI’s form', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await open.guest();
	});
	const cases: Array<[name: string, path: string, body: unknown, detail: object]> = [
		[
			'a missing field',
			'/tts',
			{ text: 'Hi', language: 1 },
			{ loc: ['body', 'voice_id'], type: 'missing' },
		],
		[
			'text for a number',
			'/tts',
			{ ...SPEECH, voice_id: '147320' },
			{ loc: ['body', 'voice_id'], type: 'int_type' },
		],
		[
			'a number for text',
			'/tts',
			{ ...SPEECH, text: 5 },
			{ loc: ['body', 'text'], type: 'string_type' },
		],
		[
			'an unknown language',
			'/tts',
			{ ...SPEECH, language: 999 },
			{ loc: ['body', 'language'], type: 'literal_error' },
		],
		[
			'an unknown voice',
			'/tts',
			{ ...SPEECH, voice_id: 7 },
			{ loc: ['body', 'voice_id'], type: 'value_error' },
		],
		[
			'a misspelled field',
			'/tts',
			{ ...SPEECH, voiceId: 7 },
			{ loc: ['body', 'voiceId'], type: 'extra_forbidden' },
		],
		[
			'a misspelled field inside',
			'/tts-stream',
			{ ...SPEECH, language: 'en-us', output_configuration: { fromat: 'wav' } },
			{ loc: ['body', 'output_configuration', 'fromat'], type: 'extra_forbidden' },
		],
		[
			'too short a text',
			'/tts-stream',
			{ ...SPEECH, language: 'en-us', text: 'Hi' },
			{
				loc: ['body', 'text'],
				msg: 'String should have at least 3 characters',
				type: 'string_too_short',
			},
		],
		[
			'no target',
			'/dub',
			{ video_url: 'https://a.b/c.mp4', source_language: 1 },
			{ loc: ['body', 'target_languages'] },
		],
		[
			'no media',
			'/dub',
			{ source_language: 1, target_languages: [54] },
			{ loc: ['body', 'video_url'], type: 'missing' },
		],
		[
			'an empty list',
			'/dub',
			{ video_url: 'https://a.b/c', source_language: 1, target_languages: [] },
			{ type: 'too_short' },
		],
		[
			'one run id',
			'/tts-results',
			{ run_ids: [1] },
			{ loc: ['body', 'run_ids'], type: 'too_short' },
		],
		[
			'too long a sound',
			'/text-to-sound',
			{ prompt: 'x', duration: 11 },
			{ type: 'less_than_equal' },
		],
	];
	test.each(cases)('%s', async (_name, path, body, detail) => {
		const answer = await guest.http.post(path, body);
		expect(answer.status).toBe(422);
		expect(answer.data.detail[0]).toMatchObject(detail);
		expect(answer.data).toEqual({
			detail: expect.arrayContaining([
				{ loc: expect.any(Array), msg: expect.any(String), type: expect.any(String) },
			]),
		});
	});

	const forms: Array<[name: string, path: string, body: () => FormData, loc: unknown[]]> = [
		['neither file nor link', '/transcribe', () => form({ language: '1' }), ['body']],
		[
			'both file and link',
			'/transcribe',
			() => form({ language: '1', media_url: 'https://a.b' }, media),
			['body'],
		],
		[
			'options that are not JSON',
			'/transcribe',
			() => form({ language: '1', formatting_options: 'big' }, media),
			['body', 'formatting_options'],
		],
		[
			'a mode that is not offered',
			'/transcribe',
			() => form({ language: '1', transcription_mode: 'x' }, media),
			['body', 'transcription_mode'],
		],
		[
			'a story that is not text',
			'/story',
			() => form({ source_language: '1' }, { ...story, name: 'a.pdf' }),
			['body', 'file'],
		],
		['a story without file', '/story', () => form({ source_language: '1' }), ['body', 'file']],
		[
			'a language that is no number',
			'/story',
			() => form({ source_language: 'x' }, story),
			['body', 'source_language'],
		],
		[
			'an unknown narrator',
			'/story',
			() => form({ source_language: '1', narrator_voice_id: '7' }, story),
			['body', 'narrator_voice_id'],
		],
	];
	test.each(forms)('form: %s', async (_name, path, body, loc) => {
		const answer = await guest.http.post(path, body());
		expect(answer.status).toBe(422);
		expect(answer.data.detail[0].loc).toEqual(loc);
	});

	test('form values come as text; a field may repeat', async () => {
		const data = form({ source_language: '1', narrator_voice_id: '147321' }, story);
		data.append('chosen_dictionaries', '501');
		data.append('chosen_dictionaries', '502');
		const { taskId } = await submit(guest, '/story', data);
		const { tasks, requests } = await guest.account.state();
		expect(tasks.find((task) => task.taskId === taskId)?.request).toMatchObject({
			source_language: 1,
			narrator_voice_id: 147321,
			chosen_dictionaries: [501, 502],
		});
		expect(requests.at(-1)?.body).toMatchObject({
			source_language: '1',
			chosen_dictionaries: ['501', '502'],
			file: {
				fileName: 'tale.txt',
				size: story.text.length,
				sha256: expect.stringMatching(/^\w{64}$/),
			},
		});
	});

	test('paths, queries and bodies that are no JSON', async () => {
		const uuid = '31f7af5f-0000-4000-8000-000000000000';
		const json = { headers: { 'content-type': 'application/json' }, transformRequest: [] };
		const answers = [
			await guest.http.get(`/tts-result/${uuid}`),
			await guest.http.get('/tts-result/1?output_type=zip'),
			await guest.http.get('/tts-result/1?outputType=file_url'),
			await guest.http.post('/tts', '{"text":', json),
			await guest.http.post('/tts', 'text=hello', { headers: { 'content-type': 'text/plain' } }),
			await guest.http.post('/transcribe', { language: '1' }),
		];
		expect(answers.map(({ status, data }) => [status, data.detail[0].loc])).toEqual([
			[422, ['path', 'run_id']],
			[422, ['query', 'output_type']],
			[422, ['query', 'outputType']],
			[422, ['body']],
			[422, ['body']],
			[422, ['body']],
		]);
	});

	test('unknown ids', async () => {
		expect((await guest.http.get('/tts/nothing')).status).toBe(404);
		const unknown = await guest.http.get('/tts-result/999');
		expect([unknown.status, unknown.data]).toEqual([400, { detail: 'Run 999 not found' }]);
		expect((await guest.http.get('/nothing')).data).toEqual({ detail: 'Not Found' });
	});
});
