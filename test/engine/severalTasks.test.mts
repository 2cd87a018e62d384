import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { SandboxAccount } from '../../sandbox/driver.mts';
import type { FaultRule } from '../../sandbox/faults/types.mts';
import type { NodeInput } from '../support/harness.mts';
import { countOf, newAccount, retryNode, runNode, useEngine } from '../support/harness.mts';

useEngine();

const type = 'cambTranslate';
const parameters = { text: '={{ $json.text }}', sourceLanguage: 1, targetLanguage: 54 };
const numbered = (count: number) => Array.from({ length: count }, (_, number) => `Text ${number}.`);
const inSpanish = (count: number) => numbered(count).map((text) => `[es-es] ${text}`);
/** The piece of a long list that begins with the text of this number. */
const piece = (
	number: number,
	rule: Omit<FaultRule, 'contains' | 'step'>,
	step?: FaultRule['step'],
) => ({ contains: `"Text ${number}."`, step: step ?? 'submit', ...rule }) as FaultRule;
const REFUSED = { type: 'status', status: 422 } as const;
const LOST = { type: 'reset-after' } as const;

const translate = async (count: number, account: SandboxAccount, more: Partial<NodeInput> = {}) =>
	await runNode({
		type,
		parameters: { ...parameters, ...more.parameters },
		items: [{ json: { text: numbered(count) } }],
		account,
		node: more.node,
	});

const fetchResult = async (
	items: INodeExecutionData[],
	account: SandboxAccount,
	own: INodeParameters = {},
) => await runNode({ type: 'cambFetchResult', parameters: own, items, account });

const idsOf = async (account: SandboxAccount) =>
	(await account.state()).tasks.map(({ taskId }) => taskId);

describe('of the tasks of one item, several end badly', () => {
	test('the error names what was accepted and what may have been, also after another try', async () => {
		const account = await newAccount();
		await account.addFaults(
			piece(0, { fault: REFUSED, times: 'forever' }),
			piece(200, { fault: LOST }),
		);
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		for (const tries of [{}, node]) {
			const { error } = await translate(300, account, { node: tries });
			const [accepted, lost] = (await idsOf(account)).slice(-2);
			expect(error?.context).toMatchObject({
				taskId: null,
				earlier: [{ taskId: accepted, piece: { number: 2, of: 3 } }],
				lost: [{ kind: 'translation', piece: { number: 3, of: 3 } }],
			});
			expect(error?.description).toContain(accepted);
			expect(error?.description).not.toContain(lost);
			expect(error?.description).toMatch(/may also have accepted .*part 3 of 3/);
			await account.addFaults(piece(200, { fault: LOST }));
		}
	});

	test('a person who retries that is told what is sent a second time', async () => {
		const account = await newAccount();
		await account.addFaults(piece(0, { fault: LOST }), piece(100, { fault: LOST }));
		const first = await translate(201, account);
		expect(first.error?.context.lost).toHaveLength(2);
		expect(first.error?.description).toMatch(/part 1 of 3.*part 2 of 3/);
		const items = [{ json: { text: numbered(201) } }];
		const again = await retryNode(first, { type, parameters, items });
		expect(again.items[0].json.texts).toEqual(inSpanish(201));
		expect(await countOf(account, 'submit')).toBe(5);
		const { hints } = again.run.data.resultData.runData['CAMB.AI'].at(-1) ?? {};
		expect(hints).toMatchObject([{ message: expect.stringContaining('sent again') }]);
	});

	test('a conversion of which the answer is lost is told beside one that is refused', async () => {
		const account = await newAccount();
		const conversion = (language: number, fault: FaultRule['fault']): FaultRule => ({
			operation: 'createDubAltFormat',
			path: `/${language}`,
			fault,
		});
		await account.addFaults(conversion(54, REFUSED), conversion(76, LOST));
		const { error } = await runNode({
			type: 'cambDub',
			parameters: {
				mediaUrl: 'https://example.com/clip.mp4',
				sourceLanguage: 1,
				targetLanguages: [54, 76],
				options: { altFormat: 'mov' },
			},
			account,
		});
		expect(error?.context).toMatchObject({ kind: 'dub', lost: [{ kind: 'dub-export' }] });
		expect(error?.description).toMatch(/may also have accepted .*dub-export/);
	});

	test('the request that an error is about is not told twice', async () => {
		const account = await newAccount();
		await account.addFaults(piece(0, { fault: LOST }));
		const { error } = await translate(1, account);
		expect(error?.message).toContain('may have accepted');
		expect(error?.description).not.toContain('may also have accepted');
	});
});

