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
	['400', studio],
	['404', studio],
	['404', undefined],
])('a project without a result (%s) is to be finished by people', async (status, url) => {
	const { resultContext } = resultContextWith({ there: { [RESULT]: refusal(Number(status)) } });
	const answer = { run_id: 8, story_details: { studio_url: url } };
	await expect(story.fetch({ runId: 8, answer }, resultContext)).rejects.toMatchObject(
		saying(/only set the story up.+no audio/, url ? new RegExp(`Studio: ${url}$`) : /Studio\.$/),
	);
});

test.each([
	['a story without a result', undefined, refusal(404)],
	['a project behind a busy server', project, refusal(503)],
])('%s fails for the reason that CAMB.AI gives', async (_name, answer, reason) => {
	const { resultContext } = resultContextWith({ there: { [RESULT]: reason } });
	await expect(story.fetch({ runId: 8, answer }, resultContext)).rejects.toBe(reason);
});

test.each([
	[{}, true],
	[{ translateTo: [] }, true],
	[{ translateTo: [54] }, false],
])('a story with the options %j is one result: %j', (options, isOne) => {
	expect(story.isOneResult?.(options)).toBe(isOne);
});

test('its translations are tasks that follow it, one for each language in the order asked for', () => {
	const options = { translateTo: [54, 999], includeLinks: true };
	const { requests = [], whenMissing } = story.followUps?.({ runId: 8 }, options) ?? {};
	expect(whenMissing).toMatch(/translation/);
	expect(requests.map(({ path, payload }) => ({ path, ...payload }))).toEqual([
		{ path: '/translated-story/8', json: { target_language: 54 } },
		{ path: '/translated-story/8', json: { target_language: 999 } },
	]);
	expect(requests[0]).toMatchObject({
		kind: { name: 'translated-story' },
		resultOptions: { includeLinks: true, targetLanguage: 54, storyRunId: 8 },
		name: { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' },
		label: 'Spanish (Spain)',
	});
	expect(requests[1]).toMatchObject({ name: { language: 999 }, label: 'Language 999' });
	expect(story.followUps?.({ runId: 8 }, {}).requests).toEqual([]);
});

test.each([
	[{}, undefined],
	[{ translateTo: [] }, undefined],
	[{ translateTo: [54] }, /translations were not started.+Translate/],
])('a story with the options %j that is not finished in time says %s', (options, words) => {
	const said = story.whenPending?.(options);
	expect(said).toEqual(words && expect.stringMatching(words));
});
