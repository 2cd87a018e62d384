import { form, media, story } from './forms.mts';
import { openSandbox, SPEECH, submit, type Guest, type OpenSandbox } from './support.mts';

let open: OpenSandbox;
beforeAll(async () => {
	open = await openSandbox();
});
afterAll(() => open.sandbox.close());

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
