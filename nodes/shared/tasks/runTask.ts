import type { IDataObject } from 'n8n-workflow';

import { membersIn } from '../camb/members';
import { readRunId } from '../camb/status';
import { ageOf } from '../core/clock';
import { ExplainedError } from '../core/explainedError';
import { explainEnding } from '../errors/explainEnding';
import type { TaskIds } from '../errors/taskIds';
import { holdTask, inMemoryMs } from './background/holdTask';
import { contentDigest } from './contentDigest';
import type { Fetched, Kind, Output, ResultContext, Run, TaskRequest } from './kind';
import { maxWaitOf } from './maxWait';
import { settleParts } from './parts';
import { pollTask } from './pollTask';
import type { ResultStep } from './resultContext';
import { openResultContext } from './resultContext';
import type { ItemContext } from './session';
import type { OnMaxWait } from './settings';
import type { Submission } from './submit';
import { submit } from './submit';
import type { TaskFields } from './taskFields';
import { finishedFields, withTaskFields } from './taskFields';
import { traceTask } from './traceTask';

/** Submits one request and hands back the ids of its task, without waiting. */
export async function submitOnly(itemContext: ItemContext, wanted: TaskRequest): Promise<Output[]> {
	const submission = await submit(itemContext, wanted);
	if (submission.is !== 'accepted') return await finishAnswered(itemContext, submission);
	const { taskId, submittedAt, request } = submission;
	// Nobody sees when it ends.
	itemContext.session.places.take();
	remember(itemContext, request, taskId);
	const fields = submittedFields(request, taskId, submittedAt);
	return [withTaskFields(fields, { json: aboutOf(request) })];
}

/** Submits one request, waits for its task to end, and fetches the result. */
export async function runTask(
	itemContext: ItemContext,
	wanted: TaskRequest,
	onMaxWait: OnMaxWait = 'error',
): Promise<Output[]> {
	const { ledger, client } = itemContext.session;
	const submission = await submit(itemContext, wanted);
	if (submission.is !== 'accepted') return await finishAnswered(itemContext, submission);

	const { request, taskId, submittedAt, pickedUp } = submission;
	const { kind } = request;
	remember(itemContext, request, taskId);
	const maxWaitMs = maxWaitOf(itemContext, kind);
	const leftMs = itemContext.mayHold ? inMemoryMs(itemContext.session, kind, maxWaitMs) : maxWaitMs;
	const ending = await pollInPlace(itemContext, submission, Math.min(maxWaitMs, leftMs));
	const fields = {
		...submittedFields(request, taskId, submittedAt),
		checks: ending.checks,
		waitedMs: ending.waitedMs,
	};
	if (ending.end === 'timedOut' || ending.end === 'lostContact') {
		const { status } = ending;
		if (leftMs < maxWaitMs) {
			const { resultOptions } = request;
			// Of a task from before somebody asks anew.
			const waitingSince = pickedUp ? client.clock.date() : submittedAt;
			const held = { about: aboutOf(request), resultOptions, onMaxWait, waitingSince, maxWaitMs };
			return [holdTask(itemContext, { fields, ...held })];
		}
		const pending = { json: aboutOf(request), isPending: true };
		if (onMaxWait === 'item' && status) {
			const left = kind.whenPending?.(request.resultOptions);
			if (left) itemContext.session.warnings.add(itemContext.item, left, `task ID ${taskId}`);
			return [withTaskFields({ ...fields, status }, pending)];
		}
	}
	if (ending.end === 'failed') ledger.forget(itemContext.item, request);
	if (ending.end !== 'finished') throw new ExplainedError(explainEnding(ending, maxWaitMs));
	const finished = { ...fields, status: ending.status, runId: ending.runId };
	return await fetchRun(itemContext, request, { runId: ending.runId }, finished);
}

async function pollInPlace(
	{ session, signal }: ItemContext,
	{ request, taskId, submittedAt, pickedUp }: Extract<Submission, { is: 'accepted' }>,
	maxWaitMs: number,
) {
	const { kind } = request;
	// The system's clock counts only for a task that an earlier try submitted.
	const ageMs = pickedUp ? ageOf(submittedAt, session.client.clock) : 0;
	const payload = pickedUp ? undefined : request.payload;
	const polled = { kind, taskId, ageMs, maxWaitMs, checkAtOnce: pickedUp, payload };
	session.places.take();
	try {
		return await pollTask(session, signal, polled);
	} finally {
		session.places.free();
	}
}

/** What is wanted of a run. */
interface Wanted {
	kind: Pick<Kind, 'name' | 'about' | 'fetch' | 'followUps' | 'pollingPolicy'>;
	resultOptions: IDataObject;
}

