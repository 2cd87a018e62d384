import type { Kind } from '../kinds/kind';
import type { Trouble } from '../http/trouble';
import { mayPass } from '../http/trouble';
import type { Line } from './line';
import type { Check, PollResult } from './poll';
import { poll } from './poll';
import { readStatus } from './status';

/** So many checks in a row without a clear answer are lost contact. */
const UNCLEAR_LIMIT = 20;
/** A task that was submitted so short a time ago may not be known everywhere yet, in ms. */
const FRESH_MS = 30_000;

export interface WatchInput {
	kind: Kind;
	taskId: string;
	/** For how long it has been under way, in ms; unknown for a task that somebody else submitted. */
	ageMs?: number;
	/** In ms from now; 0 checks once. */
	maxWaitMs: number;
	checkAtOnce: boolean;
	unclearLimit?: number;
}

/** Checks a task until it ends or the wait does. */
export async function watch(
	line: Line,
	signal: AbortSignal,
	input: WatchInput,
): Promise<PollResult<Trouble> & { waitedMs: number }> {
	const { clock, heldForMs, heldTrouble } = line.api;
	const { kind, taskId, ageMs } = input;
	const begunAt = clock.now() - (ageMs ?? 0);
	const polled = await poll<Trouble>({
		check: async () => {
			const isFresh = ageMs !== undefined && clock.now() - begunAt < FRESH_MS;
			return await check(line, signal, kind, taskId, isFresh);
		},
		patience: kind.patience,
		begunAt,
		maxWaitMs: input.maxWaitMs,
		checkAtOnce: input.checkAtOnce,
		heldForMs,
		heldTrouble,
		unclearLimit: input.unclearLimit ?? UNCLEAR_LIMIT,
		clock,
		signal,
	});
	return { ...polled, waitedMs: clock.now() - begunAt };
}

async function check(
	line: Line,
	signal: AbortSignal,
	kind: Kind,
	taskId: string,
	isFresh: boolean,
): Promise<Check<Trouble>> {
	const path = `${kind.statusPath}/${encodeURIComponent(taskId)}`;
	const answer = await line.api.read({ method: 'GET', path, signal });
	if (!answer.ok) {
		const { trouble } = answer;
		// Whatever keeps an answer away says nothing about the task.
		if (trouble.what !== 'refused') return { is: 'unclear', trouble };
		const isUnknown = trouble.status === 404;
		return mayPass(trouble) || (isUnknown && isFresh)
			? { is: 'unclear', trouble }
			: { is: 'refused', trouble };
	}
	const reading = readStatus(answer.body);
	if (reading.is !== 'unreadable') {
		const { status } = reading;
		const { logger } = line.context;
		logger.debug(`CAMB.AI task ${taskId}: ${status}`, { kind: kind.name, taskId, status });
	}
	if (reading.is === 'unreadable') return unclear('The response contains no status');
	if (reading.is === 'finished' && reading.runId === null && !kind.runIdOptional) {
		return unclear('The task is finished, but its run ID is missing or is no ID');
	}
	return reading;
}

function unclear(why: string): Check<Trouble> {
	return { is: 'unclear', trouble: { what: 'unreadable', status: 200, why } };
}
