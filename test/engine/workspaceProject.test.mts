import type { INodeParameters } from 'n8n-workflow';

import type { FaultRule } from '../../sandbox/faults/types.mts';
import {
	countOf,
	newAccount,
	readRun,
	runNode,
	schemaFields,
	startNode,
	useEngine,
} from '../support/harness.mts';
import { send, withApi } from '../support/ownApi.mts';

useEngine();

const type = 'cambWorkspace';
const setUp = {
	resource: 'project',
	mediaUrl: '=https://example.com/{{ $json.word ?? "clip" }}.mp4',
	sourceLanguage: 'en-us',
	targetLanguages: [54, 76],
};
const run = async (parameters: INodeParameters = {}, more = {}) =>
	await runNode({ type, parameters: { ...setUp, ...parameters }, ...more });

test('gives the link to the Studio, one item for each', async () => {
	const { items, account } = await run(
		{ options: { projectName: 'Product tour' } },
		{ items: [{ json: { word: 'one' } }, { json: { word: 'two' } }] },
	);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	const { tasks } = await account.state();
	expect(items[0].json).toMatchObject({
		kind: 'project-setup',
		taskId: tasks[0].taskId,
		runId: tasks[0].runId,
		status: 'SUCCESS',
		studioUrl: `https://studio.camb.ai/dub/${tasks[0].runId}`,
		projectName: 'Product tour',
		createdAt: expect.stringMatching(/^20/),
		durationSeconds: 7.4,
	});
	expect(schemaFields('CambWorkspace', 'project/setUp')).toEqual(Object.keys(items[0].json));
});

test('sends every option that is set, and nothing that is not', async () => {
	const bodies = async (options: INodeParameters) => {
		const { account } = await run({ options });
		const { requests } = await account.state();
		return requests.find(({ step }) => step === 'submit')?.body;
	};
	const required = {
		media_url: 'https://example.com/clip.mp4',
		source_language: 1,
		target_languages: [54, 76],
	};
	expect(await bodies({})).toEqual(required);
	const options = {
		projectName: 'Tour',
		projectDescription: 'For the fair',
		folderId: 302,
		dictionaries: [501],
		selectedAudioTracks: '0, 1',
		addOutputAsAudioTrack: true,
	};
	expect(await bodies(options)).toEqual({
		...required,
		project_name: 'Tour',
		project_description: 'For the fair',
		folder_id: 302,
		chosen_dictionaries: [501],
		selected_audio_tracks: [0, 1],
		add_output_as_an_audio_track: true,
	});
});

test.each<[INodeParameters, string]>([
	[{ mediaUrl: 'clip.mp4' }, 'Media URL is not a valid URL'],
	[{ mediaUrl: 'http://localhost/a.mp4' }, 'not on the internet'],
	[{ sourceLanguage: 'auto' }, 'Source Language cannot be detected'],
	[{ targetLanguages: '={{ [] }}' }, 'No target language'],
	[{ options: { projectName: 'ab' } }, 'Project Name is too short'],
])('%j is refused before anything is sent', async (changes, message) => {
	const { error, account } = await run(changes);
	expect(error?.message).toContain(message);
	expect((await account.state()).requests).toEqual([]);
});

test('comes out at once with its task, and is fetched later', async () => {
	const { items, account } = await run({ waitForCompletion: false });
	expect(items[0].json).toMatchObject({ kind: 'project-setup', status: 'PENDING', runId: null });
	const later = await runNode({ type: 'cambFetchResult', parameters: {}, items, account });
	expect(later.error?.message).toBeUndefined();
	expect(later.items[0].json).toMatchObject({
		taskId: items[0].json.taskId,
		studioUrl: expect.stringMatching(/^https:/),
	});
});

test.each<[string, FaultRule]>([
	['ends badly', { step: 'submit', fault: { type: 'task', status: 'ERROR' } }],
	[
		'is refused at the end',
		{ step: 'fetch', times: 'forever', fault: { type: 'status', status: 403 } },
	],
])('a project that %s tells its task in the error', async (_, rule) => {
	const account = await newAccount();
	await account.addFaults(rule);
	const { error } = await run({}, { account });
	const [{ taskId }] = (await account.state()).tasks;
	expect(error?.description).toContain(taskId);
	expect(error?.context).toMatchObject({ kind: 'project-setup', taskId });
});

test('Stop ends it, and sends no more', async () => {
	const account = await newAccount({ taskSeconds: 1e6 });
	const { done, stop } = await startNode({ type, parameters: setUp, account });
	while ((await countOf(account, 'poll')) === 0) continue;
	stop();
	expect(readRun(await done, account).status).toBe('canceled');
	expect(await countOf(account, 'submit')).toBe(1);
});

test('is done when the list of projects, in place of a status, has it', async () => {
	const projects = [[], [{ run_id: 7, project_details: {} }]];
	await withApi(
		(request, response) => {
			const { url = '', method } = request;
			if (method === 'POST') return send(response, 200, { task_id: 't-1' });
			if (url.includes('/project-setup/')) return send(response, 200, projects.shift() ?? []);
			return send(response, 200, {
				run_id: 7,
				project_details: { studio_url: 'https://s.example/7' },
			});
		},
		async (baseUrl) => {
			const { items, error } = await run({}, { credential: { baseUrl } });
			expect(error?.message).toBeUndefined();
			expect(items[0].json).toMatchObject({
				runId: 7,
				checks: 2,
				studioUrl: 'https://s.example/7',
				projectName: null,
				durationSeconds: null,
			});
		},
	);
});

test('has ended when the list of projects says so', async () => {
	await withApi(
		({ method }, response) => {
			if (method === 'POST') return send(response, 200, { task_id: 't-1' });
			send(response, 200, [{ status: 'ERROR', run_id: null, message: 'No sound' }]);
		},
		async (baseUrl) => {
			const { error } = await run({}, { credential: { baseUrl } });
			expect(error?.description).toContain('No sound');
			expect(error?.context).toMatchObject({ kind: 'project-setup', taskId: 't-1' });
		},
	);
});

const NO_PROJECT: unknown[] = [null, { project_details: {} }, { project_details: 'none' }];
test.each(NO_PROJECT)('a run without a project, %j, is no result', async (result) => {
	await withApi(
		(request, response) => {
			const { url = '', method } = request;
			if (method === 'POST') return send(response, 200, { task_id: 't-1' });
			if (url.includes('/project-setup/'))
				return send(response, 200, { status: 'SUCCESS', run_id: 7 });
			return send(response, 200, result as never);
		},
		async (baseUrl) => {
			const { error } = await run({}, { credential: { baseUrl } });
			expect(error?.message).toMatch(/no project/);
			expect(error?.context).toMatchObject({ taskId: 't-1', runId: 7 });
		},
	);
});
