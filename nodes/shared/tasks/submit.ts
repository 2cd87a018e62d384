import { pause } from '../core/clock';
import { ExplainedError } from '../core/explainedError';
import { explainFailure } from '../errors/explain';
import { toUpload, uploadMs } from '../files/upload';
import { parseIfJson, readText } from '../http/body';
import type { Reply } from '../http/client';
import type { RequestFailure } from '../http/requestFailure';
import { mayHaveBeenAccepted, isSafeToResend } from '../http/requestFailure';
import type { Result } from '../http/retry';
import { gapAfter, outlastsTries, TRIES } from '../http/retry';
import type { Output, Payload, TaskRequest } from './kind';
import type { ItemContext } from './session';

/** A submit that waits for its place is tried at least as often as this, in ms. */
const LONGEST_GAP_MS = 30_000;

/** What became of a request, with the request as it was sent: an earlier try may have sent another. */
export type Submission = { request: TaskRequest } & (
	| { is: 'accepted'; taskId: string; submittedAt: number; pickedUp: boolean }
	/** The reply is the result: open, for a kind without tasks, or its body. */
	| { is: 'answered'; submittedAt: number; reply?: Reply; answer?: unknown }
	| { is: 'answeredBefore'; outputs: Output[] }
);

/**
 * Gets one request accepted, once. What an earlier try sent for the same work is picked up instead
 * of sent again. It is sent more than once only when the API cannot have taken it.
 */
export async function submit(itemContext: ItemContext, wanted: TaskRequest): Promise<Submission> {
	const { session, item } = itemContext;
	const { client, ledger, context } = session;
	const known = ledger.find(item, wanted);
	const kind = known ? (session.kindByName(known.kind) ?? wanted.kind) : wanted.kind;
	const request = known ? { ...wanted, kind, resultOptions: known.resultOptions } : wanted;
	switch (known?.state) {
		case 'accepted':
			return { ...known, is: 'accepted', pickedUp: true, request };
		case 'answered':
			return { ...known, is: 'answered', request };
		case 'done':
			return { is: 'answeredBefore', outputs: known.outputs, request };
		case 'sent':
			if (known.isOfThisExecution) throw notAgain(request);
	}

	ledger.write(item, request, { state: 'sent' });
	const sentAt = client.clock.date();
	const sent = await sendUntilTaken(itemContext, request);
	if (!sent.ok) throw giveUp(itemContext, request, sent.failure);
	const { reply, close } = sent;
	if (isStream(request)) return { is: 'answered', submittedAt: sentAt, reply, request };
	const submittedAt = client.clock.date();

	const reading = await readText(reply.body);
	close();
	const answer = reading.ok ? parseIfJson(reading.text) : undefined;
	if (request.kind.isResult?.(answer)) {
		ledger.write(item, request, { state: 'answered', submittedAt, answer });
		return { is: 'answered', submittedAt, answer, request };
	}
	const taskId = reading.ok ? taskIdIn(answer) : taskIdInBroken(reading.begin);
	if (taskId === undefined) {
		const why = reading.ok ? `It contains no task ID: ${reading.text.slice(0, 200)}` : reading.why;
		throw giveUp(itemContext, request, { what: 'unreadable', status: reply.status, why });
	}
	if (taskId === null) {
		ledger.forget(item, request);
		throw new ExplainedError({
			message: 'CAMB.AI did not start the task',
			description: 'It returned no task ID. Check the input, then try again.',
		});
	}
	ledger.write(item, request, { state: 'accepted', taskId, submittedAt });
	const { name } = kind;
	context.logger.info(`CAMB.AI accepted the ${name} task ${taskId}`, { kind: name, taskId, item });
	return { is: 'accepted', taskId, submittedAt, pickedUp: false, request };
}

/**
 * Sends a create until the API takes it or refuses it for good. While tasks of this run are under
 * way, too many requests (HTTP 429) means that the plan allows no more at once: then it waits for
 * one of them to end, within Max Wait. Else it gives up after a few tries.
 */
