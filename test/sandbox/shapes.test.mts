import { expectContract, openSandbox, SPEECH, submit, type OpenSandbox } from './support.mts';
import axios from 'axios';

let open: OpenSandbox;
beforeAll(async () => {
	open = await openSandbox();
});
afterAll(() => open.sandbox.close());

function recording(): FormData {
	const form = new FormData();
	form.append('language', '1');
	form.append('media_url', 'https://example.com/talk.mp3');
	return form;
}

const dub = (...targets: unknown[]) => ({
	video_url: 'https://example.com/clip.mp4',
	source_language: 1,
	target_languages: targets,
});

test('transcription results come in four shapes', async () => {
	const segment = { start: 0.5, end: 2.6, text: 'Welcome to the show.', speaker: 'SPEAKER_00' };
	const shapes = {
		object: { transcript: expect.arrayContaining([segment]) },
		array: expect.arrayContaining([segment]),
		text: { transcript: expect.stringContaining('Welcome to the show.\n') },
		link: { file_url: expect.stringContaining('transcript.json'), expiry: expect.any(String) },
	};
	for (const [transcription, expected] of Object.entries(shapes)) {
		const guest = await open.guest({ taskSeconds: 0, transcription } as never);
		const { runId } = await submit(guest, '/transcribe', recording());
		expect((await guest.http.get(`/transcription-result/${runId}`)).data).toEqual(expected);
	}
});

test('transcripts are exported as text, object or link', async () => {
	const guest = await open.guest();
	const { runId } = await submit(guest, '/transcribe', recording());
	const result = (query: string) => guest.http.get(`/transcription-result/${runId}?${query}`);
	expect((await result('format_type=srt')).data).toMatch(/^1\n00:00:00,500 --> 00:00:02,600\nWelc/);
	expect((await result('format_type=vtt&data_type=raw_data')).data).toMatch(
		/^WEBVTT\n\n00:00:00\.5/,
	);
	expect((await result('data_type=json')).data.transcript).toHaveLength(3);
	const { data } = await result('format_type=vtt&data_type=file');
	const file = await axios.get(data.file_url, { proxy: false });
	expect(file.headers['content-type']).toMatch('text/vtt');
	expect(file.data).toMatch(/^WEBVTT/);
	await guest.account.configure({ exportText: 'object' });
	expect((await result('format_type=txt')).data).toEqual({ transcript: expect.any(String) });
});

test('dubs: one target or several, keys by id or tag, new or old names', async () => {
	const guest = await open.guest();
	const one = await submit(guest, '/dub', dub(54));
	const two = await submit(guest, '/dub', dub(54, 'fr-fr'));
	const sound = await submit(guest, '/dub', {
		...dub(54),
		video_url: 'https://example.com/a.mp3?x=1',
	});
	const result = async (runId: number) => (await guest.http.get(`/dub-result/${runId}`)).data;
	const expected = {
		video_url: expect.stringContaining('.mp4?'),
		audio_url: expect.stringContaining('.flac?'),
		transcript: expect.any(Array),
	};
	expect(await result(one.runId)).toEqual(expected);
	expect(await result(two.runId)).toEqual({ 54: expected, 76: expected });
	expect(await result(sound.runId)).toMatchObject({ video_url: null });
	await guest.account.configure({ dubKeys: 'tag' });
	expect(Object.keys(await result(two.runId))).toEqual(['es-es', 'fr-fr']);
	await guest.account.configure({ dub: 'old' });
	expect(Object.keys(await result(one.runId))).toEqual([
		'output_video_url',
		'output_audio_url',
		'transcript',
	]);
});

test('names of links, form of bulk links, run ids as text', async () => {
	const guest = await open.guest({
		taskSeconds: 0,
		linkName: 'file_url',
		bulkLinks: 'text',
		runId: 'text',
		voices: 'wrapped',
		story: 'setup',
	});
	const { taskId, runId } = await submit(guest, '/tts', SPEECH);
	const second = await submit(guest, '/tts', SPEECH);
	expect((await guest.http.get(`/tts/${taskId}`)).data.run_id).toBe(String(runId));
	const link = await guest.http.get(`/tts-result/${runId}?output_type=file_url`);
	expect(link.data).toEqual({ file_url: expect.any(String) });
	const bulk = await guest.http.post('/tts-results', { run_ids: [runId, second.runId] });
	expect(bulk.data[runId]).toMatch(/^http/);
	expect((await guest.http.get('/list-voices')).data.voices).toHaveLength(40);
	const story = new FormData();
	story.append('source_language', '1');
	story.append('file', new Blob(['Once upon a time.']), 'a.txt');
	const { data } = await guest.http.post('/story', story);
	expect(data).toMatchObject({
		run_id: expect.any(Number),
		story_details: { story_title: 'a.txt' },
	});
	expect((await guest.http.get(`/story-result/${data.run_id}`)).status).toBe(200);
});

