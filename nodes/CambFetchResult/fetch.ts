import type { IDataObject } from 'n8n-workflow';

import { ageOf, pause } from '../shared/core/clock';
import { ExplainedError } from '../shared/core/explainedError';
import type { PollingPolicy } from '../shared/core/schedule';
import { explainEnding } from '../shared/errors/explainEnding';
import { USUAL_WAIT_MS } from '../shared/http/hostBackoff';
import { outlasts } from '../shared/http/retry';
import { waitedMsOf } from '../shared/tasks/background/heldTask';
import { holdTask, inMemoryMs } from '../shared/tasks/background/holdTask';
import type { Kind, Output } from '../shared/tasks/kind';
import { maxWaitOf } from '../shared/tasks/maxWait';
import { settleParts } from '../shared/tasks/parts';
import { runPieces } from '../shared/tasks/pieces';
import type { PollTaskInput } from '../shared/tasks/pollTask';
import { pollTask } from '../shared/tasks/pollTask';
import { aboutOf, fetchRun, taskIdsOf } from '../shared/tasks/runTask';
import type { ItemContext } from '../shared/tasks/session';
import type { TaskFields } from '../shared/tasks/taskFields';
import { finishedFields, withTaskFields } from '../shared/tasks/taskFields';
import { traceTask } from '../shared/tasks/traceTask';
import type { BulkResults } from './bulk';
import type { FetchPlan } from './plan';
import { stillRunning } from './stillRunning';
import type { ByTask, Target } from './target';

type UnderWay = Extract<Awaited<ReturnType<typeof pollTask>>, { end: 'timedOut' | 'lostContact' }>;

/** A single look is taken as often as this when there is no clear answer. */
const LOOKS = 3;

/** The result of one item, by task or by run. */
export async function fetchItem(
	itemContext: ItemContext,
	plan: FetchPlan,
	bulk: BulkResults,
): Promise<Output[]> {
	const { kind, target, pieces } = plan;
	const fetch = async (own: ItemContext, one: Target) =>
		one.by === 'task'
			? await fetchTask(own, plan, one)
			: await fetchRuns(own, plan, one.runIds, bulk);
	if (!pieces) return await fetch(itemContext, target);
	return await runPieces(itemContext, kind, pieces, fetch);
}

/** Each run for itself: one that ends badly says why, and the others come all the same. */
async function fetchRuns(
	itemContext: ItemContext,
	plan: FetchPlan,
	runIds: number[],
	bulk: BulkResults,
): Promise<Output[]> {
	const { kind } = plan;
	const parts = runIds.map((runId) => ({
		task: { kind: kind.name, taskId: null, runId },
		runId,
		name: {},
		label: `${kind.name}, run ID ${runId}`,
	}));
	// What is said of the item as a whole is about its first run.
	itemContext.tasks.push(...parts.map(({ task }) => task).reverse());
	const fetched = await settleParts(itemContext, parts, {
		async fetchOne({ runId }, own) {
			const fields = finishedFields(kind.name, null, 0, runId);
			return await fetchRun(own, plan, { runId, bulk: bulk.get(kind)?.get(runId) }, fields);
		},
		whenMissing: 'A run could not be fetched',
		needsOne: true,
	});
	return fetched.flat();
}

async function fetchTask(
	itemContext: ItemContext,
	plan: FetchPlan,
	target: ByTask,
): Promise<Output[]> {
	const { kind } = plan;
	const { taskId, submittedAt, checks = 0 } = target;
	const about = aboutOf(plan);
	itemContext.tasks.push(taskIdsOf(plan, taskId));
	traceTask(itemContext.session.context, taskId);

	const maxWaitMs = maxWaitOf(itemContext, kind);
	const { clock } = itemContext.session.client;
	const ageMs = submittedAt === undefined ? undefined : ageOf(submittedAt, clock);
	const polled = { kind, taskId, ageMs, checkAtOnce: true };
	const pollMs = pollMsOf(itemContext, kind, target);
	const ending =
		pollMs === undefined
			? await lookOnce(itemContext, polled)
			: await pollTask(itemContext.session, itemContext.signal, { ...polled, maxWaitMs: pollMs });
	const fields = {
		kind: kind.name,
		taskId,
		runId: null,
		submittedAt: submittedAt ?? null,
		checks: checks + ending.checks,
		waitedMs: ending.waitedMs,
	};
	if (ending.end === 'finished') {
		const { status, runId } = ending;
		return await fetchRun(itemContext, plan, { runId }, { ...fields, status, runId });
	}
	if (ending.end === 'timedOut' || ending.end === 'lostContact') {
		const pollingPolicy = { ...kind.pollingPolicy, maxWaitMs };
		const output = underWay(itemContext, { ...plan, target, about }, pollingPolicy, fields, ending);
		if (output) return [output];
	}
	throw new ExplainedError(explainEnding(ending, maxWaitMs));
}

