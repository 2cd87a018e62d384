import type { IDataObject } from 'n8n-workflow';

import { resultContextWith, refusal, saying, sources } from '../support/resultContext.mts';
import { separation } from '../../nodes/shared/kinds/separation/separation';

const RESULT = '/audio-separation-result/9';
const stems = (name: string) => ({
	foreground_audio_url: `https://cdn.example/${name}-speech.flac`,
	background_audio_url: `https://cdn.example/${name}-rest.flac`,
});
const fresh = stems('new');
const bulk = stems('bulk');
const gone = refusal(403, 'The file server refused the download');

type Setting = NonNullable<Parameters<typeof resultContextWith>[0]>;

async function fetchWith({ there = { [RESULT]: fresh }, ...setting }: Setting, said?: unknown) {
	const made = resultContextWith({ there, ...setting });
	const [{ json, binary }, ...others] = await separation.fetch(
		{ runId: 9, bulk: said },
		made.resultContext,
	);
	expect(others).toEqual([]);
	return { ...made, json, files: sources(binary) };
}

test('the speech is the file of the item, and all else is beside it', async () => {
	const { json, files, asked, saved, warnings } = await fetchWith({});
	expect(json).toEqual({ fileName: 'separation-9-foreground', mimeType: 'audio' });
	expect(files).toEqual({
		data: fresh.foreground_audio_url,
		background: fresh.background_audio_url,
	});
	expect(saved).toMatchObject([
		{ name: 'separation-9', suffix: 'foreground', expect: 'audio' },
		{ name: 'separation-9', suffix: 'background', expect: 'audio' },
	]);
	expect(asked).toEqual([[RESULT]]);
	expect(warnings).toEqual([]);
});

test('a user who calls the speech "background" gets both', async () => {
	const { files } = await fetchWith({ field: 'background' });
	expect(files).toEqual({
		background: fresh.foreground_audio_url,
		background_2: fresh.background_audio_url,
	});
});

test.each<[IDataObject, boolean, boolean]>([
	[{}, false, false],
	[{}, true, true],
	[{ includeLinks: true }, false, true],
	[{ includeLinks: false }, true, false],
])('links: with %j, as a tool %j, they are there: %j', async (resultOptions, isTool, are) => {
	const { json } = await fetchWith({ resultOptions, isTool });
	const links = {
		foregroundUrl: fresh.foreground_audio_url,
		backgroundUrl: fresh.background_audio_url,
	};
	expect(json).toEqual({ fileName: expect.anything(), mimeType: 'audio', ...(are && links) });
});

test('what a bulk call gives is enough', async () => {
	const { files, asked } = await fetchWith({}, bulk);
	expect(files.data).toBe(bulk.foreground_audio_url);
	expect(asked).toEqual([]);
});

test.each<[string, unknown, Record<string, unknown>]>([
	['there is no bulk result', undefined, {}],
	['the bulk result is something else', 'SUCCESS', {}],
	['the bulk result lacks a file', { ...bulk, background_audio_url: null }, {}],
	['the bulk result lacks the speech', { ...bulk, foreground_audio_url: '' }, {}],
	['a bulk link has expired', bulk, { [bulk.background_audio_url]: gone }],
])('the single result is fetched if %s', async (_name, said, there) => {
	const { files, asked } = await fetchWith({ there: { [RESULT]: fresh, ...there } }, said);
	expect(files.background).toBe(fresh.background_audio_url);
	expect(asked).toEqual([[RESULT]]);
});

test.each([
	['background', 'background_audio_url', { data: fresh.foreground_audio_url }],
	['foreground', 'foreground_audio_url', { background: fresh.background_audio_url }],
])('a missing %s is told, and never replaced by the other', async (part, name, wanted) => {
	const { files, json, warnings } = await fetchWith({
		there: { [RESULT]: { ...fresh, [name]: null } },
	});
	expect(files).toEqual(wanted);
	expect(json.missing).toEqual([part]);
	expect('fileName' in json).toBe(part === 'background');
	expect(warnings).toEqual([expect.stringMatching(`no ${part} \\(separation, run ID 9`)]);
});

test.each([{}, null, 'done', []])('a result without files is an error: %j', async (body) => {
	await expect(fetchWith({ there: { [RESULT]: body } })).rejects.toMatchObject(
		saying(/finished the separation.+no files/, /in a few minutes/),
	);
});

test.each([
	[
		'background',
		fresh.background_audio_url,
		{ data: fresh.foreground_audio_url },
		{
			fileName: 'separation-9-foreground',
			mimeType: 'audio',
			foregroundUrl: fresh.foreground_audio_url,
		},
	],
	[
		'foreground',
		fresh.foreground_audio_url,
		{ background: fresh.background_audio_url },
		{ backgroundUrl: fresh.background_audio_url },
	],
])(
	'a %s that can not be had does not keep the other, also not after a bulk call',
	async (part, link, wanted, own) => {
		for (const said of [undefined, bulk]) {
			const there = { [RESULT]: fresh, [link]: gone, [bulk.background_audio_url]: gone };
			const { files, json, warnings } = await fetchWith({ there, isTool: true }, said);
			expect(files).toEqual(wanted);
			expect(json).toEqual({ ...own, error: gone.message, missing: [part] });
			expect(warnings).toEqual([expect.stringContaining(`${part}, separation, run ID 9`)]);
		}
	},
);

test('no file that can be had is the reason of the first', async () => {
	const there = {
		[RESULT]: fresh,
		[fresh.foreground_audio_url]: gone,
		[fresh.background_audio_url]: refusal(404),
	};
	await expect(fetchWith({ there })).rejects.toBe(gone);
});
