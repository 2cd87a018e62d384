import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../nodes/shared/tasks/ledgerEntry';
import { fault, kindOf, requestOf } from '../support/itemContext.mts';
import { errorOf, runTexts } from '../support/texts.mts';

const texts = ['one', 'two'];
const request = requestOf(kindOf({ name: 'dub' }));
const sent: Outcome = { state: 'sent' };
const accepted = (taskId: string): Outcome => ({ state: 'accepted', taskId, submittedAt: 0 });
const task = (taskId: string) => ({ kind: 'dub', taskId, runId: null });
const cantPlan = async () => await Promise.reject(fault('the expression failed'));

/** What n8n keeps of a try in which the items got so far, each with parts of its own. */
async function keptOf(outcomes: Array<[item: number, outcome: Outcome, part?: string]>) {
	const kept: IDataObject = {};
	await errorOf({
		kept,
		texts,
		work: async ({ session }) => {
			for (const [item, outcome, part] of outcomes)
				session.ledger.write(item, { ...request, part }, outcome);
			throw fault('no');
		},
	});
	return kept;
}

describe('a try that can not plan an item', () => {
	const plan = cantPlan;

	test('names what earlier tries had accepted: of this item, then of the others', async () => {
		const kept = await keptOf([
			[0, accepted('part'), 'es'],
			[0, accepted('t0')],
			[1, accepted('t1')],
			[1, sent, 'fr'],
		]);
		const { message, description, context } = await errorOf({ texts, kept, plan });
		expect(message).toMatch(/parameter could not be read/);
		expect(context).toMatchObject({
			...task('t0'),
			itemIndex: 0,
			earlier: [task('part')],
			others: [task('t1')],
			unsure: [1],
		});
		expect(description).toContain('Fetch Result');
	});

	test('names an item once that may have been accepted, however it goes on', async () => {
		const kept = await keptOf([
			[0, sent],
			[1, sent],
		]);
		const given = { texts, kept, plan };
		expect((await errorOf(given)).context.unsure).toEqual([1]);
		const [items] = await runTexts({ ...given, onError: 'continueRegularOutput' });
		for (const { json } of items) expect(json.description).not.toMatch(/request of item/);
	});

	test.each([
		['is fetched with what it is a part of', 'part', ''],
		['is fetched as the node says', 'dub', ' Get it later.'],
	])('a task of a try before %s', async (_name, name, advice) => {
		const kept = await keptOf([[0, accepted('t0')]]);
		const kindByName = (known: string) => (name === known ? kindOf({ name }) : undefined);
		const fetchAdvice = 'Get it later.';
		const { description } = await errorOf({ texts, kept, plan, kindByName, fetchAdvice });
		expect(description).toBe(`the expression failed. Task ID t0 (dub).${advice}`);
	});

	test('is one of several where the workflow goes on: each says what is its own', async () => {
		const kept = await keptOf([
			[0, accepted('t0')],
			[0, sent, 'fr'],
			[1, accepted('t1')],
		]);
		const [items] = await runTexts({ texts, kept, plan, onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json.taskId)).toEqual(['t0', 't1']);
		const [first, second] = items.map(({ json }) => String(json.description));
		expect(first).toContain('may also have accepted');
		expect(second).not.toContain('may also have accepted');
		expect(first + second).not.toContain('other items');
	});
});

test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
	'a stop while items are planned names what earlier tries had accepted (%s)',
	async (onError) => {
		const kept = await keptOf([
			[0, accepted('t0')],
			[1, sent],
		]);
		const stop = new AbortController();
		stop.abort();
		const fetchAdvice = 'Try again later.';
		const error = await errorOf({ texts, kept, stop, onError, fetchAdvice });
		expect(error.message).toBe('The execution was canceled');
		expect(error.context).toMatchObject({ others: [task('t0')], unsure: [1] });
		expect(error.context.taskId).toBeUndefined();
	},
);

test('a bad credential names what earlier tries had accepted, in each item where the workflow goes on', async () => {
	const kept = await keptOf([
		[0, accepted('t0')],
		[1, accepted('t1')],
	]);
	const given = { texts, kept, getCredentials: cantPlan };
	const { context } = await errorOf(given);
	expect(context.others).toEqual([task('t0'), task('t1')]);
	const [items] = await runTexts({ ...given, onError: 'continueRegularOutput' });
	expect(items.map(({ json }) => json.taskId)).toEqual(['t0', 't1']);
	// A task is told once.
	expect(items.map(({ json }) => json.earlier)).toEqual([undefined, undefined]);
});

test('a bad credential is told to an agent as what it is', async () => {
	const given = { texts, runAs: 'engine', getCredentials: cantPlan } as const;
	expect((await errorOf(given)).message).toMatch(/^The credential could not be read/);
});
