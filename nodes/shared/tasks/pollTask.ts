import { NO_RUN_ID, readStatus } from '../camb/status';
import type { Check, PollResult } from '../core/polling';
import { poll } from '../core/polling';
import type { RequestFailure } from '../http/requestFailure';
import { isTransient } from '../http/requestFailure';
import type { Payload } from './createRequest';
import type { Kind } from './kind';
import { payloadSize } from './payloadSize';
import type { Session } from './session';

/** So many checks in a row without a clear answer are lost contact. */
const UNCLEAR_LIMIT = 20;
/** No status is longer, in bytes: a longer answer is not read to its end. */
const LONGEST_STATUS = 1024 * 1024;
/** A task that was submitted so short a time ago may not be known everywhere yet, in ms. */
const FRESH_MS = 30_000;

export interface PollTaskInput {
	kind: Kind;
	taskId: string;
	/** For how long it has been under way, in ms; unknown for a task that somebody else submitted. */
	ageMs?: number;
	/** In ms from now; 0 checks once. */
	maxWaitMs: number;
	/** Until when a single check waits to be sent, by the clock's `now`; two minutes if not set. */
	waitsUntil?: number;
	checkAtOnce: boolean;
	/** What was sent, for a task that was submitted just now: it is likely to take as long as others like it. */
	payload?: Payload;
	unclearLimit?: number;
}

/** Checks a task until it ends or the wait does. */
export async function pollTask(
	session: Session,
	signal: AbortSignal,
	input: PollTaskInput,
): Promise<PollResult<RequestFailure> & { waitedMs: number }> {
	const { clock, taskLengths } = session.client;
	const { kind, taskId, ageMs, payload } = input;
	const begunAt = clock.now() - (ageMs ?? 0);
	const sort = payload ? sortOf(kind, payload) : '';
	let runningMs = 0;
	const polled = await poll<RequestFailure>({
		check: async (deadline) => {
			const isFresh = ageMs !== undefined && clock.now() - begunAt < FRESH_MS;
			// Who looks only once does so as soon as the API wants to be asked.
			const waitsUntil = input.maxWaitMs > 0 ? deadline : input.waitsUntil;
			const sentMs = clock.now() - begunAt;
			const seen = await check(session, { kind, taskId, isFresh, waitsUntil, signal });
			if (seen.is === 'running') runningMs = sentMs;
			return seen;
		},
		pollingPolicy: kind.pollingPolicy,
		begunAt,
		maxWaitMs: input.maxWaitMs,
		checkAtOnce: input.checkAtOnce,
		unclearLimit: input.unclearLimit ?? UNCLEAR_LIMIT,
		clock,
		lengths: taskLengths.of(sort),
		atOnce: () => session.places.underWay,
		signal,
	});
	const waitedMs = clock.now() - begunAt;
	if (sort && polled.end === 'finished') taskLengths.add(sort, { from: runningMs, to: waitedMs });
	return { ...polled, waitedMs };
}

/** Tasks take similar times that are of one kind and have much the same amount of work to do. */
function sortOf(kind: Kind, payload: Payload): string {
	return `${kind.name} ${Math.round(Math.log2(payloadSize(payload) + 1))}`;
}

interface Look {
	kind: Kind;
	taskId: string;
	/** Whether the API may not know the task yet. */
	isFresh: boolean;
	waitsUntil?: number;
	signal: AbortSignal;
}

async function check(
	session: Session,
	{ kind, taskId, isFresh, ...when }: Look,
): Promise<Check<RequestFailure>> {
	const path = `${kind.statusPath}/${encodeURIComponent(taskId)}`;
	const answer = await session.client.read({
		method: 'GET',
		path,
		longestText: LONGEST_STATUS,
		...when,
	});
	if (!answer.ok) {
		const { failure } = answer;
		// Whatever keeps an answer away says nothing about the task.
		if (failure.what !== 'refused') return { is: 'unclear', failure };
		if (failure.notSent) return { is: 'heldOff', failure };
		const isUnknown = failure.status === 404;
		return isTransient(failure) || (isUnknown && isFresh)
			? { is: 'unclear', failure, retryAfterMs: failure.retryAfterMs }
			: { is: 'refused', failure };
	}
	const reading = readStatus(kind.statusIn?.(answer.body) ?? answer.body);
	if (reading.is === 'unreadable') return unclear('The response contains no status');
	const { status } = reading;
	const { logger } = session.context;
	logger.debug(`CAMB.AI task ${taskId}: ${status}`, { kind: kind.name, taskId, status });
	if (reading.is === 'finished' && reading.runId === null && !kind.runIdOptional) {
		return unclear(NO_RUN_ID);
	}
	return reading;
}

function unclear(why: string): Check<RequestFailure> {
	return { is: 'unclear', failure: { what: 'unreadable', status: 200, why } };
}
