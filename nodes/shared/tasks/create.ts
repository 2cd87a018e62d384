import type { IDataObject } from 'n8n-workflow';

import { taskIdIn } from '../camb/taskId';
import { pause } from '../core/clock';
import { ExplainedError } from '../core/explainedError';
import type { Lost } from '../errors/explain';
import { explainFailure, reasonOf } from '../errors/explain';
import { join } from '../errors/sentences';
import { toUpload, uploadMs } from '../files/upload';
import type { Reply } from '../http/client';
import type { Purpose, RequestFailure } from '../http/requestFailure';
import { isSafeToResend, mayHaveBeenAccepted } from '../http/requestFailure';
import type { Result } from '../http/retry';
import { gapAfter, outlasts, TRIES } from '../http/retry';
import type { CreateRequest, Payload } from './createRequest';
import type { Try } from './places';
import type { ItemContext } from './session';

/** A create that waits for its place is tried at least as often as this, in ms. */
const LONGEST_GAP_MS = 30_000;

/** How a create is sent. */
export interface Sending {
	purpose: Extract<Purpose, 'create' | 'direct'>;
	/** What is said of a direct call whose reply is lost. */
	whenLost?: Lost;
	/** How long it may wait to be taken, in ms. */
	maxWaitMs: number;
	/** What it says of a file that it names instead of holding it. */
	reference?: IDataObject;
	/** How long the body of its reply may stall, in ms; the usual time if not set. */
	stallMs?: number;
}

/** A reply that is not read yet. A direct call has its place until it is. */
export interface Opened {
	reply: Reply;
	/** Closes the files that were sent, once the reply is here. */
	close(): void;
}

/**
 * Sends a create until the API takes it or refuses it for good; it is sent again only when the API
 * cannot have taken it. While tasks of this run are under way, too many requests (HTTP 429) means
 * that the plan allows no more at once: then it waits for one of them to end. Else it gives up after
 * a few tries, and always when Max Wait is over. Throws an ExplainedError, and notes in the ledger
 * whether a later try may send it.
 */
export async function sendCreate(
	itemContext: ItemContext,
	request: CreateRequest,
	sending: Sending,
): Promise<Opened> {
	const { session, signal } = itemContext;
	const { places } = session;
	const { purpose, whenLost } = sending;
	const { clock } = session.client;
	const waitsUntil = clock.now() + sending.maxWaitMs;
	let alone = 0;
	/** What was under way when it was refused last. */
	let others: Try[] | undefined;
	for (let tried = 1; ; tried++) {
		const own = purpose === 'direct' ? places.begin() : undefined;
		const sent = await sendOnce(itemContext, request, sending, waitsUntil);
		if (own) places[sent.ok ? 'answered' : 'refused'](own);
		if (sent.ok) return sent;
		const { failure } = sent;
		const waitsForPlace = failure.what === 'refused' && places.underWay > 0;
		// Nothing kept it waiting either when all that seemed to be under way were refused like itself.
		const wasAlone = Boolean(others?.length && others.every(({ wasRefused }) => wasRefused));
		others = places.triesAlone;
		alone += Number(!waitsForPlace) + Number(wasAlone);
		if (
			alone >= TRIES ||
			(waitsForPlace && clock.now() >= waitsUntil) ||
			outlasts(failure, waitsUntil, clock) ||
			signal.aborted ||
			!isSafeToResend(failure)
		) {
			throw giveUp(itemContext, request, failure, purpose, whenLost);
		}
		const gapMs = gapAfter(tried, clock, LONGEST_GAP_MS);
		await (waitsForPlace
			? places.wait(Math.min(gapMs, waitsUntil - clock.now()), signal)
			: pause(gapMs, signal, clock));
		if (signal.aborted) throw giveUp(itemContext, request, failure, purpose, whenLost);
	}
}

async function sendOnce(
	{ session, signal }: ItemContext,
	{ method = 'POST', path, payload }: CreateRequest,
	{ stallMs, reference }: Sending,
	waitsUntil: number,
): Promise<Result<Opened>> {
	const { close, ...rest } = openPayload(payload, session.client.timeouts.submitMs, reference);
	const opened = await session.client.open({
		method,
		path,
		signal,
		isCreate: true,
		stallMs,
		waitsUntil,
		...rest,
	});
	if (opened.ok) return { ...opened, close };
	close();
	return opened;
}

/**
 * What to throw. The request may be sent by a later try, unless the API may have taken this one. If
 * it did by the ID of a task in its answer, the ledger has it.
 */
export function giveUp(
	itemContext: ItemContext,
	request: CreateRequest,
	failure: RequestFailure,
	purpose: Purpose,
	whenLost?: Lost,
): ExplainedError {
	const { session, item } = itemContext;
	const { name: kind } = request.kind;
	const error = new ExplainedError(explainFailure(failure, purpose, whenLost));
	const taskId = failure.what === 'refused' ? taskIdIn(failure.body) : undefined;
	if (mayHaveBeenAccepted(failure) && taskId && purpose === 'create') {
		noteAccepted(itemContext, request, taskId, session.client.clock.date());
	} else if (mayHaveBeenAccepted(failure)) {
		noteLost(itemContext, request, error, whenLost);
		const message = `CAMB.AI may have accepted a ${kind} request, but its response was lost`;
		session.context.logger.warn(message, { kind, item });
	} else {
		session.ledger.forget(item, request);
	}
	return error;
}

/** Keeps the ID of a task, and tells it to n8n's log: nothing else of it may be left. */
export function noteAccepted(
	{ session, item }: ItemContext,
	request: CreateRequest,
	taskId: string,
	submittedAt: number,
) {
	const { name: kind } = request.kind;
	session.ledger.write(item, request, { state: 'accepted', taskId, submittedAt });
	session.context.logger.info(`CAMB.AI accepted the ${kind} task ${taskId}`, {
		kind,
		taskId,
		item,
	});
}

/** Keeps why the answer to a request was lost, for the try that does not send it again. */
export function noteLost(
	{ session, item }: ItemContext,
	request: CreateRequest,
	cause: unknown,
	whenLost?: Lost,
) {
	const why = session.client.hideKey(reasonOf(cause));
	session.ledger.write(item, request, { state: 'sent', why, advice: adviceOf(whenLost) });
}

/** What there is to say of a request whose answer is lost, where that is no task. */
export function adviceOf(whenLost: Lost | undefined): string | undefined {
	return whenLost && join(whenLost.message, whenLost.advice);
}

/** In an earlier execution it may have been accepted: somebody who was told so retries it. */
export function warnOfSecond({ session, item }: ItemContext, { kind }: CreateRequest) {
	const message = 'A request that CAMB.AI may have accepted before was sent again';
	session.warnings.add(item, message, kind.name);
}

/** A payload as one try sends it. */
function openPayload(payload: Payload, submitMs: number, reference: IDataObject = {}) {
	if ('json' in payload) {
		return { body: { ...payload.json, ...reference }, timeoutMs: submitMs, close: () => {} };
	}
	if ('isEmpty' in payload) return { timeoutMs: submitMs, close: () => {} };
	const { form, close } = toUpload(payload.form);
	// Newer versions of n8n count the time of the upload too.
	return { body: form, timeoutMs: submitMs + uploadMs(payload.form), close };
}
