import { resultContextWith, refusal, saying, sources } from '../support/resultContext.mts';
import type { DubOptions } from '../../nodes/shared/kinds/dub/dubOptions';
import { dub } from '../../nodes/shared/kinds/dub/dub';

const RESULT = '/dub-result/7';
const media = (name: string) => ({
	video_url: `https://cdn.example/${name}.mp4`,
	audio_url: `https://cdn.example/${name}.wav`,
});
const expired = media('expired');
const gone = refusal(403, 'The file server refused the download');
const noVideo = { [expired.video_url]: gone };

/** The language of each item and its file, or its error. */
function inShort(outputs: Awaited<ReturnType<typeof dub.fetch>>) {
	return outputs.map(({ json, binary }) => [
		json.languageTag,
		json.error ?? sources(binary).data?.replace('https://cdn.example/', ''),
	]);
}

test('makes one item for each language', async () => {
	const { resultContext, asked, warnings } = resultContextWith({
		resultOptions: { targetLanguages: [54, 76] },
		there: { [RESULT]: { '54': media('es'), '76': media('fr') } },
	});
	const outputs = await dub.fetch({ runId: 7 }, resultContext);
	expect(inShort(outputs)).toEqual([
		['es-es', 'es.mp4'],
		['fr-fr', 'fr.mp4'],
	]);
	expect(asked).toEqual([[RESULT]]);
	expect(warnings).toEqual([]);
});

test('needs nothing but the bulk result if that has all files, or the audio of all', async () => {
	const { resultContext, asked } = resultContextWith();
	const bulk = { '54': media('es'), '76': { ...media('fr'), video_url: null } };
	expect(inShort(await dub.fetch({ runId: 7, bulk }, resultContext))).toEqual([
		['es-es', 'es.mp4'],
		['fr-fr', 'fr.wav'],
	]);
	expect(asked).toEqual([]);
});

test.each<[string, unknown]>([
	['there is no bulk result', undefined],
	['the bulk result is empty', {}],
	['the bulk result has no file', media('').video_url],
	['the bulk result lacks one file', { '54': media('es'), '76': { transcript: [] } }],
	['the one link of the bulk result has expired', expired],
	['all links of the bulk result have expired', { '54': expired, '76': expired }],
	['one link of the bulk result has expired', { '54': media('old'), '76': expired }],
])('gets the single result if %s', async (_name, bulk) => {
	const there = { [RESULT]: { '54': media('new') }, ...noVideo };
	const { resultContext, asked, warnings } = resultContextWith({ there });
	expect(inShort(await dub.fetch({ runId: 7, bulk }, resultContext))).toEqual([
		['es-es', 'new.mp4'],
	]);
	expect(asked).toEqual([[RESULT]]);
	expect(warnings).toEqual([]);
});

test('asks for the single result where a conversion is wanted, so that none is started twice', async () => {
	const { resultContext, asked, requests } = resultContextWith({
		resultOptions: { result: 'audio', altFormat: 'mp3' },
		there: { [RESULT]: { '54': media('es') } },
		complete: () => [{ json: { url: 'https://cdn.example/es.mp3' } }],
	});
	await dub.fetch({ runId: 7, bulk: { '54': media('es') } }, resultContext);
	expect(asked).toEqual([[RESULT]]);
	expect(requests).toHaveLength(1);
});

test('keeps the other languages if one can not be had, and says which', async () => {
	const there = { [RESULT]: { '54': media('es'), '76': expired }, ...noVideo };
	const { resultContext, warnings } = resultContextWith({ there });
	expect(inShort(await dub.fetch({ runId: 7 }, resultContext))).toEqual([
		['es-es', 'es.mp4'],
		['fr-fr', gone.message],
	]);
	expect(warnings).toEqual([expect.stringMatching(/French \(France\): The file server refused/)]);
});

test('says so if a language without a name can not be had', async () => {
	const resultOptions = { targetLanguages: [54, 76] };
	const { resultContext, warnings } = resultContextWith({
		resultOptions,
		there: { [RESULT]: expired, ...noVideo },
	});
	const outputs = await dub.fetch({ runId: 7 }, resultContext);
	expect(inShort(outputs)).toEqual([
		['es-es', undefined],
		['fr-fr', undefined],
		[null, gone.message],
	]);
	expect(warnings.at(-1)).toMatch(/unknown language: The file server refused/);
});

test('tells the reason if no language can be had', async () => {
	const { resultContext } = resultContextWith({ there: { [RESULT]: expired, ...noVideo } });
	await expect(dub.fetch({ runId: 7 }, resultContext)).rejects.toBe(gone);
});

test.each<[string, unknown]>([
	['nothing', {}],
	['only a transcript', { transcript: [{ text: 'Hola' }] }],
	['no link', { video_url: 'soon' }],
])('a finished dub with %s is an error', async (_name, result) => {
	const { resultContext } = resultContextWith({ there: { [RESULT]: result } });
	await expect(dub.fetch({ runId: 7 }, resultContext)).rejects.toMatchObject(
		saying(/finished the dub.+no files/, /in a few minutes/),
	);
});

test('one language is enough for a dub to have files', async () => {
	const there = { [RESULT]: { '54': { transcript: [] }, '76': media('fr') } };
	const outputs = await dub.fetch({ runId: 7 }, resultContextWith({ there }).resultContext);
	expect(inShort(outputs)).toEqual([
		['es-es', undefined],
		['fr-fr', 'fr.mp4'],
	]);
});

test.each<[unknown, string[]]>([
	[
		[76, 54],
		['fr-fr', 'es-es'],
	],
	[undefined, ['es-es', 'fr-fr']],
])('the items of target languages %j are %j', async (targetLanguages, tags) => {
	const there = { [RESULT]: { '54': media('es'), '76': media('fr') } };
	const { resultContext } = resultContextWith({
		resultOptions: { targetLanguages } as never,
		there,
	});
	const outputs = await dub.fetch({ runId: 7 }, resultContext);
	expect(outputs.map(({ json }) => json.languageTag)).toEqual(tags);
});

test.each<[number | string, unknown[]]>([
	[76, [['fr-fr', 'fr.mp4']]],
	[81, [['hi-in', undefined]]],
	['klingon', [['klingon', undefined]]],
])('an item that stands for the language %j gets that one alone', async (onlyLanguage, items) => {
	const { resultContext } = resultContextWith({
		resultOptions: { targetLanguages: [54, 76], onlyLanguage },
		there: { [RESULT]: { '54': media('es'), '76': media('fr') } },
	});
	expect(inShort(await dub.fetch({ runId: 7 }, resultContext))).toEqual(items);
});

test.each<[DubOptions, boolean]>([
	[{ targetLanguages: [54] }, true],
	[{ targetLanguages: [54, 76] }, false],
	// A conversion is a task of its own.
	[{ targetLanguages: [54], altFormat: 'mp3' }, false],
	[{}, false],
])('a dub with the options %j is one task with one result: %j', (options, isOne) => {
	expect(dub.isOneResult?.(options)).toBe(isOne);
});