describe('the item of a long list, given to Fetch Result', () => {
	const byRun = { lookUpBy: 'run' };

	test.each<[string, INodeParameters, number]>([
		['by task', {}, 201],
		['by task, from the field itself', { taskId: '={{ $json.taskId }}' }, 201],
		['by run', byRun, 201],
		['by run, in bulk with room for more', byRun, 701],
	])('%s gives all texts in order', async (_name, own, count) => {
		const account = await newAccount();
		const { items } = await translate(count, account);
		const fetched = await fetchResult(items, account, own);
		expect(fetched.items).toHaveLength(1);
		const { kind, taskId, runId, texts, pieces } = fetched.items[0].json;
		expect(texts).toEqual(inSpanish(count));
		expect({ kind, runId }).toEqual({ kind, runId: items[0].json.runId });
		expect((pieces as IDataObject[]).map((each) => each.runId)).toEqual(
			(items[0].json.pieces as IDataObject[]).map((each) => each.runId),
		);
		expect(taskId).toBe(own === byRun ? null : items[0].json.taskId);
		expect(await countOf(account, 'submit')).toBe(Math.ceil(count / 100));
	});

	test.each<[string, (item: IDataObject) => IDataObject, INodeParameters]>([
		['its pieces', ({ pieces }) => ({ pieces: JSON.stringify(pieces) }), {}],
		['its run ID', ({ runId }) => ({ runId: String(runId) }), byRun],
		['its task ID, with a space', ({ taskId }) => ({ taskId: `${String(taskId)} ` }), {}],
	])('with %s as the text of a sheet gives all of them, too', async (_name, change, own) => {
		const account = await newAccount();
		const [{ json }] = (await translate(101, account)).items;
		const fetched = await fetchResult([{ json: { ...json, ...change(json) } }], account, own);
		const [{ texts, submittedAt }] = fetched.items.map((item) => item.json);
		expect(texts).toEqual(inSpanish(101));
		expect(submittedAt).toBe(own === byRun ? null : json.submittedAt);
	});

	test.each([['[{"taskId":'], [[{ taskId: null }]], ['[object Object],[object Object]']])(
		'with pieces %j is refused with its own ID',
		async (pieces) => {
			const account = await newAccount();
			const json = { kind: 'translation', taskId: 'T1', pieces };
			const { error } = await fetchResult([{ json }], account);
			expect(`${error?.message} ${error?.description}`).not.toMatch(/Cannot|undefined/);
			expect(error?.description).toContain('T1');
			expect((await account.state()).requests).toEqual([]);
		},
	);

	test.each(['wait', 'branch', 'error'])(
		'before it is done, with %s, is one item',
		async (what) => {
			const account = await newAccount();
			await account.addFaults(
				piece(100, { fault: { type: 'status-word', word: 'PENDING' }, times: 3 }, 'poll'),
			);
			const { items } = await translate(101, account, { parameters: { waitForCompletion: false } });
			const ids = await idsOf(account);
			expect(items.map(({ json }) => [json.taskId, json.runId, json.status, json.pieces])).toEqual([
				[ids[0], null, 'PENDING', ids.map((taskId) => ({ taskId, runId: null }))],
			]);
			let round = await fetchResult(items, account, { whenStillRunning: what });
			if (what === 'error') return expect(round.error?.description).toContain(ids[1]);
			while (round.items.length === 0) {
				expect(round.outputs[1]).toHaveLength(1);
				expect(round.outputs[1][0].json).toMatchObject({
					taskId: ids[0],
					status: 'PENDING',
					nextCheckInSeconds: expect.any(Number),
				});
				round = await fetchResult(round.outputs[1], account, { whenStillRunning: what });
			}
			expect(round.items.map(({ json }) => json.texts)).toEqual([inSpanish(101)]);
		},
	);

	test('that was over before it was done comes as one item, too', async () => {
		const account = await newAccount();
		await account.addFaults(
			piece(0, { fault: { type: 'status-word', word: 'PENDING' }, times: 'forever' }, 'poll'),
		);
		const options = { maxWait: 1, onMaxWait: 'item' };
		const { items } = await translate(101, account, { parameters: { options } });
		const ids = await idsOf(account);
		expect(items).toHaveLength(1);
		expect(items[0].json).toMatchObject({ taskId: ids[0], runId: null, status: 'PENDING' });
		expect(items[0].json).not.toHaveProperty('texts');
		await account.clearFaults();
		const fetched = await fetchResult(items, account);
		expect(fetched.items.map(({ json }) => json.texts)).toEqual([inSpanish(101)]);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'of which a part was refused (%s) has no ID of another, and never gives a part',
		async (onError) => {
			const account = await newAccount();
			await account.addFaults(piece(100, { fault: REFUSED }));
			const { outputs } = await translate(201, account, { node: { onError } });
			const bad = outputs.flat();
			const { error, ...json } = bad[0].json;
			const said = typeof error === 'object' ? (error as IDataObject) : json;
			const [one, three] = await idsOf(account);
			expect(said).toMatchObject({ kind: 'translation', taskId: null, runId: null });
			expect((said.pieces as IDataObject[]).map(({ taskId }) => taskId)).toEqual([
				one,
				null,
				three,
			]);
			for (const own of [{}, byRun]) {
				const fetched = await fetchResult(bad, account, own);
				expect(fetched.status).toBe('error');
				if (own === byRun) continue;
				expect(fetched.error?.message).toContain('3 tasks');
				for (const id of [one, three]) expect(fetched.error?.description).toContain(id);
			}
		},
	);

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'of which a part was not waited for (%s) gives all of it',
		async (onError) => {
			const account = await newAccount();
			await account.addFaults(piece(100, { fault: REFUSED, times: 'forever' }, 'poll'));
			const { outputs } = await translate(201, account, { node: { onError } });
			await account.clearFaults();
			const fetched = await fetchResult(outputs.flat(), account);
			expect(fetched.items.map(({ json }) => json.texts)).toEqual([inSpanish(201)]);
		},
	);

	test('an ID that is not the one of the item is a task by itself', async () => {
		const account = await newAccount();
		const { items } = await translate(101, account);
		const [, second] = await idsOf(account);
		const fetched = await fetchResult(items, account, { taskId: second });
		expect(fetched.items[0].json).toMatchObject({ taskId: second, text: '[es-es] Text 100.' });
	});
});
