import type { DubFiles } from '../../nodes/shared/kinds/dub/dubOptions';
import type { DubEntry } from '../../nodes/shared/kinds/dub/dubResult';

import { resultContextWith, refusal, saying, sources } from '../support/resultContext.mts';
import { fetchDubbed } from '../../nodes/shared/kinds/dub/dubLanguage';

const v = 'https://cdn.example/es.mp4';
const a = 'https://cdn.example/es.wav';
const converted = 'https://cdn.example/converted';
const film: DubEntry = { key: '54', video: v, audio: a, transcript: [] };
const sound: DubEntry = { ...film, video: undefined };
const pictures: DubEntry = { ...film, audio: undefined };
const spanish = { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' };
const nameless = { language: null, languageTag: null, languageName: null };

const saveAs = (changes: Partial<DubFiles> = {}): DubFiles => ({
	result: 'video',
	includeLinks: false,
	subtitles: [],
	...changes,
});
const complete = () => [{ json: { url: converted } }];

test.each<[string, Partial<DubFiles>, DubEntry | undefined, object, string[]]>([
	['the video', {}, film, { data: v }, []],
	['the audio', { result: 'audio' }, film, { data: a }, []],
	['both', { result: 'both' }, film, { data: v, audio: a }, []],
	['no files, only links', { result: 'links' }, film, {}, []],
	['the audio for the video, where there is no picture', {}, sound, { data: a }, []],
	[
		'the audio alone for both, where there is no picture',
		{ result: 'both' },
		sound,
		{ data: a },
		[],
	],
	['the video alone, and no audio', { result: 'both' }, pictures, { data: v }, ['audio']],
	['no audio', { result: 'audio' }, pictures, {}, ['audio']],
	['no video', {}, undefined, {}, ['video']],
	['neither', { result: 'both' }, undefined, {}, ['video', 'audio']],
	['the video, converted', { format: 'mov' }, film, { data: converted }, []],
	[
		'the video, converted, and the audio',
		{ result: 'both', format: 'mov' },
		film,
		{ data: converted, audio: a },
		[],
	],
	[
		'the video, and the audio, converted',
		{ result: 'both', format: 'mp3' },
		film,
		{ data: v, audio: converted },
		[],
	],
	['the audio, converted', { result: 'audio', format: 'mp3' }, film, { data: converted }, []],
	[
		'the audio, converted, where there is no picture',
		{ result: 'both', format: 'mp3' },
		sound,
		{ data: converted },
		[],
	],
	[
		'the audio as it is, where there is no picture to convert',
		{ format: 'mov' },
		sound,
		{ data: a },
		['video'],
	],
])('gives %s', async (_name, changes, entry, files, missing) => {
	const { resultContext, requests } = resultContextWith({ complete });
	const { json, binary } = await fetchDubbed(
		7,
		{ ...spanish, entry },
		saveAs(changes),
		resultContext,
	);
	expect(sources(binary)).toEqual(files);
	expect(binary === undefined).toBe(Object.keys(files).length === 0);
	expect(json.missing ?? []).toEqual(missing);
	const paths = Object.values(files).includes(converted) ? ['/dub-alt-format/7/54'] : [];
	expect(requests.map(({ path }) => path)).toEqual(paths);
});

test.each<[string, Partial<DubFiles>, DubEntry, object]>([
	['none unless asked for', { result: 'both' }, film, {}],
	['that of each file', { result: 'both', includeLinks: true }, film, { videoUrl: v, audioUrl: a }],
	['not that of another file', { includeLinks: true }, film, { videoUrl: v }],
	['instead of files', { result: 'links', includeLinks: true }, film, { videoUrl: v, audioUrl: a }],
	['what there is', { result: 'links', includeLinks: true }, sound, { audioUrl: a }],
	[
		'that of the converted file',
		{ result: 'links', includeLinks: true, format: 'mp3' },
		film,
		{ videoUrl: v, audioUrl: converted },
	],
])('links: %s', async (_name, changes, entry, links) => {
	const { resultContext } = resultContextWith({ complete });
	const { json } = await fetchDubbed(7, { ...spanish, entry }, saveAs(changes), resultContext);
	const { videoUrl, audioUrl } = json;
	expect({ videoUrl, audioUrl }).toEqual(links);
});

test('an item says its language, what is said in it, and what its first file is', async () => {
	const { resultContext, saved, warnings } = resultContextWith();
	const hola = { start: 0.5, end: 2.8, speaker: 'A', text: 'Hola' };
	const entry = { ...film, transcript: [hola] };
	const output = await fetchDubbed(
		7,
		{ ...spanish, entry },
		saveAs({ result: 'both' }),
		resultContext,
	);
	expect(output.json).toEqual({
		...spanish,
		text: 'Hola',
		segments: [hola],
		durationSeconds: 2.8,
		fileName: 'dub-7-es-es',
		mimeType: 'video',
	});
	expect(saved).toEqual([
		{ from: v, name: 'dub-7', suffix: 'es-es', expect: 'video' },
		{ from: a, name: 'dub-7', suffix: 'es-es', expect: 'audio' },
	]);
	expect(warnings).toEqual([]);
});

test('a transcript that is one text has no segments', async () => {
	const entry = { ...film, transcript: ' Hola \n' };
	const { json } = await fetchDubbed(
		7,
		{ ...spanish, entry },
		saveAs(),
		resultContextWith().resultContext,
	);
	expect(json).toMatchObject({ text: 'Hola', segments: [], durationSeconds: null });
});

test.each([
	['its tag', spanish, 'dub-7-es-es'],
	['its number without a tag', { ...spanish, language: 999, languageTag: null }, 'dub-7-999'],
	['nothing when it is not known', nameless, 'dub-7'],
])('the name of the file has of its language %s', async (_name, language, fileName) => {
	const dubbed = { ...language, entry: film };
	expect(
		(await fetchDubbed(7, dubbed, saveAs(), resultContextWith().resultContext)).json.fileName,
	).toBe(fileName);
});

test.each([
	['audio', { audio: v, audio_2: a, subtitles_srt: expect.anything() }],
	['subtitles_srt', { subtitles_srt: v, audio: a, subtitles_srt_2: expect.anything() }],
])('a first file in the field "%s" is not replaced by another one', async (field, files) => {
	const { resultContext } = resultContextWith({ field });
	const entry = { ...film, transcript: [{ text: 'Hola', start: 0, end: 1 }] };
	const resultOptions = saveAs({ result: 'both', subtitles: ['srt'] });
	expect(
		sources((await fetchDubbed(7, { ...spanish, entry }, resultOptions, resultContext)).binary),
	).toEqual(files);
});

test.each([
	['its name', spanish, 'Spanish (Spain), '],
	['that of the dub', nameless, ''],
])('what did not come is told under %s', async (_name, language, name) => {
	const { resultContext, warnings } = resultContextWith();
	const { json } = await fetchDubbed(
		7,
		language,
		saveAs({ subtitles: ['srt', 'txt'] }),
		resultContext,
	);
	expect(json).toEqual({ ...language, missing: ['video', 'subtitles_srt', 'transcript_txt'] });
	expect(warnings).toEqual([
		expect.stringMatching(/no video, subtitles_srt, transcript_txt .+dub, run ID 7/),
	]);
	expect(warnings[0]).toContain(`(${name}dub`);
});

describe('a conversion', () => {
	const convert = async (language: object, cause?: Error) => {
		const { resultContext, requests } = resultContextWith({
			complete() {
				throw cause;
			},
		});
		const dubbed = { ...nameless, ...language, entry: film };
		const done = fetchDubbed(7, dubbed, saveAs({ format: 'mov' }), resultContext);
		return { done, requests };
	};

	test('needs the language', async () => {
		const { done, requests } = await convert(nameless);
		await expect(done).rejects.toMatchObject(
			saying(/not be converted.+language is not known/, /Target Language Names or IDs/),
		);
		expect(requests).toEqual([]);
	});

	test('that fails says that the dub is there', async () => {
		const { done } = await convert(spanish, refusal(500, 'CAMB.AI failed'));
		await expect(done).rejects.toMatchObject(
			saying(
				/dub is finished.+MOV/,
				/^CAMB\.AI failed\. Try again\. .*run ID.+Alternative Format.+may be charged/,
				{ httpCode: '500', isOver: true },
			),
		);
	});

	test('lets an error that is no answer of CAMB.AI through', async () => {
		const cause = new Error('n8n has no space left');
		const { done } = await convert(spanish, cause);
		await expect(done).rejects.toBe(cause);
	});
});
