import { Problem } from '../shared/http/errors';
import { isTooLong } from '../shared/http/hold';
import type { Output } from '../shared/kinds/kind';
import { explainEnding, fetchRun } from '../shared/task/complete';
import { pause } from '../shared/task/clock';
import { withHead } from '../shared/task/head';
import type { Ride } from '../shared/task/line';
import type { WatchInput } from '../shared/task/watch';
import { watch } from '../shared/task/watch';
import type { BulkResults } from './bulk';
import type { ByTask, FetchPlan } from './plan';

/** The second output, for tasks that are not done yet. */
const STILL_RUNNING = 1;
/** A single look is taken as often as this when there is no clear answer. */
const LOOKS = 3;

/** The result of one item, by task or by run. */
export async function fetchItem(ride: Ride, plan: FetchPlan, bulk: BulkResults): Promise<Output[]> {
	const { kind, target } = plan;
	if (target.by === 'task') return await fetchTask(ride, plan, target);

	const outputs: Output[] = [];
	for (const runId of target.runIds) {
		ride.tasks.push({ kind: kind.name, taskId: null, runId });
		const head = { ...headOf(plan), status: 'SUCCESS', runId };
		const run = { runId, bulk: bulk.get(kind)?.get(runId) };
		outputs.push(...(await fetchRun(ride, plan, run, head)));
	}
	return outputs;
}

async function fetchTask(ride: Ride, plan: FetchPlan, target: ByTask): Promise<Output[]> {
	const { kind } = plan;
	const { taskId, submittedAt, whenStillRunning } = target;
	ride.tasks.push({ kind: kind.name, taskId, runId: null });

	const maxWaitMs = ride.settings.maxWaitMs ?? kind.patience.maxWaitMs;
	const watched = { kind, taskId, submittedAt, checkAtOnce: true };
	const ending =
		whenStillRunning === 'wait'
			? await watch(ride.line, ride.signal, { ...watched, maxWaitMs })
			: await lookOnce(ride, watched);
	const head = {
		...headOf(plan),
		taskId,
		submittedAt: submittedAt ?? null,
		checks: ending.checks,
		waitedMs: ending.waitedMs,
	};
	if (ending.end === 'finished') {
		const { status, runId } = ending;
		return await fetchRun(ride, plan, { runId }, { ...head, status, runId });
	}
	const isUnderWay = ending.end === 'timedOut' || ending.end === 'lostContact';
	if (whenStillRunning === 'branch' && isUnderWay) {
		const status = ending.end === 'timedOut' ? ending.status : 'UNKNOWN';
		return [{ ...withHead({ ...head, status }, { json: {} }), branch: STILL_RUNNING }];
	}
	if (whenStillRunning === 'error' && ending.end === 'timedOut') {
		throw new Problem({
			message: 'The task is still running',
			description: `Its status is ${ending.status}. Fetch the result later.`,
		});
	}
	throw new Problem(explainEnding(ending, maxWaitMs));
}

/**
 * One clear look, as soon as the API wants to be asked: a second and a third when it gives no clear
 * answer.
 */
async function lookOnce(ride: Ride, watched: Omit<WatchInput, 'maxWaitMs'>) {
	const { api } = ride.line;
	const { clock } = api;
	let checks = 0;
	for (let look = 1; ; look++) {
		if (!isTooLong(api.heldForMs())) await pause(api.heldForMs(), ride.signal, clock);
		const ending = await watch(ride.line, ride.signal, { ...watched, maxWaitMs: 0 });
		checks += ending.checks;
		if (ending.end !== 'lostContact' || look >= LOOKS) return { ...ending, checks };
		if (isTooLong(api.heldForMs())) return { ...ending, checks };
		await pause(look * watched.kind.patience.shortestGapMs, ride.signal, clock);
	}
}

function headOf({ kind }: FetchPlan) {
	return { kind: kind.name, taskId: null, submittedAt: null, waitedMs: 0, checks: 0, runId: null };
}
