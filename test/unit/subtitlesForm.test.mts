import type { IDataObject } from 'n8n-workflow';

import { chosen, form, ITEM, refusal } from '../support/form.mts';

import { request } from '../../nodes/CambSubtitles/request';

const filled = {
	mediaUrl: 'https://media.example/film.mp4',
	sourceLanguage: chosen('auto'),
	targetLanguages: [54, 76],
};
const required = {
	media_url: 'https://media.example/film.mp4',
	source_language: 'auto',
	target_languages: [54, 76],
};
const build = async (changes: IDataObject = {}) =>
	await request(form({ ...filled, ...changes }), ITEM);

test('a form that is filled only where it must be: SRT is wanted', async () => {
	const { kind, path, payload, resultOptions } = await build();
	expect([kind.name, path]).toEqual(['subtitles', '/sub']);
	expect(JSON.parse(JSON.stringify(payload))).toEqual({ json: required });
	expect(resultOptions).toEqual({ targetLanguages: [54, 76], subtitleFiles: ['srt'] });
});

test('everything that can be set, by the names of the API', async () => {
	const { payload, resultOptions } = await build({
		sourceLanguage: chosen(1),
		subtitleFiles: ['.VTT', 'txt'],
		options: {
			transcriptionMode: 'slow',
			maxSegmentCharacters: 30,
			minSegmentSeconds: 2,
			projectName: 'Pilot',
			folderId: 12,
			output: 'text',
		},
	});
	expect(JSON.parse(JSON.stringify(payload))).toEqual({
		json: {
			...required,
			source_language: 1,
			transcription_mode: 'slow',
			formatting_options: {
				max_characters_in_segment: 30,
				min_segment_duration_in_seconds: 2,
			},
			project_name: 'Pilot',
			folder_id: 12,
		},
	});
	expect(resultOptions).toEqual({
		targetLanguages: [54, 76],
		subtitleFiles: ['vtt', 'txt'],
		output: 'text',
	});
});

test('the shortest segment may be as long as the longest', async () => {
	const { payload } = await build({ options: { minSegmentSeconds: 7, maxSegmentSeconds: 7 } });
	expect(JSON.parse(JSON.stringify(payload)).json.formatting_options).toEqual({
		max_segment_duration_in_seconds: 7,
		min_segment_duration_in_seconds: 7,
	});
});

test.each<[IDataObject, string]>([
	[{ mediaUrl: 'talk' }, 'Media URL'],
	[{ mediaUrl: 'http://10.0.0.1/talk.mp4' }, 'Media URL'],
	[{ targetLanguages: [] }, 'No target language is selected'],
	[{ targetLanguages: [54, 'es-es'] }, 'selected twice'],
	[{ targetLanguages: ['auto'] }, 'Target Language'],
	[{ sourceLanguage: chosen('') }, 'Source Language is empty'],
	[{ subtitleFiles: ['ass'] }, 'Subtitle Files "ass"'],
	[{ options: { minSegmentSeconds: 8, maxSegmentSeconds: 7 } }, 'Min Segment Seconds'],
	[{ options: { transcriptionMode: 'warp' } }, 'Transcription Mode "warp"'],
])('%j is turned down', async (changes, what) => {
	const [message, advice] = await refusal(() => build(changes));
	expect(message).toContain(what);
	expect(advice).toMatch(/\.$/);
});
