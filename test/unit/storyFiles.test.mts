import type { IDataObject } from 'n8n-workflow';

import { resultContextWith, sources } from '../support/resultContext.mts';
import { readStory, storyOutput } from '../../nodes/shared/kinds/story/storyFiles';

const audio = 'https://cdn.example/story.flac';
const dialogue = 'https://cdn.example/dialogue.flac';
const PATH = '/story-result/8';

test.each<[string, IDataObject, object]>([
	['with its transcript', {}, { include_transcript: true }],
	[
		'with its transcript, if that is set',
		{ includeTranscript: true },
		{ include_transcript: true },
	],
	['without a transcript', { includeTranscript: false }, {}],
	['without files of it either', { includeTranscript: false, subtitleFiles: [] }, {}],
	[
		'with a transcript that only files are made of',
		{ includeTranscript: false, subtitleFiles: ['srt'] },
		{ include_transcript: true },
	],
])('a story is read %s', async (_name, resultOptions, query) => {
	const { resultContext, asked } = resultContextWith({
		resultOptions,
		there: { [PATH]: { audio_url: audio } },
	});
	expect(await readStory(resultContext, PATH)).toEqual({ audio_url: audio });
	expect(asked).toEqual([[PATH, query]]);
});

test.each([null, 'done', 7])('a body %j is a story with nothing in it', async (body) => {
	expect(
		await readStory(resultContextWith({ there: { [PATH]: body } }).resultContext, PATH),
	).toEqual({});
});

const output = async (
	result: IDataObject,
	resultOptions: IDataObject = {},
	{ field, suffix }: { field?: string; suffix?: string } = {},
) => {
	const made = resultContextWith({ resultOptions, field });
	return {
		...made,
		...(await storyOutput(made.resultContext, result, { name: 'story-8', suffix })),
	};
};
const plain = { includeTranscript: false };
const named = { fileName: 'story-8', mimeType: 'audio' };
const withDialogue = { ...plain, includeDialogue: true };

test.each<[string, IDataObject, IDataObject]>([
	[
		'segments',
		{ transcript: [{ start: 0, end: 2.5, text: 'Once', speaker: 'A' }] },
		{
			text: 'Once',
			segments: [{ start: 0, end: 2.5, text: 'Once', speaker: 'A' }],
			durationSeconds: 2.5,
		},
	],
	['one text', { transcript: 'Once' }, { text: 'Once', segments: [], durationSeconds: null }],
	['nothing', {}, { text: '', segments: [], durationSeconds: null }],
])('a transcript of %s', async (_name, result, json) => {
	expect((await output({ audio_url: audio, ...result })).json).toEqual({ ...json, ...named });
});

test('no transcript is given unless it is wanted', async () => {
	const result = { audio_url: audio, transcript: 'Once' };
	expect((await output(result, plain)).json).toEqual(named);
});

test('the dialogue track is a second file with a name of its own', async () => {
	const result = { audio_url: audio, dialogue_url: dialogue };
	const { binary, saved, json, warnings } = await output(result, withDialogue);
	expect(sources(binary)).toEqual({ data: audio, dialogue });
	expect(saved).toEqual([
		{ from: audio, name: 'story-8', expect: 'audio' },
		{ from: dialogue, name: 'story-8', suffix: 'dialogue', expect: 'audio' },
	]);
	expect(json).toEqual(named);
	expect(warnings).toEqual([]);
});

test('the files of a translation have its language in their names', async () => {
	const result = { audio_url: audio, dialogue_url: dialogue };
	const { saved } = await output(result, withDialogue, { suffix: 'es-es' });
	expect(saved.map(({ suffix }) => suffix)).toEqual(['es-es', 'es-es-dialogue']);
});

test('a first file in the field "dialogue" is not replaced', async () => {
	const result = { audio_url: audio, dialogue_url: dialogue };
	const { binary } = await output(result, withDialogue, { field: 'dialogue' });
	expect(sources(binary)).toEqual({ dialogue: audio, dialogue_2: dialogue });
});

test('no dialogue track is fetched unless it is wanted', async () => {
	const { binary, warnings } = await output({ audio_url: audio, dialogue_url: dialogue }, plain);
	expect(sources(binary)).toEqual({ data: audio });
	expect(warnings).toEqual([]);
});

test.each([undefined, null, '', {}])('a dialogue track %j is missing', async (dialogueUrl) => {
	const result = { audio_url: audio, dialogue_url: dialogueUrl };
	const { binary, json, warnings } = await output(result, { ...withDialogue, includeLinks: true });
	expect(sources(binary)).toEqual({ data: audio });
	expect(json).toEqual({ ...named, missing: ['dialogue'], audioUrl: audio });
	expect(warnings).toEqual([expect.stringMatching(/no dialogue track .*story-8/)]);
});

const told = { transcript: [{ start: 0, end: 2.5, text: 'Once', speaker: 'A' }] };

test('subtitles are made of the transcript, whether the item has it or not', async () => {
	const options = { ...plain, subtitleFiles: ['srt', 'txt'] };
	const { binary, saved, json } = await output({ audio_url: audio, ...told }, options, {
		suffix: 'es-es',
	});
	expect(Object.keys(binary ?? {})).toEqual(['data', 'subtitles_srt', 'transcript_txt']);
	expect(saved[1]).toMatchObject({
		from: expect.stringContaining('00:00:00,000 --> 00:00:02,500'),
		name: 'story-8',
		suffix: 'es-es',
		extension: 'srt',
	});
	expect(json).toEqual({ ...named, fileName: 'story-8-es-es' });
});

test.each([undefined, null, [], ''])(
	'subtitles of a transcript %j are missing, beside the dialogue',
	async (transcript) => {
		const options = { ...withDialogue, subtitleFiles: ['srt', 'vtt'] };
		const { json, warnings } = await output({ audio_url: audio, transcript }, options);
		expect(json.missing).toEqual(['dialogue', 'subtitles_srt', 'subtitles_vtt']);
		expect(warnings).toContainEqual(expect.stringMatching(/no transcript .*story-8/));
	},
);

test('a transcript that is missing from a translation is told with its language', async () => {
	const options = { ...plain, subtitleFiles: ['srt'] };
	const { warnings } = await output({ audio_url: audio }, options, { suffix: 'es-es' });
	expect(warnings).toEqual([expect.stringMatching(/no transcript .*story-8-es-es/)]);
});

test('links are given where they are wanted, whether their files are or not', async () => {
	const result = { audio_url: audio, dialogue_url: dialogue };
	const { json } = await output(result, { ...plain, includeLinks: true });
	expect(json).toEqual({ ...named, audioUrl: audio, dialogueUrl: dialogue });
});

test('a story without sound is an error', async () => {
	await expect(output({ audio_url: null })).rejects.toThrow(/no link/);
});
