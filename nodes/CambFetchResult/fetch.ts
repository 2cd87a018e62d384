import { Problem } from '../shared/http/errors';
import { isTooLong } from '../shared/http/hold';
import { badEndIn } from '../shared/kinds/badEnd';
import type { Output } from '../shared/kinds/kind';
import { ageOf, pause } from '../shared/task/clock';
import { CANCELED, explainEnding, fetchRun } from '../shared/task/complete';
import { eachRun } from '../shared/task/each';
import type { Head } from '../shared/task/head';
import { withHead } from '../shared/task/head';
import type { Ride } from '../shared/task/line';
import type { Patience } from '../shared/task/schedule';
import type { WatchInput } from '../shared/task/watch';
import { watch } from '../shared/task/watch';
import type { BulkResults } from './bulk';
import type { ByTask, FetchPlan } from './plan';
import { stillRunning } from './stillRunning';

type UnderWay = Extract<Awaited<ReturnType<typeof watch>>, { end: 'timedOut' | 'lostContact' }>;

/** A single look is taken as often as this when there is no clear answer. */
const LOOKS = 3;

/** The result of one item, by task or by run. */
export async function fetchItem(ride: Ride, plan: FetchPlan, bulk: BulkResults): Promise<Output[]> {
	const { target } = plan;
	return target.by === 'task'
		? await fetchTask(ride, plan, target)
		: await fetchRuns(ride, plan, target.runIds, bulk);
}

/** Each run for itself: one that ends badly says why, and the others come all the same. */
async function fetchRuns(
	ride: Ride,
	plan: FetchPlan,
	runIds: number[],
	bulk: BulkResults,
): Promise<Output[]> {
	const { kind } = plan;
	const tasks = runIds.map((runId) => ({ kind: kind.name, taskId: null, runId }));
	// What is said of the item as a whole is about its first run.
	ride.tasks.push(...[...tasks].reverse());
	const fetched = await eachRun(ride, tasks, async (index, own) => {
		const runId = runIds[index];
		const head = { ...headOf(plan), status: 'SUCCESS', runId };
		return await fetchRun(own, plan, { runId, bulk: bulk.get(kind)?.get(runId) }, head);
	});
	if (ride.signal.aborted) throw new Problem(CANCELED);
	for (const [index, outputs] of fetched.entries()) {
		const bad = outputs.length === 1 ? badEndIn(outputs[0].json) : undefined;
		if (!bad) continue;
		const about = `${kind.name}, run ID ${runIds[index]}: ${bad.message}`;
		ride.line.warnings.add(ride.item, 'A run could not be fetched', about);
	}
	return fetched.flat();
}

async function fetchTask(ride: Ride, plan: FetchPlan, target: ByTask): Promise<Output[]> {
	const { kind } = plan;
	const { taskId, submittedAt, whenStillRunning } = target;
	ride.tasks.push({ kind: kind.name, taskId, runId: null });

	const maxWaitMs = ride.settings.maxWaitMs ?? kind.patience.maxWaitMs;
	const { clock } = ride.line.api;
	const ageMs = submittedAt === undefined ? undefined : ageOf(submittedAt, clock);
	const watched = { kind, taskId, ageMs, checkAtOnce: true };
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
	if (ending.end === 'timedOut' || ending.end === 'lostContact') {
		const output = underWay(ride, target, { ...kind.patience, maxWaitMs }, head, ending);
		if (output) return [output];
	}
	throw new Problem(explainEnding(ending, maxWaitMs));
}

/** What is said of a task that is not seen to end; undefined when that is an error. */
function underWay(
	ride: Ride,
	{ whenStillRunning, waitingSince, onMaxWait }: ByTask,
	patience: Patience,
	head: Omit<Head, 'status'>,
	ending: UnderWay,
): Output | undefined {
	const { end, status } = ending;
	if (whenStillRunning === 'branch') {
		const unclear = end === 'lostContact' ? ending.checks : 0;
		const known = { ...head, status: status ?? 'UNKNOWN' };
		const again = stillRunning(ride, known, { patience, waitingSince, unclear });
		if (again) return again;
		return onMaxWait === 'item' ? withHead(known, { json: {} }) : undefined;
	}
	if (whenStillRunning === 'wait' && onMaxWait === 'item' && status) {
		return withHead({ ...head, status }, { json: {} });
	}
	if (whenStillRunning === 'error' && end === 'timedOut') {
		throw new Problem({
			message: 'The task is still running',
			description: `Its status is ${ending.status}. Fetch the result later.`,
		});
	}
	return undefined;
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
