import { CambClient } from '@camb-ai/sdk';
import { openSandbox, type Guest, type OpenSandbox } from './support.mts';

/** The vendor's own TypeScript SDK, against the sandbox: what it sends must be accepted. */
let open: OpenSandbox;
let guest: Guest;
let camb: CambClient;
beforeAll(async () => {
	open = await openSandbox();
	guest = await open.guest();
	camb = new CambClient({ apiKey: guest.account.key, baseUrl: open.apiUrl, maxRetries: 0 });
});
afterAll(async () => {
	const refused = (await guest.account.state()).requests.filter(({ status }) => status !== 200);
	await open.sandbox.close();
	expect(refused).toEqual([]);
});

const id = (created: unknown) => String((created as { task_id: string }).task_id);
const run = ({ status, run_id: runId }: { status: unknown; run_id?: unknown }) => {
	expect(status).toBe('SUCCESS');
	return Number(runId);
};

test('speech, by task and at once', async () => {
	const created = await camb.textToSpeech.createTts({
		text: 'Hello',
		voice_id: 147320,
		language: 1,
	});
	const runId = run(await camb.textToSpeech.getTtsResult({ task_id: id(created) }));
	const link = await camb.textToSpeech.getTtsRunInfo({ run_id: runId, output_type: 'file_url' });
	expect(link).toEqual({ output_url: expect.stringContaining(open.mediaUrl) });
	const audio = await camb.textToSpeech.tts({
		text: 'Hello from the kit',
		language: 'en-us',
		voice_id: 147320,
		speech_model: 'mars-8-flash',
		output_configuration: { format: 'wav' },
	});
	expect(Buffer.from(await audio.arrayBuffer()).toString('latin1', 0, 4)).toBe('RIFF');
});

test('translated speech, and both results in one call', async () => {
	const saveAs = {
		text: 'Hello',
		voice_id: 147320,
		source_language: 1,
		target_language: 54,
	} as const;
	const runIds: number[] = [];
	for (let count = 0; count < 2; count += 1) {
		const created = await camb.translatedTts.createTranslatedTts(saveAs);
		const status = await camb.translatedTts.getTranslatedTtsTaskStatus({ task_id: id(created) });
		runIds.push(run(status));
	}
	const results = await camb.textToSpeech.getTtsResults({ body: { run_ids: runIds } });
	expect(Object.keys(results)).toEqual(runIds.map(String));
});

test('a dub', async () => {
	const created = await camb.dub.endToEndDubbing({
		video_url: 'https://example.com/clip.mp4',
		source_language: 1,
		target_languages: [54],
	});
	const runId = run(await camb.dub.getEndToEndDubbingStatus({ task_id: id(created) }));
	expect(await camb.dub.getDubbedRunInfo({ run_id: runId })).toMatchObject({
		video_url: expect.any(String),
		audio_url: expect.any(String),
	});
});

test('a transcription of a file', async () => {
	const created = await camb.transcription.createTranscription({
		language: 1,
		media_file: { data: Buffer.from('sound'), filename: 'talk.mp3', contentType: 'audio/mpeg' },
	});
	const runId = run(await camb.transcription.getTranscriptionTaskStatus({ task_id: id(created) }));
	const { transcript } = await camb.transcription.getTranscriptionResult({ run_id: runId });
	expect(transcript).toHaveLength(3);
});

test('a story', async () => {
	const created = await camb.story.createStory({
		file: { data: Buffer.from('Once there was a king.'), filename: 'tale.txt' },
		source_language: 1,
		title: 'The king',
	});
	const runId = run(await camb.story.getStoryStatus({ task_id: id(created) }));
	expect(await camb.story.getStoryRunInfo({ run_id: runId })).toMatchObject({
		audio_url: expect.any(String),
	});
});

test('a sound', async () => {
	const created = await camb.textToAudio.createTextToAudio({ prompt: 'rain', duration: 2 });
	const runId = run(await camb.textToAudio.getTextToAudioStatus({ task_id: id(created) }));
	const sound = await camb.textToAudio.getTextToAudioResult({ run_id: runId });
	expect(Buffer.from(await sound.arrayBuffer()).toString('latin1', 0, 4)).toBe('RIFF');
});

test('the lists', async () => {
	expect(await camb.voiceCloning.listVoices()).toHaveLength(40);
	expect(await camb.languages.getSourceLanguages()).toHaveLength(149);
	expect(await camb.languages.getTargetLanguages()).toHaveLength(149);
	expect(await camb.dictionaries.getDictionaries()).toHaveLength(2);
	expect(await camb.folders.listFolders()).toHaveLength(3);
});
