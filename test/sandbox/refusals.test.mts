import { form, media, recording } from './forms.mts';
import { LONG_TEXT, SAILOR } from './samples.mts';
import { expectContract, openSandbox, SPEECH, type Guest, type OpenSandbox } from './support.mts';

/** What the API was seen to refuse in a way of its own. */
let open: OpenSandbox;
let guest: Guest;
beforeAll(async () => {
	open = await openSandbox();
});
beforeEach(async () => {
	guest = await open.guest();
});
afterAll(() => open.sandbox.close());

describe('streamed speech', () => {
	const stream = (part: object) =>
		guest.http.post('/tts-stream', { ...SPEECH, language: 'en-us', ...part });

	test('a locale that is not spoken, a model that is retired', async () => {
		for (const [localeLoc, loc] of [
			['field', ['body', 'language']],
			['body', ['body']],
		] as const) {
			await guest.account.configure({ localeLoc });
			const locale = await stream({ language: 'xx-yy' });
			expectContract('createTtsStream', locale);
			const msg = expect.stringContaining("Language 'xx-yy' is not one of ar-ae");
			expect(locale.data.detail[0]).toMatchObject({ loc, msg });
		}
		const model = await stream({ speech_model: 'mars-8.1-beta' });
		expect([model.status, model.data.detail[0].loc]).toEqual([422, ['body', 'speech_model']]);
		for (const name of ['mars-8', 'mars-8-flash', 'mars-8-instruct', 'mars-7', 'mars-6']) {
			expect((await stream({ speech_model: name })).status).toBe(200);
		}
	});

	test('a voice of another account', async () => {
		const other = await open.guest();
		const cloned = await other.http.post(
			'/create-custom-voice',
			form({ voice_name: 'Mine', gender: '2' }, recording),
		);
		for (const id of [cloned.data.voice_id, 200000]) {
			const refused = await stream({ voice_id: id });
			expectContract('createTtsStream', refused);
			expect([refused.status, refused.data]).toEqual([
				403,
				{ detail: 'You are not allowed to use this voice_id' },
			]);
		}
		expect((await stream({ voice_id: cloned.data.voice_id + 1 })).status).toBe(422);
	});

	test('options that the 8.1 models do not know', async () => {
		const options = { inference_options: { stability: 0.5 } };
		const statusOf = async (speech_model?: string) =>
			(await stream({ ...options, speech_model })).status;
		expect(await statusOf('mars-8.1-flash-beta')).toBe(500);
		expect(await statusOf('mars-8.1-pro-beta')).toBe(500);
		expect(await statusOf()).toBe(500);
		expect(await statusOf('mars-pro')).toBe(200);
		const steps = { inference_options: { inference_steps: 20 } };
		expect((await stream({ ...steps, speech_model: 'mars-8.1-pro-beta' })).status).toBe(200);
	});

	test('a text under six characters, where the account is set so', async () => {
		expect((await stream({ text: 'Hello' })).status).toBe(200);
		await guest.account.configure({ shortSpeech: 'refused' });
		const refused = await stream({ text: 'Hello' });
		expect([refused.status, refused.data.detail[0].loc]).toEqual([422, ['body', 'text']]);
		expect((await stream({ text: 'Hello!' })).status).toBe(200);
	});

	test('JSON under 200, and no byte, in place of sound', async () => {
		await guest.account.addFaults(
			{
				operation: 'createTtsStream',
				fault: { type: 'status', status: 200, body: { error: 'Busy' } },
			},
			{ operation: 'createTtsStream', fault: { type: 'empty' } },
		);
		const json = await stream({});
		expect([json.status, json.data]).toEqual([200, { error: 'Busy' }]);
		expect(json.headers['content-type']).toMatch('application/json');
		const nothing = await stream({});
		expect([nothing.status, nothing.data]).toEqual([200, '']);
		expect(nothing.headers['content-type']).toBe('audio/flac');
	});
});

describe('own subtitles for a dub', () => {
	const srt = '1\n00:00:00,500 --> 00:00:02,600\nWelcome.\n';
	const send = (scripts: object) =>
		guest.http.post('/dub', {
			video_url: 'https://a.b/c.mp4',
			source_language: 1,
			target_languages: [54, 76],
			...scripts,
		});

	test('are taken, and so is null', async () => {
		const target = { content: srt, language: 'es-es' };
		const given = { source_transcript: { content: srt }, target_transcripts: [target] };
		expect((await send(given)).status).toBe(200);
		const none = { source_transcript: null, target_transcripts: null };
		expect((await send(none)).status).toBe(200);
	});

	const spanish = { content: srt, language: 54 };
	test.each([
		[{ source_transcript: { content: 'Welcome.' } }, ['source_transcript', 'content']],
		[{ source_transcript: {} }, ['source_transcript', 'content']],
		[
			{ target_transcripts: [spanish, { content: 'Hola', language: 76 }] },
			['target_transcripts', 1, 'content'],
		],
		[
			{ target_transcripts: [spanish, { content: srt, language: 'es-es' }] },
			['target_transcripts', 1, 'language'],
		],
		[
			{ target_transcripts: [{ content: srt, language: 31 }] },
			['target_transcripts', 0, 'language'],
		],
	])('%j is refused', async (scripts, loc) => {
		const { status, data } = await send(scripts);
		expect(status).toBe(422);
		expect(data.detail).toMatchObject([{ loc: ['body', ...loc] }]);
	});
});

test('a description of a voice with fewer than 18 words and than 100 characters', async () => {
	const design = async (voice_description: string) =>
		await guest.http.post('/text-to-voice', { text: LONG_TEXT, voice_description });
	const long = 'Unhurried '.repeat(10);
	expect((await design(SAILOR)).status).toBe(200);
	expect((await design(long)).status).toBe(200);
	for (const short of [SAILOR.replace('old ', ''), long.slice(0, 99)]) {
		const refused = await design(short);
		expect(refused.status).toBe(422);
		expect(refused.data.detail[0].loc).toEqual(['body', 'voice_description']);
	}
});

test('uploads for a dub, where the account has no Files calls', async () => {
	await guest.account.configure({ files: 'off' });
	const refused = await guest.http.post('/files/upload-url', {
		filename: 'a.mp4',
		content_type: 'video/mp4',
	});
	expectContract('createFileUpload', refused);
	expect(refused.status).toBe(403);
});

test.each([
	['/create-custom-voice', { ...recording, name: 'me.mp4' }],
	['/audio-separation', { ...media, name: 'talk.mp4' }],
])('%s with a file of another type, or text in its place', async (path, file) => {
	const fields: Record<string, string> = path.includes('voice')
		? { voice_name: 'Me', gender: '1' }
		: {};
	for (const body of [form(fields, file), form({ ...fields, [file.field]: 'https://a.b/c.wav' })]) {
		const refused = await guest.http.post(path, body);
		expect(refused.status).toBe(422);
		expect(refused.data.detail[0].loc).toEqual(['body', file.field]);
	}
});

test('a wrong path is 404, or once 403', async () => {
	await guest.account.addFaults({ path: '/nothing', fault: { type: 'status', status: 403 } });
	expect((await guest.http.get('/nothing')).status).toBe(403);
	expect((await guest.http.get('/nothing')).status).toBe(404);
});
