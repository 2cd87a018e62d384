import type { IDataObject } from 'n8n-workflow';

import { refusal, resultContextWith, saying, sources } from '../support/resultContext.mts';
import { exportedDub } from '../../nodes/shared/kinds/dub/exportedDub';

const AS_SRT = { format_type: 'srt', data_type: 'raw_data' };
const SPANISH = '/transcript/7/54';
const FRENCH = '/transcript/7/76';
const RESULT = '/dub-result/7';
const srt = '1\n00:00:00,500 --> 00:00:02,600\nHola';
const video = { video_url: 'https://cdn.example/es.mp4', audio_url: 'https://cdn.example/es.flac' };
const sound = { video_url: null, audio_url: 'https://cdn.example/es.flac' };
const made = 'https://cdn.example/made.mov';
const gone = refusal(404, 'CAMB.AI does not have this');

async function exportWith(
	there: Record<string, unknown>,
	resultOptions: IDataObject = {},
	more: Parameters<typeof resultContextWith>[0] = {},
) {
	const complete = () => [{ json: { url: made } }];
	const options = { languages: [54], subtitleFiles: ['srt'], ...resultOptions };
	const context = resultContextWith({ there, resultOptions: options, complete, ...more });
	const outputs = await exportedDub.fetch({ runId: 7 }, context.resultContext);
	return { ...context, outputs, json: outputs[0].json, files: sources(outputs[0].binary) };
}
const converting = (body: unknown, options: IDataObject = {}, more = {}) =>
	exportWith({ [SPANISH]: srt, [RESULT]: body }, { altFormat: 'mov', ...options }, more);

test('asks for the subtitles of each language, and for nothing else', async () => {
	const there = { [SPANISH]: srt, [FRENCH]: { transcript: srt.replace('Hola', 'Salut') } };
	const { asked, outputs, saved } = await exportWith(there, { languages: [76, 54] });
	expect(asked).toEqual([
		[FRENCH, AS_SRT],
		[SPANISH, AS_SRT],
	]);
	expect(outputs.map(({ json }) => [json.language, json.languageTag, json.text])).toEqual([
		[76, 'fr-fr', 'Salut'],
		[54, 'es-es', 'Hola'],
	]);
	expect(saved[1]).toMatchObject({ from: `${srt}\n`, name: 'dub-7', suffix: 'es-es' });
});

test.each<[string, unknown, Record<string, unknown>]>([
	['text', srt, {}],
	['text by its language', { 'es-es': srt }, {}],
	['a link', 'https://cdn.example/es.srt', { 'https://cdn.example/es.srt': srt }],
	[
		'a link beside other things',
		{ expiry: '2027', file_url: 'https://cdn.example/es.srt' },
		{ 'https://cdn.example/es.srt': srt },
	],
	['segments', { transcript: [{ start: 0.5, end: 2.6, text: 'Hola' }] }, {}],
])('reads a transcript that comes as %s', async (_, body, more) => {
	const { json, files } = await exportWith({ [SPANISH]: body, ...more });
	expect(json).toMatchObject({ text: 'Hola', durationSeconds: 2.6 });
	expect(files.subtitles_srt).toContain('00:00:00,500 --> 00:00:02,600\nHola');
});

test('a body that is no transcript is told', async () => {
	await expect(exportWith({ [SPANISH]: { words: 3 } })).rejects.toMatchObject(
		saying(/can't be read/, /dub itself is finished/),
	);
});

test('converts one language, whose file comes before the subtitles', async () => {
	const { requests, files, json, saved } = await converting(video);
	expect(requests).toMatchObject([
		{ path: '/dub-alt-format/7/54', payload: { json: { output_format: 'mov' } } },
	]);
	expect(Object.keys(files)).toEqual(['data', 'subtitles_srt']);
	expect(saved.at(-1)).toEqual({ from: made, name: 'dub-7', suffix: 'es-es', expect: 'video' });
	expect(json).not.toHaveProperty('videoUrl');
});

test('neither file takes the place of the other', async () => {
	const { files } = await converting(video, {}, { field: 'subtitles_srt' });
	expect(Object.keys(files)).toEqual(['subtitles_srt', 'subtitles_srt_2']);
});

test.each([
	['set', { includeLinks: true }, {}],
	['for an agent', {}, { isTool: true }],
])('gives the link to the file when that is %s', async (_, options, more) => {
	expect((await converting(video, options, more)).json.videoUrl).toBe(made);
});

test.each<[string, unknown, string, boolean]>([
	['one language with a picture', video, 'mov', true],
	['one language without a picture', sound, 'mov', false],
	['sound, of which there is some', sound, 'mp3', true],
	['this language has a picture', { 54: video, 76: sound }, 'mov', true],
	['another language has a picture', { '76': video, 'es-es': sound }, 'mov', false],
	['a language by a name of its own', { castellano: video }, 'mov', true],
	['nothing', {}, 'mov', false],
])('converts what is there: %s', async (_, body, altFormat, isMade) => {
	const { requests, json, warnings } = await converting(body, { altFormat });
	expect(requests).toHaveLength(isMade ? 1 : 0);
	expect(json.missing).toEqual(isMade ? undefined : ['video']);
	const missed = expect.stringMatching(/no video .+Spanish.+dub, run ID 7/);
	expect(warnings).toEqual(isMade ? [] : [missed]);
});

test('a transcript that is not there holds back no file', async () => {
	const there = { [SPANISH]: gone, [RESULT]: sound };
	const options = { altFormat: 'mov', subtitleFiles: ['srt', 'txt'] };
	const both = await exportWith(there, options);
	expect(both.json.missing).toEqual(['video', 'subtitles_srt', 'transcript_txt']);
	const { json, files, warnings } = await exportWith(there, { ...options, altFormat: 'mp3' });
	expect(json.missing).toEqual(['subtitles_srt', 'transcript_txt']);
	expect(files).toEqual({ data: made });
	expect(warnings).toEqual([expect.stringMatching(/no transcript .+Spanish.+dub, run ID 7/)]);
	for (const subtitleFiles of [[], undefined]) {
		const silent = await exportWith(there, { altFormat: 'mp3', subtitleFiles });
		expect([silent.json.missing, silent.warnings]).toEqual([undefined, []]);
	}

	await expect(exportWith(there, { altFormat: undefined })).rejects.toBe(gone);
});

test('a transcript that may come later ends the language before anything is paid for', async () => {
	const busy = refusal(503);
	const there = { [SPANISH]: busy, [RESULT]: video };
	const complete = jest.fn();
	await expect(exportWith(there, { altFormat: 'mov' }, { complete })).rejects.toBe(busy);
	expect(complete).not.toHaveBeenCalled();
});

test('one language that ends badly does not lose the other', async () => {
	const { outputs, warnings } = await exportWith(
		{ [SPANISH]: gone, [FRENCH]: srt },
		{ languages: [54, 76] },
	);
	expect(outputs[0].json).toMatchObject({ language: 54, error: gone.message });
	expect(outputs[1].json).toMatchObject({ language: 76, text: 'Hola' });
	expect(warnings).toEqual([expect.stringMatching(/^A language of the dub .+Spanish/)]);
});

test('a language that we do not know is called by its number', async () => {
	const { json, saved } = await exportWith({ '/transcript/7/999': srt }, { languages: [999] });
	expect(json).toMatchObject({ language: 999, text: 'Hola' });
	expect(saved[0].suffix).toBe('999');
});