/** Fetches the result of a finished run and puts the item's fields on it. */
export async function fetchRun(
	itemContext: ItemContext,
	request: Wanted,
	run: Run,
	fields: TaskFields,
): Promise<Output[]> {
	const { session, tasks } = itemContext;
	const task = tasks.find(
		({ taskId, runId }) => taskId === fields.taskId && (taskId !== null || runId === run.runId),
	);
	if (task) task.runId = run.runId;
	const { kind, taskId } = fields;
	const ids = task ?? { kind, taskId, runId: run.runId };
	const stepEnds = session.client.clock.now() + maxWaitOf(itemContext, request.kind);
	const how = { resultOptions: request.resultOptions, stepEnds };
	const outputs = [
		...(await request.kind.fetch(run, resultContextOf(itemContext, how, ids))),
		...(await followUp(itemContext, request, run, ids)),
	];
	// The result is here: from now on the item is about the task that asked for this one.
	if (task) tasks.unshift(...tasks.splice(tasks.indexOf(task), 1));
	return outputs.map((output) => withTaskFields(fields, output));
}

/** Completes the tasks that a run is wanted for besides. */
async function followUp(
	itemContext: ItemContext,
	{ kind, resultOptions }: Wanted,
	run: Run,
	ids: TaskIds,
): Promise<Fetched[]> {
	const followUps = kind.followUps?.(run, resultOptions);
	if (!followUps) return [];
	const { requests, whenMissing } = followUps;
	const parts = requests.map((request) => ({
		...request,
		task: ids,
		ownKind: request.kind.name,
	}));
	const completed = await settleParts(itemContext, parts, {
		fetchOne: async (request, own) => await runTask(own, asPart(request)),
		whenMissing,
		needsOne: false,
	});
	return completed.flat().map((output) => ({ ...output, hasTaskFields: true }));
}

/** What a kind may use for a run whose task is `ids`. */
function resultContextOf(itemContext: ItemContext, how: ResultStep, ids: TaskIds): ResultContext {
	return openResultContext(itemContext, how, {
		complete: async (more) => await runTask(itemContext, asPart(more)),
		async fetchEach(parts, fetchOne, whenMissing) {
			const all = parts.map((part) => ({ ...part, task: ids }));
			const fetched = await settleParts(itemContext, all, {
				fetchOne: async (part, own) => [await fetchOne(part, resultContextOf(own, how, ids))],
				whenMissing,
				needsOne: true,
			});
			return fetched.flat();
		},
	});
}

/** Requests that one run needs differ in what they ask for. */
function asPart(request: TaskRequest): TaskRequest {
	return { ...request, part: contentDigest('', request) };
}

/** A create that brought its result at once has no task to wait for. */
async function finishAnswered(
	itemContext: ItemContext,
	submission: Exclude<Submission, { is: 'accepted' }>,
): Promise<Output[]> {
	if (submission.is === 'answeredBefore') return submission.outputs;
	const { request, answer, submittedAt } = submission;
	const { session, item, tasks } = itemContext;
	const { name: kind, isPart } = request.kind;
	const runId = readRunId(membersIn(answer).run_id);
	if (runId !== null) tasks.push({ kind, taskId: null, runId });
	const waitedMs = ageOf(submittedAt, session.client.clock);
	const fields = finishedFields(kind, submittedAt, waitedMs, runId);
	const outputs = await fetchRun(itemContext, request, { runId, answer }, fields);
	if (isPart) session.ledger.forget(item, request);
	else session.ledger.write(item, request, { state: 'done', outputs });
	return outputs;
}

/** The newest task is what the user fetches later: a part stands behind the one it belongs to. */
function remember({ session, tasks }: ItemContext, request: TaskRequest, taskId: string) {
	traceTask(session.context, taskId);
	const place = request.kind.isPart ? tasks.length - 1 : tasks.length;
	tasks.splice(place, 0, taskIdsOf(request, taskId));
}

/** A task as its item and its errors tell it. */
export function taskIdsOf(request: Wanted, taskId: string): TaskIds {
	const about = aboutOf(request);
	const more = Object.keys(about).length > 0 && { about };
	return { kind: request.kind.name, taskId, runId: null, ...more };
}

/** What an item says of its task besides the ids, so that it is fetched in the same way. */
export function aboutOf({ kind, resultOptions }: Wanted): IDataObject {
	return kind.about?.(resultOptions) ?? {};
}

/** Of a task that was submitted just now. */
function submittedFields({ kind }: TaskRequest, taskId: string, submittedAt: number) {
	const { name } = kind;
	const ids = { kind: name, taskId, runId: null };
	return { ...ids, status: 'PENDING', submittedAt, waitedMs: 0, checks: 0 };
}
