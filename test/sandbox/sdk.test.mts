import { CambClient } from '@camb-ai/sdk';
import { operationInfos } from '../../sandbox/contract.mts';
import { operations } from '../../sandbox/operations/index.mts';
import { LONG_TEXT, SAILOR } from './samples.mts';
import { openSandbox, type Guest, type OpenSandbox } from './support.mts';

/** The vendor's own TypeScript SDK, against the sandbox: what it sends must be accepted. */
let open: OpenSandbox;
let guest: Guest;
let camb: CambClient;
let methods: Map<string, jest.SpyInstance>;
beforeAll(async () => {
	open = await openSandbox();
	// The SDK reads a dub's transcript as JSON.
	guest = await open.guest({ taskSeconds: 0, exportText: 'object' });
	camb = new CambClient({ apiKey: guest.account.key, baseUrl: open.apiUrl, maxRetries: 0 });
	methods = watchMethods(camb);
});
afterAll(() => open.sandbox.close());

/** Every method of every part of the SDK, by names such as "dub.getDubbedRunInfo", watched. */
function watchMethods(client: CambClient): Map<string, jest.SpyInstance> {
	const parts = Object.entries(Object.getOwnPropertyDescriptors(CambClient.prototype)).flatMap(
		([name, { get }]) => (get ? [[name, get.call(client) as object] as const] : []),
	);
	return new Map(
		parts.flatMap(([name, part]) =>
			Object.getOwnPropertyNames(Object.getPrototypeOf(part))
				.filter((method) => method !== 'constructor' && !method.startsWith('__'))
				.map((method) => [`${name}.${method}`, jest.spyOn(part, method as never)] as const),
		),
	);
}

interface Status {
	status?: unknown;
	run_id?: unknown;
}

/** Begins a task and asks for its status; answers with the run's id. */
async function run(
	begin: () => PromiseLike<unknown>,
	ask: (named: { task_id: string }) => PromiseLike<unknown>,
): Promise<number> {
	const created = (await begin()) as { task_id: string };
	const { status, run_id: runId } = (await ask({ task_id: created.task_id })) as Status;
	expect(status).toBe('SUCCESS');
	return Number(runId);
}

/** Two runs, for a bulk call. */
const twice = async (begin: () => Promise<number>) => [await begin(), await begin()];

const expectKeys = (results: object, runIds: number[]) =>
	expect(Object.keys(results)).toEqual(runIds.map(String));

const linkTo = (name: string) => expect.stringMatching(`^${open.mediaUrl}/.+${name}`);

const headOf = async (sound: { arrayBuffer(): Promise<ArrayBuffer> }) =>
	Buffer.from(await sound.arrayBuffer()).toString('latin1', 0, 4);

const upload = (filename: string, text = 'sound') => ({ data: Buffer.from(text), filename });

test('speech, by task and at once', async () => {
	const runIds = await twice(() =>
		run(
			() => camb.textToSpeech.createTts({ text: 'Hello', voice_id: 147320, language: 1 }),
			(named) => camb.textToSpeech.getTtsResult(named),
		),
	);
	const link = { run_id: runIds[0], output_type: 'file_url' };
	expect(await camb.textToSpeech.getTtsRunInfo(link)).toEqual({ output_url: linkTo('audio.flac') });
	expectKeys(await camb.textToSpeech.getTtsResults({ body: { run_ids: runIds } }), runIds);
	const audio = await camb.textToSpeech.tts({
		text: 'Hello from the kit',
		language: 'en-us',
		voice_id: 147320,
		speech_model: 'mars-8-flash',
		output_configuration: { format: 'wav' },
	});
	expect(await headOf(audio)).toBe('RIFF');
});

test('translated speech: the audio and the text', async () => {
	const runId = await run(
		() =>
			camb.translatedTts.createTranslatedTts({
				text: 'Hello',
				voice_id: 147320,
				source_language: 1,
				target_language: 54,
			}),
		(named) => camb.translatedTts.getTranslatedTtsTaskStatus(named),
	);
	const link = { run_id: runId, output_type: 'file_url' };
	expect(await camb.textToSpeech.getTtsRunInfo(link)).toEqual({ output_url: linkTo('audio.flac') });
	expect(await camb.translation.getTranslationResult({ run_id: runId })).toEqual({
		texts: ['[es-es] Hello'],
	});
});

