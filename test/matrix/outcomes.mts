import type { NodeRun } from '../support/harness.mts';
import { countOf } from '../support/harness.mts';
import type { Shape } from '../support/shapes.mts';
import { expectGood, paidIn, startedIn } from '../support/shapes.mts';

export const STEPS = ['upload', 'submit', 'poll', 'fetch', 'media'] as const;
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
	check(run: NodeRun, about: About): Promise<void>;
}

/** What a cell is about. */
export interface About {
	shape: Shape;
	step: Step;
	/** How many requests one try makes. */
	hops: number;
	/** How many creates were paid for before the node ran. */
	earlier: number;
	/** How many pieces of the item nothing is wrong with. */
	others: number;
}

/** How many requests of one step an item may have under way at once, and one for several runs before. */
function atOnce({ gives, parameters, pieces = 1 }: Shape): number {
	const files = gives.flatMap(({ files = [] }) => files).length;
	const isBulk = parameters.lookUpBy === 'run' && gives.length > 1;
	return Math.max(pieces, files) + (isBulk ? 1 : 0);
}

/** The ids that an error must hold once a task is paid for: of a run alone, when only that is known. */
async function expectIds({ error, account }: NodeRun, { shape, step }: About) {
	const { tasks } = await account.state();
	const byRun = shape.parameters.lookUpBy === 'run' || shape.gives[0].json.taskId === null;
	const started = await startedIn(account);
	const main = started[0] ?? tasks[0];
	const context = error?.context;
	for (const { taskId } of byRun ? started : []) expect(error?.description).toContain(taskId);
	if (!byRun) {
		expect([error?.description, context?.taskId]).toEqual([
			expect.stringContaining(main.taskId),
			main.taskId,
		]);
	}
	if (step === 'poll') return;
	expect(tasks.map((task) => task.runId)).toContain(context?.runId);
	expect(error?.description).toContain(`Run ID ${String(context?.runId)}`);
}

async function expectPaid({ account }: NodeRun, { earlier }: About, least: number, most = least) {
	const paid = (await paidIn(account)) - earlier;
	expect([paid, paid >= least && paid <= most]).toEqual([paid, true]);
}

/** What can become of an item. Every cell of the table is one of these. */
export const OUTCOMES = {
	done: {
		short: 'done',
		says: 'The result comes as if nothing had happened. Paid once.',
		async check(run, about) {
			expect([run.error?.message, run.status]).toEqual([undefined, 'success']);
			await expectPaid(run, about, about.shape.pays);
			expectGood(about.shape, run);
			const { settings } = await run.account.state();
			const [{ files = [] }] = about.shape.gives;
			if (settings.resultBytes === null || !files.includes('data')) return;
			// All of it came, not the half that was sent before the failure.
			for (const { json } of run.items) expect(json.fileSize).toBe(settings.resultBytes);
		},
	},
	unsure: {
		short: 'may be paid',
		says: 'Ends with an error which says that CAMB.AI may have accepted the task. It is not sent again by itself, also not by Retry On Fail.',
		async check({ error, account }, { shape: { pieces = 1, isMadeOnce } }) {
			// The last try's words, since these run with Retry On Fail. To ask again costs nothing there.
			const said = isMadeOnce ? error?.description : error?.message;
			expect(said).toMatch(/CAMB\.AI may have (accepted the task|charged|created)/);
			expect(await countOf(account, 'submit')).toBe(pieces);
		},
	},
	refused: {
		short: 'not paid',
		says: 'Ends at once with an error that says why. Nothing was paid.',
		async check(run, about) {
			const { shape, step, others } = about;
			expect(run.error?.message).not.toMatch(/may have/);
			expect(await countOf(run.account, 'submit')).toBe(
				step === 'upload' ? 0 : (shape.pieces ?? 1),
			);
			await expectPaid(run, about, others);
		},
	},
	unsent: {
		short: 'not paid, after half a minute',
		says: 'Is tried again for half a minute, since CAMB.AI cannot have accepted it. Then ends with an error that says why. Nothing was paid.',
		async check(run, about) {
			expect(run.status).toBe('error');
			expect(run.error?.message).not.toMatch(/may have/);
			const { shape, others } = about;
			await expectPaid(run, about, others);
			const tries = (await countOf(run.account, 'submit')) - others;
			// While another piece is under way, it may be no more than the plan allows.
			if (others > 0) expect(tries).toBeGreaterThanOrEqual(TRIES);
			else if (tries > 0) expect(tries).toBe(TRIES * (shape.pieces ?? 1));
		},
	},
	ends: {
		short: 'error with IDs',
		says: 'Ends at once with an error that holds the Task ID (and the Run ID, once it is known). Fetch Result gets the result later without paying again.',
		async check(run, about) {
			expect(run.status).toBe('error');
			const requests = await countOf(run.account, about.step);
			expect(requests).toBeLessThanOrEqual(atOnce(about.shape));
			await expectPaid(run, about, Math.min(1, about.shape.pays), about.shape.pays);
			await expectIds(run, about);
		},
	},
	gaveUp: {
		short: 'error with IDs, later',
		says: 'Is tried again, further and further apart: a check for minutes, a download for half a minute. Then ends with an error that holds the IDs, as above.',
		async check(run, about) {
			expect(run.status).toBe('error');
			const requests = await countOf(run.account, about.step);
			if (requests > 0) expect(requests).toBeGreaterThanOrEqual(LEAST_TRIES * about.hops);
			await expectPaid(run, about, Math.min(1, about.shape.pays), about.shape.pays);
			await expectIds(run, about);
		},
	},
} satisfies Record<string, Outcome>;

export type OutcomeName = keyof typeof OUTCOMES;
