import type { IDataObject } from 'n8n-workflow';

import { resultContextWith, refusal, saying, sources } from '../support/resultContext.mts';
import {
	translatedStory,
	translationRequest,
} from '../../nodes/shared/kinds/story/translatedStory';

const audio = 'https://cdn.example/es.flac';
const OWN = '/translated-story-result/9/54';
const STORYS = '/translated-story-result/8/54';
const found = { audio_url: audio, transcript: 'Érase' };

/** Fetches it with the run of its task, if any, where such results are. */
const fetchIn = (
	runId: number | null,
	resultOptions: IDataObject,
	there: Record<string, unknown>,
) => {
	const made = resultContextWith({ resultOptions, there });
	return { ...made, done: translatedStory.fetch({ runId }, made.resultContext) };
};

test('says its language before it is there, without which it can not be fetched', () => {
	expect(translatedStory.about?.({ targetLanguage: 54 })).toEqual({
		language: 54,
		languageTag: 'es-es',
		languageName: 'Spanish (Spain)',
	});
	expect(translatedStory.optionsIn?.({ language: 'es-es' })).toEqual({ targetLanguage: 'es-es' });
});

test('is one item with its sound, its language and the run that it was found under', async () => {
	const { done, asked, saved } = fetchIn(9, { targetLanguage: 54 }, { [OWN]: found });
	const [{ json, binary }, ...others] = await done;
	expect(json).toEqual({
		runId: 9,
		language: 54,
		languageTag: 'es-es',
		languageName: 'Spanish (Spain)',
		text: 'Érase',
		segments: [],
		durationSeconds: null,
		fileName: 'story-9-es-es',
		mimeType: 'audio',
	});
	expect(sources(binary)).toEqual({ data: audio });
	expect(others).toEqual([]);
	expect(asked).toEqual([[OWN, { include_transcript: true }]]);
	expect(saved[0]).toMatchObject({ name: 'story-9', suffix: 'es-es' });
});

test('a language that has no tag is in the file name by its number', async () => {
	const there = { '/translated-story-result/9/999': found };
	const [{ json }] = await fetchIn(9, { targetLanguage: 999 }, there).done;
	expect(json.fileName).toBe('story-9-999');
});

const both = { targetLanguage: 54, storyRunId: 8 };

test.each([400, 404])('is looked up under the story if its own run is unknown: %d', async (no) => {
	const { done, asked } = fetchIn(9, both, { [OWN]: refusal(no), [STORYS]: found });
	const [{ json }] = await done;
	expect(json).toMatchObject({ runId: 8, fileName: 'story-8-es-es' });
	expect(asked.map(([path]) => path)).toEqual([OWN, STORYS]);
});

test.each<[string, number | null, unknown]>([
	['its task named no run', null, 8],
	['its task named no run, and the story is told as text', null, '8'],
	['the two runs are the same', 8, 8],
])('is looked up under the story alone if %s', async (_name, runId, storyRunId) => {
	const reason = refusal(404);
	const resultOptions = { targetLanguage: 54, storyRunId } as IDataObject;
	const { done, asked } = fetchIn(runId, resultOptions, { [STORYS]: reason });
	await expect(done).rejects.toBe(reason);
	expect(asked.map(([path]) => path)).toEqual([STORYS]);
});

test.each<[string, Error, Error, Error]>(
	((busy, unknown, other) =>
		[
			['another refusal', busy, other, busy],
			['an error that is no refusal', other, busy, other],
			['the refusal of both', unknown, busy, busy],
		] as Array<[string, Error, Error, Error]>)(
		refusal(503),
		refusal(404),
		new Error('n8n has no space left'),
	),
)('%s is the reason to fail', async (_name, own, storys, reason) => {
	await expect(fetchIn(9, both, { [OWN]: own, [STORYS]: storys }).done).rejects.toBe(reason);
});

test('can not be fetched without a run', async () => {
	const { done, asked } = fetchIn(null, { targetLanguage: 54 }, { [OWN]: found });
	await expect(done).rejects.toMatchObject(saying(/no run ID/, /by Run ID.+of the story/));
	expect(asked).toEqual([]);
});

test('is asked for by the run of the story', () => {
	expect(translationRequest(8, 54, { includeLinks: true })).toEqual({
		kind: translatedStory,
		label: 'Spanish (Spain)',
		path: '/translated-story/8',
		payload: { json: { target_language: 54 } },
		resultOptions: { includeLinks: true, targetLanguage: 54, storyRunId: 8 },
		name: { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' },
	});
});