test('translations', async () => {
	const runIds = await twice(() =>
		run(
			() =>
				camb.translation.createTranslation({
					texts: ['One', 'Two'],
					source_language: 1,
					target_language: 76,
					formality: 2,
					chosen_dictionaries: [501],
				}),
			(named) => camb.translation.getTranslationTaskStatus(named),
		),
	);
	const texts = ['[fr-fr] One', '[fr-fr] Two'];
	expect(await camb.translation.getTranslationResult({ run_id: runIds[0] })).toEqual({ texts });
	const results = await camb.translation.getTranslationResults({ body: { run_ids: runIds } });
	expectKeys(results, runIds);
	// The SDK wants JSON where the API sends text (contract: /translation/stream).
	const one = { text: 'Hello', source_language: 1, target_language: 76 } as const;
	expect(await camb.translation.translationStream(one)).toMatchObject({
		error: { reason: 'non-json', statusCode: 200, rawBody: '[fr-fr] Hello' },
	});
});

test('dubs, their transcripts and conversions', async () => {
	const runIds = await twice(() =>
		run(
			() =>
				camb.dub.endToEndDubbing({
					video_url: 'https://example.com/clip.mp4',
					source_language: 1,
					target_languages: [54],
				}),
			(named) => camb.dub.getEndToEndDubbingStatus(named),
		),
	);
	const one = { run_id: runIds[0] };
	expect(await camb.dub.getDubbedRunInfo(one)).toMatchObject({
		video_url: linkTo('.mp4'),
		audio_url: linkTo('.flac'),
	});
	expectKeys(await camb.dub.getDubbingRunsResults({ body: { run_ids: runIds } }), runIds);
	const text = { ...one, language: 54, format_type: 'vtt', data_type: 'raw_data' } as const;
	expect(await camb.dub.getDubbedRunTranscript(text)).toEqual({
		transcript: expect.stringMatching('WEBVTT'),
	});
	const saveAs = () =>
		camb.dub.getDubbedOutputInAltFormat({ ...one, language: 54, output_format: 'mp3' });
	await run(saveAs, (named) => camb.dub.getDubbedOutputInAltFormatStatus(named));
	expect(await saveAs()).toEqual({ output_url: linkTo('.mp3') });
});

test('transcriptions of a file', async () => {
	const runIds = await twice(() =>
		run(
			() => camb.transcription.createTranscription({ language: 1, media_file: upload('talk.mp3') }),
			(named) => camb.transcription.getTranscriptionTaskStatus(named),
		),
	);
	const one = { run_id: runIds[0], word_level_timestamps: true };
	expect((await camb.transcription.getTranscriptionResult(one)).transcript).toHaveLength(3);
	const results = await camb.transcription.getTranscriptionResults({ body: { run_ids: runIds } });
	expectKeys(results, runIds);
});

test('stories, in other languages too', async () => {
	const tale = () => ({
		file: upload('tale.txt', 'Once there was a king.'),
		source_language: 1 as const,
		title: 'The king',
	});
	const runIds = await twice(() =>
		run(
			() => camb.story.createStory(tale()),
			(named) => camb.story.getStoryStatus(named),
		),
	);
	const one = { run_id: runIds[0], include_transcript: true };
	expect(await camb.story.getStoryRunInfo(one)).toMatchObject({ audio_url: linkTo('.flac') });
	expectKeys(await camb.story.getStoriesRunsResults({ body: { run_ids: runIds } }), runIds);
	expect(await camb.story.setupStory(tale())).toMatchObject({ run_id: expect.any(Number) });
	const french = { run_id: runIds[0], target_language: 76 } as const;
	await run(
		() => camb.translatedStory.createTranslationForExistingStory(french),
		(named) => camb.translatedStory.getTranslatedStoryStatus(named),
	);
	const told = await camb.translatedStory.getTranslatedStoryRunInfo(french);
	expect(told).toMatchObject({ audio_url: linkTo('.flac') });
});

test('sounds', async () => {
	const runIds = await twice(() =>
		run(
			() => camb.textToAudio.createTextToAudio({ prompt: 'rain', duration: 2 }),
			(named) => camb.textToAudio.getTextToAudioStatus(named),
		),
	);
	const sound = await camb.textToAudio.getTextToAudioResult({ run_id: runIds[0] });
	expect(await headOf(sound)).toBe('RIFF');
	expectKeys(await camb.textToAudio.getTextToSoundResults({ body: { run_ids: runIds } }), runIds);
});

