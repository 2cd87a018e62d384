import type { IDataObject } from 'n8n-workflow';

import { resultContextWith, refusal, saying, sources } from '../support/resultContext.mts';
import { story } from '../../nodes/shared/kinds/story/story';

const RESULT = '/story-result/8';
const audio = 'https://cdn.example/story.flac';
const told = { [RESULT]: { audio_url: audio, transcript: [{ text: 'Once', start: 0, end: 2 }] } };
const studio = 'https://studio.example/8';
const project = { run_id: 8, story_details: { studio_url: studio } };

test('is one item with its sound, its text and its language', async () => {
	const { resultContext, asked, saved, requests } = resultContextWith({
		resultOptions: { language: 1 },
		there: told,
	});
	const [item, ...others] = await story.fetch({ runId: 8 }, resultContext);
	expect(item.json).toEqual({
		language: 1,
		languageTag: 'en-us',
		languageName: 'English (United States)',
		text: 'Once',
		segments: [{ text: 'Once', start: 0, end: 2, speaker: '' }],
		durationSeconds: 2,
		fileName: 'story-8',
		mimeType: 'audio',
	});
	expect(sources(item.binary)).toEqual({ data: audio });
	expect(others).toEqual([]);
	expect(asked).toEqual([[RESULT, { include_transcript: true }]]);
	expect(saved).toEqual([{ from: audio, name: 'story-8', expect: 'audio' }]);
	expect(requests).toEqual([]);
});

test('says where its project is, if the create brought one', async () => {
	const { resultContext } = resultContextWith({ there: told });
	const [{ json }] = await story.fetch({ runId: 8, answer: project }, resultContext);
	expect(json.studioUrl).toBe(studio);
});

test.each([
	['400', studio, `Finish it in CAMB.AI Studio: ${studio}`],
	['404', studio, `Finish it in CAMB.AI Studio: ${studio}`],
	['404', undefined, 'Finish it in CAMB.AI Studio.'],
])('a project without a result (%s) is to be finished by people', async (status, url, todo) => {
	const { resultContext } = resultContextWith({ there: { [RESULT]: refusal(Number(status)) } });
	const answer = { run_id: 8, story_details: { studio_url: url } };
	await expect(story.fetch({ runId: 8, answer }, resultContext)).rejects.toMatchObject(
		saying('CAMB.AI only set the story up, so there is no audio yet', todo),
	);
});

test.each([
	['a story without a result', undefined, refusal(404)],
	['a project behind a busy server', project, refusal(503)],
])('%s fails for the reason that CAMB.AI gives', async (_name, answer, reason) => {
	const { resultContext } = resultContextWith({ there: { [RESULT]: reason } });
	await expect(story.fetch({ runId: 8, answer }, resultContext)).rejects.toBe(reason);
});

describe('its translations', () => {
	const resultOptions: IDataObject = { translateTo: [54, 999], includeLinks: true };

	test('follow it, one item each, in the order asked for', async () => {
		const complete = ({ path, payload }: { path: string; payload: object }) => [
			{ json: { path, ...payload } },
		];
		const { resultContext, requests, warnings } = resultContextWith({
			resultOptions,
			there: told,
			complete,
		});
		const [, ...translations] = await story.fetch({ runId: 8 }, resultContext);
		expect(translations.map(({ json }) => json)).toEqual([
			{ path: '/translated-story/8', json: { target_language: 54 } },
			{ path: '/translated-story/8', json: { target_language: 999 } },
		]);
		expect(requests[0]).toMatchObject({
			kind: { name: 'translated-story' },
			resultOptions: { ...resultOptions, targetLanguage: 54, storyRunId: 8 },
			name: { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' },
		});
		expect(warnings).toEqual([]);
	});

	test('that end badly keep the story, and are named in a warning', async () => {
		const { resultContext, warnings } = resultContextWith({
			resultOptions,
			there: told,
			complete: ({ resultOptions: { targetLanguage } }) => [
				{ json: targetLanguage === 54 ? {} : { error: 'CAMB.AI could not do it' } },
			],
		});
		const items = await story.fetch({ runId: 8 }, resultContext);
		expect(items.map(({ json }) => json.error)).toEqual([
			undefined,
			undefined,
			'CAMB.AI could not do it',
		]);
		expect(warnings).toEqual([expect.stringContaining('Language 999: CAMB.AI could not do it')]);
	});
});
