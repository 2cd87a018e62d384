import { toUpload, uploadMs } from '../media/upload';
import type { Reply } from '../http/api';
import { parseIfJson, readText } from '../http/body';
import { Problem } from '../http/errors';
import { explainTrouble } from '../http/explain';
import type { Tried } from '../http/retry';
import { tryAgain } from '../http/retry';
import { timeouts } from '../http/timeouts';
import type { Trouble } from '../http/trouble';
import { mayHaveBeenTaken, wasNotTaken } from '../http/trouble';
import type { Output, Payload, TaskRequest } from '../kinds/kind';
import type { Ride } from './line';

/** What became of a request. */
export type Submission =
	| { is: 'accepted'; taskId: string; submittedAt: number; pickedUp: boolean }
	/** The reply is the result: open, for a kind without tasks, or its body. */
	| { is: 'answered'; submittedAt: number; reply?: Reply; answer?: unknown }
	| { is: 'answeredBefore'; outputs: Output[] };

/**
 * Gets one request accepted, once. A request that an earlier try of this execution sent is picked
 * up instead of sent again. It is sent more than once only when the API cannot have taken it.
 */
export async function submit(ride: Ride, request: TaskRequest): Promise<Submission> {
	const { line, item } = ride;
	const { api, ledger, context } = line;
	const executionId = context.getExecutionId();
	const known = ledger.find(item, request);
	if (known?.state === 'accepted') return { ...known, is: 'accepted', pickedUp: true };
	if (known?.state === 'answered') return { ...known, is: 'answered' };
	if (known?.state === 'done') return { is: 'answeredBefore', outputs: known.outputs };
	if (known?.state === 'sent' && known.executionId === executionId) throw notAgain(request);

	ledger.write(item, request, { state: 'sent', executionId });
	const sentAt = api.clock.date();
	const sent = await tryAgain(
		async () => await sendOnce(ride, request),
		wasNotTaken,
		api.clock,
		ride.signal,
	);
	if (!sent.ok) throw giveUp(ride, request, sent.trouble);
	const { reply, close } = sent;
	if (isStream(request)) return { is: 'answered', submittedAt: sentAt, reply };
	const submittedAt = api.clock.date();

	const reading = await readText(reply.body);
	close();
	const answer = reading.ok ? parseIfJson(reading.text) : undefined;
	if (request.kind.isResult?.(answer)) {
		ledger.write(item, request, { state: 'answered', submittedAt, answer });
		return { is: 'answered', submittedAt, answer };
	}
	const taskId = reading.ok ? taskIdIn(answer) : taskIdInBroken(reading.begin);
	if (taskId === undefined) {
		const why = reading.ok ? `It contains no task ID: ${reading.text.slice(0, 200)}` : reading.why;
		throw giveUp(ride, request, { what: 'unreadable', status: reply.status, why });
	}
	if (taskId === null) {
		ledger.forget(item, request);
		throw new Problem({
			message: 'CAMB.AI did not start the task',
			description: 'It returned no task ID. Check the input, then try again.',
		});
	}
	const kind = request.kind.name;
	ledger.write(item, request, { state: 'accepted', kind, taskId, submittedAt });
	context.logger.info(`CAMB.AI accepted the ${kind} task ${taskId}`, { kind, taskId, item });
	return { is: 'accepted', taskId, submittedAt, pickedUp: false };
}

async function sendOnce(
	{ line, signal }: Ride,
	request: TaskRequest,
): Promise<Tried<{ reply: Reply; close(): void }>> {
	const { close, ...rest } = openPayload(request.payload);
	// A stream may begin before its first sound is made.
	const stallMs = isStream(request) ? timeouts.submitMs : undefined;
	const opened = await line.api.open({
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
function giveUp({ line, item }: Ride, request: TaskRequest, trouble: Trouble): Problem {
	if (mayHaveBeenTaken(trouble)) {
		line.context.logger.warn(
			`CAMB.AI may have accepted a ${request.kind.name} task without telling its ID`,
			{
				kind: request.kind.name,
				item,
			},
		);
	} else {
		line.ledger.forget(item, request);
	}
	return new Problem(explainTrouble(trouble, isStream(request) ? 'stream' : 'create'));
}

/** Whether the reply is the result, which CAMB.AI does not keep. */
function isStream({ kind }: TaskRequest): boolean {
	return kind.statusPath === undefined;
}

function notAgain(request: TaskRequest): Problem {
	if (isStream(request)) {
		return new Problem({
			message: 'CAMB.AI may have charged for the first try, so it was not sent again',
			description:
				'The first try returned no usable audio, and CAMB.AI does not keep a stream. To try again and be charged again, retry this execution manually or start a new one.',
		});
	}
	return new Problem({
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
	const [, word, digits] = /"task_id"\s*:\s*(?:"([^"]+)"|(\d+)\s*[,}])/.exec(text) ?? [];
	return (word ?? digits)?.trim() || undefined;
}

/** A payload as one try sends it. */
function openPayload(payload: Payload) {
	const { submitMs } = timeouts;
	if ('json' in payload) return { body: payload.json, timeoutMs: submitMs, close: () => {} };
	const { form, close } = toUpload(payload.form);
	// Newer versions of n8n count the time of the upload too.
	return { body: form, timeoutMs: submitMs + uploadMs(payload.form), close };
}