/** Where n8n can't wait in the background, the node waits in memory. */
function wayOf({ mayHold }: ItemContext, { whenStillRunning }: ByTask) {
	return whenStillRunning === 'background' && !mayHold ? 'wait' : whenStillRunning;
}

/** For how long to poll here, in ms; undefined for a single look. */
function pollMsOf(itemContext: ItemContext, kind: Kind, target: ByTask): number | undefined {
	const maxWaitMs = maxWaitOf(itemContext, kind);
	switch (wayOf(itemContext, target)) {
		case 'wait':
			return maxWaitMs;
		case 'background': {
			const leftMs = inMemoryMs(itemContext.session, kind, maxWaitMs);
			return leftMs > 0 ? Math.min(leftMs, maxWaitMs) : undefined;
		}
		default:
			return undefined;
	}
}

/** What is said of a task that is not seen to end; undefined when that is an error. */
function underWay(
	itemContext: ItemContext,
	{ target, resultOptions, about }: FetchPlan & { target: ByTask; about: IDataObject },
	pollingPolicy: PollingPolicy,
	fields: Omit<TaskFields, 'status'> & { taskId: string },
	ending: UnderWay,
): Output | undefined {
	const { end, status } = ending;
	const { waitingSince, onMaxWait } = target;
	const whenStillRunning = wayOf(itemContext, target);
	if (['background', 'look', 'branch'].includes(whenStillRunning)) {
		const known = { ...fields, status: status ?? 'UNKNOWN' };
		const unclear = end === 'lostContact' ? ending.checks : 0;
		const again =
			whenStillRunning === 'branch'
				? stillRunning(itemContext, known, { pollingPolicy, waitingSince, unclear, about })
				: holdAgain(itemContext, known, { target, resultOptions, about }, pollingPolicy);
		if (again) return again;
		return onMaxWait === 'item' ? withTaskFields(known, { json: about }) : undefined;
	}
	if (whenStillRunning === 'wait' && onMaxWait === 'item' && status) {
		return withTaskFields({ ...fields, status }, { json: about });
	}
	if (whenStillRunning === 'error' && end === 'timedOut') {
		throw new ExplainedError({
			message: 'The task is still running',
			description: `Its status is ${ending.status}. Fetch the result later.`,
		});
	}
	return undefined;
}

/** The item that n8n waits for in the background; undefined when the wait is over. */
function holdAgain(
	itemContext: ItemContext,
	fields: TaskFields & { taskId: string },
	{ target, ...wanted }: { target: ByTask; resultOptions: IDataObject; about: IDataObject },
	{ maxWaitMs }: PollingPolicy,
): Output | undefined {
	const now = itemContext.session.client.clock.date();
	const { onMaxWait, waitingSince = now, waitedMs = 0 } = target;
	const waiting = { waitingSince, waitedMs };
	if (waitedMsOf(waiting, now) >= maxWaitMs) return undefined;
	return holdTask(itemContext, { fields, onMaxWait, maxWaitMs, ...wanted, ...waiting });
}

/** One clear look: a second and a third when it gives no clear answer. */
async function lookOnce(
	{ session, signal }: ItemContext,
	polled: Omit<PollTaskInput, 'maxWaitMs'>,
) {
	const { clock } = session.client;
	const waitsUntil = clock.now() + USUAL_WAIT_MS;
	let checks = 0;
	for (let look = 1; ; look++) {
		const ending = await pollTask(session, signal, { ...polled, maxWaitMs: 0, waitsUntil });
		checks += ending.checks;
		const isUnclear = ending.end === 'lostContact' && !outlasts(ending.failure, waitsUntil, clock);
		if (!isUnclear || look >= LOOKS) return { ...ending, checks };
		const gapMs = look * polled.kind.pollingPolicy.shortestGapMs;
		await pause(gapMs, signal, clock);
	}
}
