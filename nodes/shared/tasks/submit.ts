import type { IDataObject } from 'n8n-workflow';

import { apiWords } from '../camb/apiWords';
import { membersIn } from '../camb/members';
import { readRunId } from '../camb/status';
import { taskIdIn, taskIdInBroken } from '../camb/taskId';
import type { Explanation } from '../core/explainedError';
import { ExplainedError } from '../core/explainedError';
import { withReason } from '../errors/explain';
import { join } from '../errors/sentences';
import type { TextReading } from '../http/body';
import { parseIfJson, readText } from '../http/body';
import { giveUp, noteAccepted, sendCreate, warnOfSecond } from './create';
import type { Output, TaskRequest } from './kind';
import { maxWaitOf } from './maxWait';
import type { ItemContext } from './session';

/** What became of a request, with the request as it was sent: an earlier try may have sent another. */
export type Submission = { request: TaskRequest } & (
	| { is: 'accepted'; taskId: string; submittedAt: number; pickedUp: boolean }
	/** The body of the reply is the result. */
	| { is: 'answered'; submittedAt: number; answer: unknown }
	| { is: 'answeredBefore'; outputs: Output[] }
);

/**
 * Gets one request accepted, once. What an earlier try sent for the same work is picked up instead
 * of sent again. It is sent more than once only when the API cannot have taken it.
 */
export async function submit(itemContext: ItemContext, wanted: TaskRequest): Promise<Submission> {
	const { session, item } = itemContext;
	const { client, ledger } = session;
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
			if (known.isOfThisExecution) throw withReason(notAgain(session.isTool), known.why);
			warnOfSecond(itemContext, request);
	}

	const maxWaitMs = maxWaitOf(itemContext, kind);
	const reference = await referTo(itemContext, request, maxWaitMs);
	ledger.write(item, request, { state: 'sent' });
	const sending = { purpose: 'create', maxWaitMs, reference } as const;
	const opened = await sendCreate(itemContext, request, sending).catch((cause: unknown) => {
		// A failure behind the create may name the task all the same.
		if (ledger.find(item, request)?.state !== 'accepted') throw cause;
	});
	if (!opened) return await submit(itemContext, wanted);
	const { reply, close } = opened;
	const submittedAt = client.clock.date();

	const reading = await readText(reply.body);
	close();
	return acceptedBy(itemContext, request, { reading, status: reply.status, submittedAt });
}

interface Read {
	reading: TextReading;
	status: number;
	submittedAt: number;
}

/** What the reply to a create tells, which the ledger keeps. */
function acceptedBy(
	itemContext: ItemContext,
	request: TaskRequest,
	{ reading, status, submittedAt }: Read,
): Submission {
	const { session, item } = itemContext;
	const { ledger, context } = session;
	const { name } = request.kind;
	const answer = reading.ok ? parseIfJson(reading.text) : undefined;
	if (request.kind.isResult?.(answer)) {
		ledger.write(item, request, { state: 'answered', submittedAt, answer });
		const runId = readRunId(membersIn(answer).run_id);
		if (runId !== null) {
			context.logger.info(`CAMB.AI made the ${name} run ${runId}`, { kind: name, runId, item });
		}
		return { is: 'answered', submittedAt, answer, request };
	}
	const taskId = reading.ok ? taskIdIn(answer) : taskIdInBroken(reading.begin);
	if (taskId === undefined) {
		const why = reading.ok ? `It contains no task ID: ${reading.text.slice(0, 200)}` : reading.why;
		throw giveUp(itemContext, request, { what: 'unreadable', status, why }, 'create');
	}
	if (taskId === null) {
		ledger.forget(item, request);
		const words = apiWords(answer);
		throw new ExplainedError({
			message: 'CAMB.AI did not start the task',
			description: join(
				words && `CAMB.AI says: ${words}`,
				'It returned no task ID. Check the input, then try again.',
			),
		});
	}
	noteAccepted(itemContext, request, taskId, submittedAt);
	return { is: 'accepted', taskId, submittedAt, pickedUp: false, request };
}

/**
 * What the request says of a file that it names. Only once it is known that nothing was sent, since
 * an upload may take long; and before the ledger says that something was, since it may not come to it.
 */
async function referTo(
	{ session, item, signal }: ItemContext,
	request: TaskRequest,
	maxWaitMs: number,
): Promise<IDataObject | undefined> {
	const file = 'json' in request.payload ? request.payload.file : undefined;
	return await file?.refer(session.client, { signal, maxWaitMs }).catch((cause: unknown) => {
		session.ledger.forget(item, request);
		throw cause;
	});
}

/** An agent can't look into CAMB.AI Studio, nor retry an execution. */
function notAgain(isTool: boolean): Explanation {
	const first = isTool ? 'in an earlier call with this input' : 'on the first try';
	const next = isTool
		? 'Tell the user to check CAMB.AI Studio. To submit another task, which is charged too, call this tool with another input.'
		: 'Check CAMB.AI Studio. If the task is not there, retry this execution manually or start a new one.';
	return {
		message: `CAMB.AI may have accepted the task ${first}, so it was not sent again`,
		description: next,
	};
}