test('separations', async () => {
	const runIds = await twice(() =>
		run(
			() => camb.audioSeparation.createAudioSeparation({ media_file: upload('talk.mp3') }),
			(named) => camb.audioSeparation.getAudioSeparationStatus(named),
		),
	);
	expect(await camb.audioSeparation.getAudioSeparationRunInfo({ run_id: runIds[0] })).toEqual({
		foreground_audio_url: linkTo('foreground.flac'),
		background_audio_url: linkTo('background.flac'),
	});
	const both = { body: { run_ids: runIds } };
	expectKeys(await camb.audioSeparation.getAudioSeparationRunsResults(both), runIds);
});

test('voices: designed, cloned, listed', async () => {
	const runId = await run(
		() => camb.textToVoice.createTextToVoice({ text: LONG_TEXT, voice_description: SAILOR }),
		(named) => camb.textToVoice.getTextToVoiceStatus(named),
	);
	const { previews } = await camb.textToVoice.getTextToVoiceResult({ run_id: runId });
	expect(previews).toEqual([linkTo('.wav'), linkTo('.wav')]);
	const { voice_id: id } = await camb.voiceCloning.createCustomVoice({
		voice_name: 'Me',
		gender: 1,
		file: upload('me.wav'),
		language: 1,
		enhance_audio: true,
	});
	const voices = await camb.voiceCloning.listVoices();
	expect(voices).toHaveLength(41);
	expect(voices.at(-1)).toMatchObject({ id, voice_name: 'Me', signed_url: linkTo('.wav') });
});

test('languages', async () => {
	expect(await camb.languages.getSourceLanguages()).toHaveLength(149);
	expect(await camb.languages.getTargetLanguages()).toHaveLength(149);
});

test('folders', async () => {
	expect(await camb.folders.createFolder({ folder_name: 'Interviews' })).toMatchObject({
		folder_name: 'Interviews',
	});
	const found = await camb.folders.listFolders({ limit: 5, search_query: 'inter' });
	expect(found).toMatchObject([{ folder_name: 'Interviews', run_count: 0 }]);
});

test('dictionaries and their terms', async () => {
	const { dictionaries } = camb;
	await dictionaries.createDictionaryFromFile({
		dictionary_file: upload('terms.csv', 'en-us,es-es\ncloud,nube\n'),
		dictionary_name: 'Terms',
	});
	const id = (await dictionaries.getDictionaries()).at(-1)?.id as number;
	const named = { dictionary_id: id };
	expect(await dictionaries.getDictionaryInfo(named)).toMatchObject({ id, name: 'Terms' });
	const translations = [{ translation: 'cat', language: 1 as const }];
	await dictionaries.addTermToDictionary({ ...named, translations });
	const second = { ...named, term_id: 2 };
	await dictionaries.updateTermTranslationInDictionaryUsingTermId({ ...second, translations });
	const details = await dictionaries.getDictionaryDetails({ ...named, search_term: 'c', limit: 9 });
	expect(details.dictionary_terms).toHaveLength(2);
	await dictionaries.deleteDictionaryTerm(second);
	await dictionaries.deleteDictionary(named);
	expect(await dictionaries.getDictionaries()).toHaveLength(2);
});

test('projects in the Studio', async () => {
	const runIds = await twice(() =>
		run(
			() =>
				camb.projectSetup.createProject({
					media_url: 'https://example.com/clip.mp4',
					source_language: 1,
					target_languages: [54],
				}),
			(named) => camb.projectSetup.createProjectSetupTaskStatus(named),
		),
	);
	expect(await camb.projectSetup.getProjectSetupResult({ run_id: runIds[0] })).toMatchObject({
		run_id: runIds[0],
		project_details: { target_languages: [54] },
	});
	const both = { body: { run_ids: runIds } };
	expect(await camb.projectSetup.getProjectSetupRunsResults(both)).toHaveLength(2);
});

/** Live broadcasts and CAMB.AI's own bots, which the sandbox answers 501. */
const NOT_SPOKEN = /^(streaming|deprecatedStreaming)\.|Discord|Twitter/;

test('every method of the SDK was called that the sandbox speaks, and none was refused', async () => {
	const { requests } = await guest.account.state();
	const refused = requests.filter(({ status }) => status !== 200 && status !== 201);
	expect(refused).toEqual([]);
	const uncalled = [...methods].flatMap(([name, method]) =>
		method.mock.calls.length > 0 ? [] : [name],
	);
	expect(uncalled.filter((name) => !NOT_SPOKEN.test(name))).toEqual([]);
	const spoken = new Set(requests.map(({ operationId }) => operationId));
	expect(spoken.size).toBe(methods.size - uncalled.length);
	const unspoken = [...operationInfos.keys()].filter((operationId) => !operations[operationId]);
	expect(unspoken).toHaveLength(uncalled.length);
});
