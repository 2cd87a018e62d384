import type { IDataObject } from 'n8n-workflow';

import type { TaskIds } from '../http/errors';
import { Problem } from '../http/errors';
import type { Explanation } from '../http/explain';
import { explainTrouble } from '../http/explain';
import { explainFailedTask } from '../http/reasons';
import type { Trouble } from '../http/trouble';
import type { Desk, Output, Run, TaskRequest } from '../kinds/kind';
import { ageOf } from './clock';
import { contentDigest } from './contentDigest';
import { openDesk } from './desk';
import { eachForItself, eachPart } from './each';
import type { Head } from './head';
import { withHead } from './head';
import type { Ride } from './line';
import type { Ending } from './poll';
import { readRunId } from './status';
import type { Submission } from './submit';
import { submit } from './submit';
import { watch } from './watch';

/** What to do when the wait is over before the task is. */
export type OnMaxWait = 'error' | 'item';

/** Submits one request and hands back the ids of its task, without waiting. */
export async function submitOnly(ride: Ride, wanted: TaskRequest): Promise<Output[]> {
	const submission = await submit(ride, wanted);
	if (submission.is !== 'accepted') return await finishAnswered(ride, submission);
	const { taskId, submittedAt, request } = submission;
	// Nobody sees when it ends.
	ride.line.places.take();
	remember(ride, request, taskId);
	return [withHead(headOf(request, taskId, submittedAt), { json: {} })];
}

/** The whole line for one request: submits, waits for the task to end, and fetches the result. */
export async function complete(
	ride: Ride,
	wanted: TaskRequest,
	onMaxWait: OnMaxWait,
): Promise<Output[]> {
	const { ledger } = ride.line;
	const submission = await submit(ride, wanted);
	if (submission.is !== 'accepted') return await finishAnswered(ride, submission);

	const { request, taskId, submittedAt } = submission;
	const { kind } = request;
	remember(ride, request, taskId);
	const maxWaitMs = ride.settings.maxWaitMs ?? kind.patience.maxWaitMs;
	const ending = await watchInPlace(ride, submission, maxWaitMs);
	const head = {
		...headOf(request, taskId, submittedAt),
		checks: ending.checks,
		waitedMs: ending.waitedMs,
	};
	if (onMaxWait === 'item' && (ending.end === 'timedOut' || ending.end === 'lostContact')) {
		const { status } = ending;
		if (status) return [withHead({ ...head, status }, { json: {}, isPending: true })];
	}
	if (ending.end === 'failed') ledger.forget(ride.item, request);
	if (ending.end !== 'finished') throw new Problem(explainEnding(ending, maxWaitMs));
	const finished = { ...head, status: ending.status, runId: ending.runId };
	return await fetchRun(ride, request, { runId: ending.runId }, finished);
}

async function watchInPlace(
	{ line, signal }: Ride,
	{ request, taskId, submittedAt, pickedUp }: Extract<Submission, { is: 'accepted' }>,
	maxWaitMs: number,
) {
	const { kind } = request;
	// The system's clock counts only for a task that an earlier try submitted.
	const ageMs = pickedUp ? ageOf(submittedAt, line.api.clock) : 0;
	const watched = { kind, taskId, ageMs, maxWaitMs, checkAtOnce: pickedUp };
	line.places.take();
	try {
		return await watch(line, signal, watched);
	} finally {
		line.places.free();
	}
}

/** Fetches the result of a finished run and puts the item's head on it. */
export async function fetchRun(
	ride: Ride,
	request: Pick<TaskRequest, 'kind' | 'wants'>,
	run: Run,
	head: Head,
): Promise<Output[]> {
	const task = ride.tasks.find(
		({ taskId, runId }) => taskId === head.taskId && (taskId !== null || runId === run.runId),
	);
	if (task) task.runId = run.runId;
	const { kind, taskId } = head;
	const ids = task ?? { kind, taskId, runId: run.runId };
	const outputs = await request.kind.fetch(run, deskOf(ride, request.wants, ids));
	// The result is here: from now on the item is about the task that asked for this one.
	if (task) ride.tasks.unshift(...ride.tasks.splice(ride.tasks.indexOf(task), 1));
	return outputs.map((output) => withHead(head, output));
}

