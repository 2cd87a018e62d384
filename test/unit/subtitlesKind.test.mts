import type { IDataObject } from 'n8n-workflow';

import { resultContextWith, refusal, saying, sources } from '../support/resultContext.mts';
import { subtitles } from '../../nodes/shared/kinds/subtitles/subtitles';

const AS_SRT = { format_type: 'srt', data_type: 'raw_data' };
const ALL = '/sub-result/7';
const SPANISH = `${ALL}/54`;
const FRENCH = `${ALL}/76`;
const cue = (text: string) => `1\n00:00:00,500 --> 00:00:02,600\n${text}`;
const cueOf = (text: string) => ({ start: 0.5, end: 2.6, text, speaker: '' });
const link = 'https://cdn.example/hola.srt';
const gone = refusal(404, 'CAMB.AI does not have this');

async function fetchWith(
	there: Record<string, unknown>,
	resultOptions: IDataObject,
	isTool = false,
) {
	const made = resultContextWith({ there, resultOptions, isTool });
	const outputs = await subtitles.fetch({ runId: 7 }, made.resultContext);
	return { ...made, outputs, items: outputs.map(({ json }) => json) };
}
const spanish = async (body: unknown, resultOptions: IDataObject = {}, more = {}) => {
	const options = { targetLanguages: [54], ...resultOptions };
	const { outputs, ...made } = await fetchWith({ [SPANISH]: body, ...more }, options);
	return { ...made, json: outputs[0].json, files: sources(outputs[0].binary) };
};

test('takes no number or state of the run for a language', async () => {
	const body = { id: 7, run_id: 'abc', no: null, es: true, 'fr-fr': { transcript: 'Salut' } };
	const there = { [ALL]: body, [`${ALL}/fr-fr`]: { transcript: cue('Salut') } };
	expect((await fetchWith(there, {})).items).toEqual([expect.objectContaining({ language: 76 })]);
	const spoken = { id: cue('Halo'), 'fr-fr': link };
	const both = { ...there, [ALL]: spoken, [`${ALL}/id`]: 'Halo' };
	expect((await fetchWith(both, {})).items).toHaveLength(2);
});

test('makes one item for each language, with what is said and its file', async () => {
	const there = { [SPANISH]: { transcript: cue('Hola') }, [FRENCH]: { transcript: cue('Salut') } };
	const { items, asked, saved, outputs } = await fetchWith(there, { targetLanguages: [76, 54] });
	expect(items).toEqual([
		{
			language: 76,
			languageTag: 'fr-fr',
			languageName: 'French (France)',
			text: 'Salut',
			segments: [cueOf('Salut')],
			durationSeconds: 2.6,
		},
		expect.objectContaining({ language: 54, text: 'Hola' }),
	]);
	expect(asked).toEqual([
		[FRENCH, AS_SRT],
		[SPANISH, AS_SRT],
	]);
	expect(saved[0]).toEqual({
		from: `${cue('Salut')}\n`,
		name: 'subtitles-7',
		suffix: 'fr-fr',
		expect: 'text',
		extension: 'srt',
	});
	expect(outputs.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
		['subtitles_srt'],
		['subtitles_srt'],
	]);
});

test('the files keep the cues and lines that CAMB.AI made', async () => {
	const long = 'Una línea que es mucho más larga que cuarenta y dos columnas,\ny otra';
	const { files } = await spanish(cue(long), { subtitleFiles: ['srt', 'vtt', 'txt'] });
	expect(files).toEqual({
		subtitles_srt: `${cue(long)}\n`,
		subtitles_vtt: `WEBVTT\n\n${cue(long).replace(/(\d),(\d)/g, '$1.$2')}\n`,
		transcript_txt: `${long.replace('\n', ' ')}\n`,
	});
});

test.each<[string, unknown, Record<string, unknown>]>([
	['bare text', cue('Hola'), {}],
	['text in an object', { transcript: cue('Hola') }, {}],
	['WebVTT', 'WEBVTT\n\n00:00.500 --> 00:02.600\nHola\n', {}],
	['text that ends within a cue', `${cue('Hola')}\n\n2\n00:00:03,000 --> 00:0`, {}],
	['a link', { file_url: link }, { [link]: cue('Hola') }],
	['segments', { transcript: [cueOf('Hola')] }, {}],
	['segments behind a link', link, { [link]: [cueOf('Hola')] }],
])('reads %s', async (_name, body, more) => {
	const { json, files } = await spanish(body, {}, more);
	expect(json).toMatchObject({ text: 'Hola', segments: [cueOf('Hola')], durationSeconds: 2.6 });
	expect(files.subtitles_srt).toBe(`${cue('Hola')}\n`);
});