test('a status as a bare word, and a create that says one too', async () => {
	const guest = await open.guest({ taskSeconds: 0, statusForm: 'text', createForm: 'status' });
	const created = await guest.http.post('/tts', SPEECH);
	expect(created.data).toEqual({ task_id: expect.any(String), status: 'PENDING' });
	const ask = async () => {
		const answer = await guest.http.get(`/tts/${created.data.task_id}`, {
			transformResponse: (text) => text as string,
		});
		expect(answer.headers['content-type']).toMatch('application/json');
		expectContract('getTtsStatus', { ...answer, data: JSON.parse(answer.data as string) });
		return answer.data;
	};
	expect(await ask()).toBe('"SUCCESS"');
	await guest.account.addFaults({ fault: { type: 'status-word', word: 'PENDING' } });
	expect(await ask()).toBe('"PENDING"');
});

test('other words for a good end, and for a bad one', async () => {
	const guest = await open.guest();
	const endings = {
		completed: 200,
		done: 200,
		FAILED: 400,
		FAILURE: 400,
		REVOKED: 400,
		TIMEOUT: 400,
	};
	for (const [word, result] of Object.entries(endings)) {
		await guest.account.addFaults({ fault: { type: 'task', status: word } });
		const { taskId, runId } = await submit(guest, '/tts', SPEECH);
		const status = await guest.http.get(`/tts/${taskId}`);
		expectContract('getTtsStatus', status);
		expect(status.data).toMatchObject({ status: word, run_id: result === 200 ? runId : null });
		expect((await guest.http.get(`/tts-result/${runId}`)).status).toBe(result);
	}
});

test('where the link to a converted dub may be', async () => {
	const guest = await open.guest();
	const { runId } = await submit(guest, '/dub', dub(54));
	const saveAs = () => guest.http.post(`/dub-alt-format/${runId}/54`, { output_format: 'mp3' });
	await saveAs();
	const link = expect.stringContaining('.mp3?');
	for (const exportLink of ['audio_url', 'result_url', 'url', 'download_url'] as const) {
		await guest.account.configure({ taskSeconds: 0, exportLink });
		const answer = await saveAs();
		expectContract('createDubAltFormat', answer);
		expect(answer.data).toEqual({ [exportLink]: link });
	}
	await guest.account.configure({ taskSeconds: 0, exportLink: 'nested' });
	expect((await saveAs()).data).toEqual({ result: { url: link } });
});

test('speakers count from zero or from one', async () => {
	const labels = {
		SPEAKER_00: ['SPEAKER_00', 'SPEAKER_01', 'SPEAKER_00'],
		SPEAKER_0: ['SPEAKER_0', 'SPEAKER_1', 'SPEAKER_0'],
		'Speaker 1': ['Speaker 1', 'Speaker 2', 'Speaker 1'],
	};
	const guest = await open.guest();
	const { runId } = await submit(guest, '/transcribe', recording());
	for (const [speakers, expected] of Object.entries(labels)) {
		await guest.account.configure({ taskSeconds: 0, speakers } as never);
		const { data } = await guest.http.get(`/transcription-result/${runId}`);
		expect(data.transcript.map(({ speaker }: { speaker: string }) => speaker)).toEqual(expected);
	}
});

test('bulk: an unknown run refuses the call, or is left out', async () => {
	const guest = await open.guest();
	const { runId } = await submit(guest, '/tts', SPEECH);
	const ask = () => guest.http.post('/tts-results', { run_ids: [runId, 999] });
	const refused = await ask();
	expect([refused.status, refused.data]).toEqual([400, { detail: 'Run 999 not found' }]);
	await guest.account.configure({ unknownBulk: 'omit' });
	expect(Object.keys((await ask()).data)).toEqual([String(runId)]);
	for (const ids of [[1], [1, 1], [1, 2, 3, 4, 5, 6]]) {
		expect((await guest.http.post('/tts-results', { run_ids: ids })).status).toBe(422);
	}
});
