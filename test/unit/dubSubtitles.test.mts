import type { DubFiles } from '../../nodes/shared/kinds/dub/dubOptions';
import type { DubEntry } from '../../nodes/shared/kinds/dub/dubResult';

import { resultContextWith, refusal, sources } from '../support/resultContext.mts';
import { fetchDubbed } from '../../nodes/shared/kinds/dub/dubLanguage';

const film: DubEntry = {
	key: '54',
	video: 'https://cdn.example/es.mp4',
	audio: 'https://cdn.example/es.wav',
	transcript: [],
};
const spanish = { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' };
const nameless = { language: null, languageTag: null, languageName: null };
const resultOptions: DubFiles = { result: 'links', includeLinks: false, subtitles: ['srt'] };

const OWN = '/transcript/7/54';
const link = 'https://cdn.example/es.srt';
const srt = '1\n00:00:00,500 --> 00:00:02,800\nHola\n';
const hola = [{ start: 0.5, end: 2.8, text: 'Hola' }];
const fetchIn = async (transcript: unknown, there = {}, language: object = spanish) => {
	const made = resultContextWith({ there });
	const dubbed = { ...nameless, ...language, entry: { ...film, transcript } };
	return { ...made, ...(await fetchDubbed(7, dubbed, resultOptions, made.resultContext)) };
};
const wished = { name: 'dub-7', suffix: 'es-es', expect: 'text', extension: 'srt' };

test('subtitles are made of the segments', async () => {
	const { binary, saved, asked, json } = await fetchIn(hola);
	expect(sources(binary)).toEqual({ subtitles_srt: srt });
	expect(saved).toEqual([{ from: srt, ...wished }]);
	expect(asked).toEqual([]);
	expect(json).not.toHaveProperty('missing');
});

test.each<[string, unknown, unknown]>([
	['a text', [], srt],
	['a link', [], { file_url: link }],
	['segments', [], { transcript: hola, status: 'SUCCESS' }],
	['a text, for segments in which nothing is said', [{ start: 0, end: 1, text: '' }], srt],
	['a text, for a transcript without segments', 'Hola', srt],
])('subtitles are those of CAMB.AI without segments: %s', async (_name, transcript, answer) => {
	const { binary, saved, asked } = await fetchIn(transcript, { [OWN]: answer, [link]: srt });
	expect(sources(binary)).toEqual({ subtitles_srt: srt });
	expect(saved).toEqual([{ from: srt, ...wished }]);
	expect(asked).toEqual([[OWN, { format_type: 'srt', data_type: 'raw_data' }]]);
});

test('CAMB.AI is asked once for the subtitles of all files', async () => {
	const { resultContext, asked } = resultContextWith({ there: { [OWN]: srt } });
	const dubbed = { ...spanish, entry: film };
	const all: DubFiles = { ...resultOptions, subtitles: ['srt', 'vtt', 'txt'] };
	const { binary } = await fetchDubbed(7, dubbed, all, resultContext);
	expect(sources(binary)).toEqual({
		subtitles_srt: srt,
		subtitles_vtt: 'WEBVTT\n\n1\n00:00:00.500 --> 00:00:02.800\nHola\n',
		transcript_txt: 'Hola\n',
	});
	expect(asked).toHaveLength(1);
});

test.each<unknown>([{ detail: 'Not ready' }, 'Internal Server Error', { transcript: '' }, null])(
	'no subtitles are made of %j',
	async (answer) => {
		const { binary, json } = await fetchIn([], { [OWN]: answer });
		expect(binary).toBeUndefined();
		expect(json.missing).toEqual(['subtitles_srt']);
	},
);

test('subtitles are missing if CAMB.AI has none either', async () => {
	const { binary, json } = await fetchIn([], { [OWN]: refusal(404) });
	expect(binary).toBeUndefined();
	expect(json.missing).toEqual(['subtitles_srt']);
});

test('subtitles are missing without segments in a language that is not known', async () => {
	const { asked, json } = await fetchIn([], {}, nameless);
	expect(asked).toEqual([]);
	expect(json.missing).toEqual(['subtitles_srt']);
});

test('subtitles are not asked for in a language that was not made', async () => {
	const { resultContext, asked } = resultContextWith({ there: { [OWN]: srt } });
	const { json } = await fetchDubbed(
		7,
		spanish,
		{ ...resultOptions, result: 'video' },
		resultContext,
	);
	expect(json.missing).toEqual(['video', 'subtitles_srt']);
	expect(asked).toEqual([]);
});