async function sendUntilTaken(itemContext: ItemContext, request: TaskRequest) {
	const { session, signal, settings } = itemContext;
	const { places } = session;
	const { clock } = session.client;
	const giveUpAt = clock.now() + (settings.maxWaitMs ?? request.kind.pollingPolicy.maxWaitMs);
	let alone = 0;
	for (let tried = 1; ; tried++) {
		const sent = await sendOnce(itemContext, request);
		if (sent.ok || signal.aborted || !isSafeToResend(sent.failure)) return sent;
		const { failure } = sent;
		const waitsForPlace = failure.what === 'refused' && places.underWay > 0;
		if (waitsForPlace && clock.now() >= giveUpAt) return sent;
		if (!waitsForPlace && (++alone >= TRIES || outlastsTries(failure))) return sent;
		const gapMs = gapAfter(tried, clock, LONGEST_GAP_MS);
		await (waitsForPlace
			? places.wait(Math.min(gapMs, giveUpAt - clock.now()), signal)
			: pause(gapMs, signal, clock));
		if (signal.aborted) return sent;
	}
}

async function sendOnce(
	{ session, signal }: ItemContext,
	request: TaskRequest,
): Promise<Result<{ reply: Reply; close(): void }>> {
	const { submitMs } = session.client.timeouts;
	const { close, ...rest } = openPayload(request.payload, submitMs);
	// A stream may begin before its first sound is made.
	const stallMs = isStream(request) ? submitMs : undefined;
	const opened = await session.client.open({
		method: 'POST',
		path: request.path,
		signal,
		isCreate: true,
		stallMs,
		...rest,
	});
	if (opened.ok) return { ...opened, close };
	close();
	return opened;
}

/** The request may be repeated by a later try, unless the API may have taken this one. */
function giveUp(
	{ session, item }: ItemContext,
	request: TaskRequest,
	failure: RequestFailure,
): ExplainedError {
	if (mayHaveBeenAccepted(failure)) {
		session.context.logger.warn(
			`CAMB.AI may have accepted a ${request.kind.name} task without telling its ID`,
			{
				kind: request.kind.name,
				item,
			},
		);
	} else {
		session.ledger.forget(item, request);
	}
	return new ExplainedError(explainFailure(failure, isStream(request) ? 'stream' : 'create'));
}

/** Whether the reply is the result, which CAMB.AI does not keep. */
function isStream({ kind }: TaskRequest): boolean {
	return kind.statusPath === undefined;
}

function notAgain(request: TaskRequest): ExplainedError {
	if (isStream(request)) {
		return new ExplainedError({
			message: 'CAMB.AI may have charged for the first try, so it was not sent again',
			description:
				'The first try returned no usable audio, and CAMB.AI does not keep a stream. To try again and be charged again, retry this execution manually or start a new one.',
		});
	}
	return new ExplainedError({
		message: 'CAMB.AI may have accepted the task on the first try, so it was not sent again',
		description:
			'Check CAMB.AI Studio. If the task is not there, retry this execution manually or start a new one.',
	});
}

/**
 * The task id in a create's reply, also in the older form with a payload (contract notes, a3): null
 * when the API gave none, undefined when it makes no sense.
 */
function taskIdIn(body: unknown): string | null | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { task_id: taskId, payload } = body as { task_id?: unknown; payload?: unknown };
	if (taskId === undefined) return taskIdIn(payload);
	if (taskId === null) return null;
	if (typeof taskId !== 'string' && typeof taskId !== 'number') return undefined;
	return String(taskId).trim() || undefined;
}

/** The task id in a reply that broke off after it: the task is paid for all the same. */
function taskIdInBroken(text: string): string | undefined {
	// Digits count only when something follows: else there may have been more of them.
	const found = /"task_id"\s*:\s*(?:"([^"]+)"|(\d+)\s*[,}])/.exec(text);
	return (found?.[1] ?? found?.[2])?.trim() || undefined;
}

/** A payload as one try sends it. */
function openPayload(payload: Payload, submitMs: number) {
	if ('json' in payload) return { body: payload.json, timeoutMs: submitMs, close: () => {} };
	const { form, close } = toUpload(payload.form);
	// Newer versions of n8n count the time of the upload too.
	return { body: form, timeoutMs: submitMs + uploadMs(payload.form), close };
}
