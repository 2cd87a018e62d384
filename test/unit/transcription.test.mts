import type { IDataObject } from 'n8n-workflow';

import { resultContextWith, refusal, saying, sources } from '../support/resultContext.mts';
import { transcription } from '../../nodes/shared/kinds/transcription/transcription';

const RESULT = '/transcription-result/6';
const link = 'https://cdn.example/transcript.json';
const words = [{ word: 'Hola', start: 0.5, end: 1 }];
const hola = { start: 0.5, end: 2.8, speaker: 'A', text: 'Hola', words };
const adios = { start: 3, end: 4.5, speaker: 'B', text: 'Adiós' };

const fetchIn = async (resultOptions: IDataObject, there: Record<string, unknown>) => {
	const made = resultContextWith({ resultOptions, there });
	const [item, ...others] = await transcription.fetch({ runId: 6 }, made.resultContext);
	expect(others).toEqual([]);
	return { ...made, ...item };
};
const heard = async (transcript: unknown, resultOptions: IDataObject = {}) =>
	await fetchIn(resultOptions, { [RESULT]: transcript });

test('a transcript is one item: what is said, by whom, and how long it takes', async () => {
	const { json, asked, warnings, ...item } = await heard([hola, adios]);
	expect(json).toEqual({
		text: 'Hola Adiós',
		segments: [hola, adios],
		durationSeconds: 4.5,
		speakers: ['A', 'B'],
	});
	expect(item).not.toHaveProperty('binary');
	expect(asked).toEqual([[RESULT]]);
	expect(warnings).toEqual([]);
});

test.each<[unknown, object]>([
	[54, { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' }],
	[999, { language: 999, languageTag: null, languageName: null }],
	['auto', { language: 'auto' }],
	[undefined, {}],
])('the item of a recording in language %j says so', async (language, fields) => {
	const { json } = await heard('Hola', { language } as IDataObject);
	expect(json).toEqual({
		text: 'Hola',
		segments: [],
		...fields,
		durationSeconds: null,
		speakers: [],
	});
	expect('language' in json).toBe('language' in fields);
});

test('a link leads to the transcript', async () => {
	const { json } = await fetchIn({}, { [RESULT]: { file_url: link }, [link]: [hola] });
	expect(json.text).toBe('Hola');
});

test.each<[string, unknown, unknown]>([
	['a page of some server', '<!doctype html><p>Wait', undefined],
	['something else', { message: 'ok' }, undefined],
	['a link to a page of some server', link, '<!doctype html><p>Wait'],
	['a link to another link', link, link],
])('%s in place of a transcript is an error', async (_name, body, behind) => {
	await expect(fetchIn({}, { [RESULT]: body, [link]: behind })).rejects.toMatchObject(
		saying(/can't be read/, /is finished/),
	);
});

test('a link that leads nowhere is an error', async () => {
	const gone = refusal(403);
	await expect(fetchIn({}, { [RESULT]: link, [link]: gone })).rejects.toBe(gone);
});

describe('the times of words', () => {
	const resultOptions = { wordTimestamps: true };

	test('are asked for where they are wanted', async () => {
		const { asked, json, warnings } = await heard([hola, adios], resultOptions);
		expect(asked).toEqual([[RESULT, { word_level_timestamps: true }]]);
		expect(json.segments).toEqual([hola, adios]);
		expect(warnings).toEqual([]);
	});

	test.each<[string, IDataObject, unknown, boolean]>([
		['are missed where they are wanted', resultOptions, [adios], true],
		['are not missed otherwise', {}, [adios], false],
		['are not missed where nothing is said', resultOptions, [], false],
		['are not missed in a text without segments', resultOptions, 'Hola', false],
	])('%s', async (_name, options, transcript, isMissed) => {
		const { warnings } = await heard(transcript, options);
		const warning = expect.stringMatching(/^CAMB\.AI returned no word.+transcription, run ID 6/);
		expect(warnings).toEqual(isMissed ? [warning] : []);
	});

	test('are not asked for where the segments are not wanted, which is said', async () => {
		const options = { ...resultOptions, output: 'text' };
		const { asked, json, warnings } = await heard([hola], options);
		expect(asked).toEqual([[RESULT]]);
		expect(json).not.toHaveProperty('segments');
		const warning = /word timestamps.+Output.+Text and Segments.+run ID 6/i;
		expect(warnings).toEqual([expect.stringMatching(warning)]);
		expect((await heard([], options)).warnings).toEqual([]);
	});
});

describe('subtitle files', () => {
	const resultOptions = { subtitleFiles: ['srt', 'vtt', 'txt'] };
	const untimed = { text: 'Hola' };
	const noTimes = /times: no subtitles_srt, subtitles_vtt \(transcription, run ID 6/;

	test('are made of the segments', async () => {
		const { binary, saved, json, warnings } = await heard([hola], resultOptions);
		const srt = '1\n00:00:00,500 --> 00:00:02,800\nHola\n';
		const vtt = 'WEBVTT\n\n00:00:00.500 --> 00:00:02.800\nHola\n';
		expect(sources(binary)).toEqual({
			subtitles_srt: srt,
			subtitles_vtt: vtt,
			transcript_txt: 'Hola\n',
		});
		expect(saved[0]).toEqual({
			from: srt,
			name: 'transcript-6',
			expect: 'text',
			extension: 'srt',
		});
		expect(saved.map(({ extension }) => extension)).toEqual(['srt', 'vtt', 'txt']);
		expect(json).not.toHaveProperty('missing');
		expect(warnings).toEqual([]);
	});

	test.each<[string, unknown]>([
		['a bare text', 'Hola'],
		['segments without times', [untimed]],
	])('of %s are only the text', async (_name, transcript) => {
		const { binary, json, warnings } = await heard(transcript, resultOptions);
		expect(sources(binary)).toEqual({ transcript_txt: 'Hola\n' });
		expect(json.missing).toEqual(['subtitles_srt', 'subtitles_vtt']);
		expect(warnings).toEqual([expect.stringMatching(noTimes)]);
	});

	test.each<[string, unknown]>([
		['no segments', []],
		['segments without text', [{ start: 0, end: 1, text: '' }]],
	])('are missing where nothing is said: %s', async (_name, transcript) => {
		const { json, warnings, ...item } = await heard(transcript, resultOptions);
		expect(item).not.toHaveProperty('binary');
		expect(json.missing).toEqual(['subtitles_srt', 'subtitles_vtt', 'transcript_txt']);
		expect(warnings).toEqual([
			expect.stringMatching(/no speech: .+, transcript_txt \(transcription, run ID 6/),
		]);
	});
});
