import { ApiError, runNotFound, taskNotFound, tooManyTasks } from '../apiError.mts';
import { tagOf } from '../languages.mts';
import { secondsFor, type Kind } from '../settings.mts';
import { statusAt, statusBody, type Ending, type Task } from '../tasks.mts';
import type { Call, Operation } from './call.mts';
import { sourceOf } from './sources.mts';

function endingOf({ fault }: Call): Ending | undefined {
	return fault?.type === 'task' ? fault : undefined;
}

/** Begins a task of this kind. `data` is kept for the result. */
export function begin(
	call: Call,
	kind: Kind,
	data: Record<string, unknown> = {},
	ending = endingOf(call),
): Task {
	const { account, body, text, log } = call;
	const now = account.clock.now();
	const running = account.tasks.filter((task) => statusAt(task, now) === 'PENDING').length;
	if (running >= (account.settings.tasksAtOnce ?? Infinity)) throw tooManyTasks();
	const task = account.submit({ kind, request: body, text, data, ending });
	const seconds = secondsFor(kind, account.settings.taskSeconds).toFixed(1);
	log.note = `task ${task.taskId.slice(0, 4)}… accepted (${kind}, done in ${seconds} s)`;
	return task;
}

/** The answer to a create (TaskCreated in the contract). */
export function accepted({ account }: Call, { taskId }: Task) {
	const { createForm } = account.settings;
	return { task_id: taskId, ...(createForm === 'status' && { status: 'PENDING' }) };
}

/** A create call: begins a task and answers with its id. */
export function createsTask(
	kind: Kind,
	dataOf: (call: Call) => Record<string, unknown>,
): Operation {
	return (call) => accepted(call, begin(call, kind, dataOf(call)));
}

/** A create call whose media come by a link, under that name. */
export function createsTaskOf(kind: Kind, link: string): Operation {
	return async (call) => {
		const { ending } = await sourceOf(call, String(call.body[link]));
		return accepted(call, begin(call, kind, {}, ending));
	};
}

/** A status call. The path names the task `task_id` or, for translated stories, `id`. */
export function tellsStatus(kind: Kind): Operation {
	return ({ account, params, log, fault, reply }) => {
		const task = account.task(params.task_id ?? params.id, kind);
		if (!task) throw taskNotFound();
		const body =
			fault?.type === 'status-word'
				? { status: fault.word, run_id: null }
				: statusBody(task, account.clock.now(), account.settings.runId);
		log.note = `task ${task.taskId.slice(0, 4)}… ${body.status}`;
		if (account.settings.statusForm === 'object') return body;
		reply.type('application/json');
		return JSON.stringify(body.status);
	};
}

/** The finished run that the path's `run_id` names; throws the 400 of an unknown run. */
export function finishedRun(call: Call, ...kinds: Kind[]): Task {
	const run = call.account.run(call.params.run_id, kinds);
	if (!run) throw runNotFound(String(call.params.run_id));
	return run;
}

/** The tag of the path's language, if it is one of the run's; throws 404 if not. */
export function languageOf({ params }: Call, { runId }: Task, languages: unknown[]): string {
	const tag = tagOf(params.language);
	if (languages.map(tagOf).includes(tag)) return tag;
	throw new ApiError(404, { detail: `Run ${runId} has no language ${tag}` });
}

/** A bulk call: a map from run id, as text, to what `resultOf` makes of the run. */
export function tellsResults(
	kinds: Kind[],
	resultOf: (call: Call, run: Task) => unknown,
): Operation {
	return async (call) => {
		const results: Record<string, unknown> = {};
		for (const runId of call.body.run_ids as number[]) {
			const run = call.account.run(runId, kinds);
			if (run) results[runId] = await resultOf(call, run);
			else if (call.account.settings.unknownBulk === 'refuse') throw runNotFound(runId);
		}
		return results;
	};
}

/** 501 for what the sandbox doesn't do. */
export const notSpoken: Operation = () => {
	throw new ApiError(501, { detail: 'The sandbox does not speak this call' });
};
