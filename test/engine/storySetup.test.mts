import { countOf, newAccount, runNode, theEngine, useEngine } from '../support/harness.mts';

useEngine();

const type = 'cambStory';
const typed = { source: 'text', storyText: 'Once there was a king.', language: 1 };
const setUp = { ...typed, title: 'The King', options: { setUpOnly: true } };
const reply = (operation: string, body: object) =>
	({ operation, fault: { type: 'status', status: 200, body } }) as const;

test.each([true, false])(
	'gives the link to the Studio at once, waiting or not (%s)',
	async (waitForCompletion) => {
		const { status, items, account } = await runNode({
			type,
			parameters: { ...setUp, waitForCompletion },
		});
		expect(status).toBe('success');
		const { tasks, requests } = await account.state();
		expect(items).toHaveLength(1);
		expect(items[0].json).toMatchObject({
			kind: 'story-setup',
			taskId: null,
			runId: tasks[0].runId,
			status: 'SUCCESS',
			language: 1,
			studioUrl: `https://studio.camb.ai/story/${tasks[0].runId}`,
			title: 'The King',
		});
		expect(items[0].binary).toBeUndefined();
		expect(requests.map(({ path }) => path)).toEqual(['/apis/story-setup']);
	},
);

describe('an answer that is a task', () => {
	const answers = [
		reply('setupStory', { task_id: 'a-task' }),
		reply('getStoryStatus', { status: 'PENDING' }),
		reply('getStoryStatus', { status: 'SUCCESS', run_id: 77 }),
	];

	test('is waited for, and gives the run ID', async () => {
		const account = await newAccount();
		await account.addFaults(...answers);
		const { items } = await runNode({ type, parameters: setUp, account });
		expect(items[0].json).toMatchObject({
			kind: 'story-setup',
			taskId: 'a-task',
			runId: 77,
			status: 'SUCCESS',
			studioUrl: null,
		});
	});

	test('is handed out without waiting, and Fetch Result knows it', async () => {
		const account = await newAccount();
		await account.addFaults(...answers);
		const parameters = { ...setUp, waitForCompletion: false };
		const { items } = await runNode({ type, parameters, account });
		expect(items[0].json).toMatchObject({ taskId: 'a-task', status: 'PENDING' });
		const fetched = await runNode({
			type: 'cambFetchResult',
			parameters: { kind: '={{ $json.kind }}', taskId: '={{ $json.taskId }}' },
			items,
			account,
		});
		expect(fetched.items[0].json).toMatchObject({ taskId: 'a-task', runId: 77 });
	});

	test('keeps its ID when it ends badly', async () => {
		const account = await newAccount();
		await account.addFaults(answers[0], reply('getStoryStatus', { status: 'ERROR' }));
		const { error } = await runNode({ type, parameters: setUp, account });
		expect(error?.description).toContain('a-task');
		expect(error?.context).toMatchObject({ kind: 'story-setup', taskId: 'a-task' });
	});
});

describe('a story that is answered with a project', () => {
	test('gives its audio when that is there, and its run to the log at once', async () => {
		const log = jest.spyOn(theEngine().logger, 'info');
		const { items, account } = await runNode({
			type,
			parameters: typed,
			settings: { story: 'setup' },
		});
		const [{ runId }] = (await account.state()).tasks;
		expect(items[0].json).toMatchObject({
			kind: 'story',
			taskId: null,
			runId,
			studioUrl: `https://studio.camb.ai/story/${runId}`,
			mimeType: 'audio/flac',
		});
		expect(items[0].binary).toHaveProperty('data');
		const lines = log.mock.calls.map(([line]) => String(line));
		log.mockRestore();
		expect(lines.filter((line) => line.includes(`${runId}`))).toHaveLength(1);
	});

	test('leads to the Studio when it is not, with the run ID, and is not sent again', async () => {
		const account = await newAccount({ story: 'setup' });
		await account.addFaults({
			operation: 'getStoryResult',
			times: 2,
			fault: { type: 'status', status: 404 },
		});
		const input = {
			type,
			parameters: typed,
			account,
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		};
		const { error } = await runNode(input);
		const [{ runId }] = (await account.state()).tasks;
		expect(error?.message).toMatch(/only set.+up.+no audio/);
		expect(error?.description).toContain(`https://studio.camb.ai/story/${runId}`);
		expect(error?.description).toContain(`Run ID ${runId}`);
		expect(error?.context).toMatchObject({ kind: 'story', taskId: null, runId });
		expect(await countOf(account, 'submit')).toBe(1);
	});
});
