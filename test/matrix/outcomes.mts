import type { NodeRun } from '../support/harness.mts';
import { countOf } from '../support/harness.mts';

export const STEPS = ['submit', 'poll', 'fetch', 'media'] as const;
export type Step = (typeof STEPS)[number];

/** How often a submit or a download is tried in all. */
const TRIES = 6;
/** A task that is not known is looked for only in its first half minute. */
const LEAST_TRIES = 3;

interface Outcome {
	/** In the documentation's table. */
	short: string;
	/** In its legend. */
	says: string;
	/** `hops`: how many requests one try makes. */
	check(run: NodeRun, step: Step, hops: number): Promise<void>;
}

/** The ids that an error must hold once a task is paid for: of a run alone, when only that is known. */
async function expectIds({ error, account }: NodeRun, step: Step) {
	const { tasks } = await account.state();
	const { taskId, runId } = tasks[0];
	const context = error?.context;
	if (step !== 'media')
		expect([error?.description, context?.taskId]).toEqual([
			expect.stringContaining(taskId),
			taskId,
		]);
	if (step === 'fetch') expect(context?.runId).toBe(runId);
	if (step === 'media') expect(tasks.map((task) => task.runId)).toContain(context?.runId);
	if (step !== 'poll') expect(error?.description).toContain(`Run ID ${String(context?.runId)}`);
}

async function expectPaid({ account }: NodeRun, times: number) {
	expect((await account.state()).tasks).toHaveLength(times);
}

/** What can become of an item. Every cell of the table is one of these. */
export const OUTCOMES = {
	done: {
		short: 'done',
		says: 'The result comes as if nothing had happened. Paid once.',
		async check(run) {
			expect([run.error?.message, run.status]).toEqual([undefined, 'success']);
			await expectPaid(run, 1);
			const sizes = run.items.map(({ json }) => json.fileSize);
			expect(sizes).toEqual([2000]);
		},
	},
	unsure: {
		short: 'may be paid',
		says: 'Ends with an error which says that CAMB.AI may have accepted the task. It is not sent again by itself, also not by Retry On Fail.',
		async check({ error, account }) {
			// The last try's words, since these run with Retry On Fail.
			expect(error?.message).toMatch(/^CAMB\.AI may have accepted the task/);
			expect(await countOf(account, 'submit')).toBe(1);
		},
	},
	refused: {
		short: 'not paid',
		says: 'Ends at once with an error that says why. Nothing was paid.',
		async check(run) {
			expect(run.error?.message).not.toMatch(/may have/);
			expect(await countOf(run.account, 'submit')).toBe(1);
			await expectPaid(run, 0);
		},
	},
	unsent: {
		short: 'not paid, after half a minute',
		says: 'Is tried again for half a minute, since CAMB.AI cannot have accepted it. Then ends with an error that says why. Nothing was paid.',
		async check(run) {
			expect(run.error?.message).toMatch(/could not be reached|too many requests/);
			await expectPaid(run, 0);
			const submits = await countOf(run.account, 'submit');
			if (submits > 0) expect(submits).toBe(TRIES);
		},
	},
	ends: {
		short: 'error with IDs',
		says: 'Ends at once with an error that holds the Task ID (and the Run ID, once it is known). Fetch Result gets the result later without paying again.',
		async check(run, step) {
			expect(run.status).toBe('error');
			expect(await countOf(run.account, step)).toBe(1);
			await expectPaid(run, 1);
			await expectIds(run, step);
		},
	},
	gaveUp: {
		short: 'error with IDs, later',
		says: 'Is tried again, further and further apart: a check for minutes, a download for half a minute. Then ends with an error that holds the IDs, as above.',
		async check(run, step, hops) {
			expect(run.status).toBe('error');
			const requests = await countOf(run.account, step);
			if (requests > 0) expect(requests).toBeGreaterThanOrEqual(LEAST_TRIES * hops);
			await expectPaid(run, 1);
			await expectIds(run, step);
		},
	},
} satisfies Record<string, Outcome>;

export type OutcomeName = keyof typeof OUTCOMES;