test.each<[string, unknown, string, string[], RegExp]>([
	['no speech', { transcript: '' }, '', ['subtitles_srt', 'transcript_txt'], /detected no speech/],
	['text without times', 'Hola', 'Hola', ['subtitles_srt'], /without segment times/],
])(
	'%s gives what can be made of it, and says the rest',
	async (_name, body, text, missing, why) => {
		const { json, warnings } = await spanish(body, { subtitleFiles: ['srt', 'txt'] });
		expect(json).toMatchObject({ text, segments: [], durationSeconds: null, missing });
		expect(warnings).toEqual([expect.stringMatching(why)]);
		expect(warnings[0]).toContain('(Spanish (Spain), subtitles, run ID 7)');
	},
);

test('segments that look like cues stay as they are', async () => {
	const segment = cueOf(cue('Hola'));
	const { json } = await spanish({ transcript: [segment] });
	expect(json).toMatchObject({ text: segment.text, segments: [segment] });
});

test('makes no files where none are wanted, and gives text alone where that is', async () => {
	const { json, saved, warnings } = await spanish(cue('Hola'), {
		subtitleFiles: [],
		output: 'text',
	});
	expect(json).toMatchObject({ text: 'Hola', durationSeconds: 2.6 });
	expect(json).not.toHaveProperty('segments');
	expect([saved, warnings]).toEqual([[], []]);
});

test('an agent gets the text alone', async () => {
	const { items } = await fetchWith({ [SPANISH]: cue('Hola') }, { targetLanguages: [54] }, true);
	expect(items[0]).not.toHaveProperty('segments');
});

test('an agent gets segments that are asked for', async () => {
	const options = { targetLanguages: [54], output: 'segments' };
	const { items } = await fetchWith({ [SPANISH]: cue('Hola') }, options, true);
	expect(items[0].segments).toEqual([cueOf('Hola')]);
});

test('an item that stands for one language gets that one alone', async () => {
	const options = { targetLanguages: [54, 76], onlyLanguage: 76 };
	const there = { [FRENCH]: cue('Salut'), [SPANISH]: cue('Hola') };
	const { items, asked } = await fetchWith(there, options);
	expect(items.map(({ language, text }) => [language, text])).toEqual([[76, 'Salut']]);
	expect(asked).toEqual([[FRENCH, AS_SRT]]);
});

test('one language that does not come does not lose the others', async () => {
	const there = { [SPANISH]: gone, [FRENCH]: cue('Salut') };
	const { items, warnings } = await fetchWith(there, { targetLanguages: [54, 76] });
	expect(items).toMatchObject([
		{ language: 54, languageName: 'Spanish (Spain)', error: gone.message },
		{ language: 76, text: 'Salut' },
	]);
	expect(warnings).toEqual([expect.stringContaining(`Spanish (Spain): ${gone.message}`)]);
});

test.each(['<!doctype html><p>Wait', { message: 'ok' }, 7])(
	'something else in place of subtitles is an error: %j',
	async (body) => {
		await expect(spanish(body)).rejects.toMatchObject(
			saying(/can't be read/, /subtitles themselves are finished/),
		);
	},
);

describe('where nobody says the languages', () => {
	const NO_LANGUAGES = { expiry: 1, subtitle_file: {}, 'my-film.srt': {} };

	test('those of the whole result are fetched, by whatever name they have', async () => {
		const { items, asked } = await fetchWith(
			{
				[ALL]: { 54: {}, 'fr-fr': {}, 'xx-new': {}, 'qz-aa-hills': {}, ...NO_LANGUAGES },
				[SPANISH]: cue('Hola'),
				[`${ALL}/fr-fr`]: cue('Salut'),
				[`${ALL}/xx-new`]: cue('Xo'),
				[`${ALL}/qz-aa-hills`]: cue('Qu'),
			},
			{ targetLanguages: [] },
		);
		expect(items).toMatchObject([
			{ language: 54, languageTag: 'es-es', text: 'Hola' },
			{ language: 76, languageTag: 'fr-fr', languageName: 'French (France)', text: 'Salut' },
			{ language: null, languageTag: 'xx-new', languageName: 'xx-new', text: 'Xo' },
			{ language: null, languageTag: 'qz-aa-hills', text: 'Qu' },
		]);
		expect(items).toHaveLength(4);
		expect(asked[0]).toEqual([ALL, AS_SRT]);
	});

	test('a number that is no language we know is one that CAMB.AI knows', async () => {
		const there = { [ALL]: { 999: {} }, [`${ALL}/999`]: cue('Xo') };
		const { items, saved } = await fetchWith(there, {});
		expect(items).toMatchObject([
			{ language: 999, languageTag: null, languageName: 'Language 999' },
		]);
		expect(saved[0].suffix).toBe('999');
	});

	test.each([{ transcript: cue('Hola') }, null, [], 'SUCCESS'])(
		'a result that does not say them either is an error: %j',
		async (body) => {
			await expect(fetchWith({ [ALL]: body }, {})).rejects.toMatchObject(
				saying(/did not say which languages/, /Target Language Names or IDs/),
			);
		},
	);
});
