import { resultContextWith } from '../support/resultContext.mts';
import { storySetup, isSetup, readSetup } from '../../nodes/shared/kinds/story/storySetup';

test.each<[string, unknown, boolean]>([
	['a project', { run_id: 8, story_details: {} }, true],
	['a project with its number as text', { run_id: '8' }, true],
	['a task', { task_id: '31f7af5f' }, false],
	['a task that knows its run', { task_id: '31f7af5f', run_id: 8 }, false],
	['a project beside an empty task', { task_id: null, run_id: 8 }, true],
	['something else', { message: 'ok' }, false],
	['text', 'ok', false],
	['nothing', null, false],
	['no body', undefined, false],
])('%s: the answer to a create is a project or not', (_name, body, is) => {
	expect(isSetup(body)).toBe(is);
});

const details = {
	studio_url: 'https://studio.example/8',
	story_title: 'The fox',
	created_at: '2026-01-01T00:00:00Z',
};
const read = {
	studioUrl: 'https://studio.example/8',
	title: 'The fox',
	createdAt: '2026-01-01T00:00:00Z',
};
const unknown = { studioUrl: null, title: null, createdAt: null };

test.each<[string, unknown, object]>([
	['all details', { run_id: 8, story_details: details }, read],
	['some details', { story_details: { story_title: 'The fox' } }, { ...unknown, title: 'The fox' }],
	['no details', { run_id: 8 }, unknown],
	['details that are null', { story_details: null }, unknown],
	['no project', undefined, unknown],
])('a project with %s', (_name, answer, setup) => {
	expect(readSetup(answer)).toEqual(setup);
});

test.each([
	[54, { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' }],
	[undefined, {}],
])('the item of a project in language %j says what is known of it', async (language, fields) => {
	const { resultContext } = resultContextWith({ resultOptions: language ? { language } : {} });
	const answer = { run_id: 8, story_details: details };
	expect(await storySetup.fetch({ runId: 8, answer }, resultContext)).toEqual([
		{ json: { ...fields, ...read } },
	]);
	expect(await storySetup.fetch({ runId: 8 }, resultContext)).toEqual([
		{ json: { ...fields, ...unknown } },
	]);
});