/** The desk of a run whose task is `ids`. */
function deskOf(ride: Ride, wants: Desk['wants'], ids: TaskIds): Desk {
	return openDesk(ride, wants, {
		complete: async (more) => await complete(ride, asPart(more), 'error'),
		completeEach: async (all) =>
			unlessStopped(ride, await eachForItself(ride, all.map(asPart), complete)),
		fetchEach: async (names, fetchOne) => {
			const outputs = await eachPart(
				ride,
				ids,
				names,
				async (index, own) => await fetchOne(index, deskOf(own, wants, ids)),
			);
			return unlessStopped(ride, outputs);
		},
	});
}

/** Requests that one run needs differ in what they ask for. */
function asPart<R extends TaskRequest>(request: R): R {
	return { ...request, part: contentDigest('', request) };
}

/** What was half done when the execution was stopped is no result. */
function unlessStopped<T>({ signal }: Ride, result: T): T {
	if (signal.aborted) throw new Problem(CANCELED);
	return result;
}

/** A create that brought its result at once has no task to wait for. */
async function finishAnswered(
	ride: Ride,
	submission: Exclude<Submission, { is: 'accepted' }>,
): Promise<Output[]> {
	if (submission.is === 'answeredBefore') return submission.outputs;
	const { request, reply, answer, submittedAt } = submission;
	const { clock } = ride.line.api;
	const runId = readRunId((answer as IDataObject | undefined)?.run_id);
	if (runId !== null) ride.tasks.push({ kind: request.kind.name, taskId: null, runId });
	const waitedMs = ageOf(submittedAt, clock);
	const head = { ...headOf(request, null, submittedAt), runId, status: 'SUCCESS', waitedMs };
	const { places } = ride.line;
	if (reply) places.take();
	const outputs = await fetchRun(ride, request, { runId, reply, answer }, head).finally(() => {
		if (reply) places.free();
	});
	if (request.kind.isPart) ride.line.ledger.forget(ride.item, request);
	else ride.line.ledger.write(ride.item, request, { state: 'done', outputs });
	return outputs;
}

/** The newest task is what the user fetches later: a part stands behind the one it belongs to. */
function remember({ tasks }: Ride, { kind }: TaskRequest, taskId: string) {
	const place = kind.isPart ? tasks.length - 1 : tasks.length;
	tasks.splice(place, 0, { kind: kind.name, taskId, runId: null });
}

function headOf({ kind }: TaskRequest, taskId: string | null, submittedAt: number): Head {
	return {
		kind: kind.name,
		taskId,
		runId: null,
		status: 'PENDING',
		submittedAt,
		waitedMs: 0,
		checks: 0,
	};
}

/** The message has n8n's own word for it, by which n8n tells a stopped execution from a failed one. */
export const CANCELED: Explanation = {
	message: 'The execution was canceled',
	description: 'Tasks that were already accepted keep running at CAMB.AI.',
};

/** Says why a wait did not end well. */
export function explainEnding(
	ending: Exclude<Ending<Trouble>, { end: 'finished' }>,
	maxWaitMs: number,
): Explanation {
	switch (ending.end) {
		case 'failed':
			return explainFailedTask(ending.status, ending.reason, ending.message);
		case 'timedOut':
			return {
				message: `CAMB.AI did not finish within ${duration(maxWaitMs)}`,
				description: `The last status was ${ending.status}. The task keeps running at CAMB.AI: fetch the result later, and raise Max Wait for the next run.`,
			};
		case 'lostContact': {
			const { message, description, httpCode } = explainTrouble(ending.trouble, 'read');
			return {
				message: 'CAMB.AI stopped reporting the status of the task',
				description: `${message}. ${description} The task itself may be fine.`,
				httpCode,
			};
		}
		case 'refused':
			return explainTrouble(ending.trouble, 'read');
		case 'stopped':
			return CANCELED;
	}
}

function duration(ms: number): string {
	const minutes = ms / 60_000;
	if (minutes < 1) return `${Math.round(ms / 1000)} seconds`;
	return minutes === 1 ? '1 minute' : `${Math.round(minutes * 10) / 10} minutes`;
}
