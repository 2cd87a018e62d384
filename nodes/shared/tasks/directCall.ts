import { ageOf } from '../core/clock';
import { ExplainedError } from '../core/explainedError';
import { explainFailure, LOST_STREAM, withReason } from '../errors/explain';
import { madeIn, madeWords } from '../errors/made';
import { saveBody } from '../files/save';
import type { Reply } from '../http/client';
import { adviceOf, noteLost, sendCreate, warnOfSecond } from './create';
import type { CreateRequest, DirectRequest, Fetched, Output, ReplyContext } from './kind';
import { loadRows } from './listCall';
import { maxWaitOf } from './maxWait';
import type { ItemContext } from './session';
import { withTaskFields } from './taskFields';

/** Whether the reply is the result, so that there is no task. */
export function isDirect(request: CreateRequest): request is DirectRequest {
	return 'read' in request.kind;
}

/**
 * Sends a request whose reply is the result, once: what does not arrive can't be fetched again, and
 * sending it again may be paid for again. Only what is done once however often it is sent, such as a
 * deletion, is sent again by a later try.
 */
export async function runDirectCall(
	itemContext: ItemContext,
	request: DirectRequest,
): Promise<Output[]> {
	const { session, item } = itemContext;
	const { ledger, client, places } = session;
	const { kind } = request;
	const known = ledger.find(item, request);
	if (known?.state === 'done') return known.outputs;
	const { whenLost = LOST_STREAM, whenDone } = kind;
	const { notAgain } = whenLost;
	if (known && notAgain) {
		if (known.isOfThisExecution) {
			const why = known.state === 'sent' ? known.why : undefined;
			throw withReason(notAgain(session.isTool), why);
		}
		warnOfSecond(itemContext, request);
	}

	const listedBefore = await listOf(itemContext, kind);
	const done = (outputs: Output[]) => {
		ledger.write(item, request, { state: 'done', outputs });
		return outputs;
	};
	ledger.write(item, request, { state: 'sent', advice: adviceOf(whenLost) });
	const submittedAt = client.clock.date();
	const sent = await sendCreate(itemContext, request, {
		purpose: 'direct',
		whenLost,
		maxWaitMs: maxWaitOf(itemContext, kind),
		// It may begin before the first sound is made.
		stallMs: client.timeouts.submitMs,
	}).catch((cause: unknown) => {
		if (!known || !whenDone) throw cause;
		if (isNotFound(cause)) return undefined;
		// The earlier one may still have done it.
		noteLost(itemContext, request, cause, whenLost);
		throw cause;
	});
	if (!sent) return done([whenDone as Output]);
	const { reply, close } = sent;
	const waitedMs = ageOf(submittedAt, client.clock);
	const fields = { kind: kind.name, taskId: null, runId: null, status: 'SUCCESS', checks: 0 };
	try {
		const replyContext = replyContextOf(itemContext, request, reply, listedBefore);
		const output = await kind.read(reply, replyContext).catch((cause: unknown) => {
			noteLost(itemContext, request, cause, whenLost);
			throw cause;
		});
		noteMade(itemContext, kind.name, output);
		return done([withTaskFields({ ...fields, submittedAt, waitedMs }, output)]);
	} finally {
		// What was not read of it would be waited for.
		reply.body.destroy();
		close();
		places.free();
	}
}

function replyContextOf(
	itemContext: ItemContext,
	{ kind, resultOptions, payload }: DirectRequest,
	reply: Reply,
	listedBefore: unknown[] | undefined,
): ReplyContext {
	const { session, settings, item } = itemContext;
	return {
		resultOptions,
		field: settings.field,
		isTool: session.isTool,
		sent: payload,
		async save(saveAs) {
			const saved = await saveBody(session.context, reply, saveAs, settings.fileName);
			if (!saved.ok) throw new ExplainedError(explainFailure(saved.failure, 'direct'));
			return saved.file;
		},
		listedBefore,
		// It belongs to the creation: another item that ends the run does not end this.
		list: async () => await listOf({ session }, kind),
		warn: (message, about) => session.warnings.add(item, message, about),
	};
}

/** The rows of the list in which the kind finds what it made. Undefined if they can't be read. */
async function listOf(
	itemContext: Parameters<typeof loadRows>[0],
	{ list }: DirectRequest['kind'],
): Promise<unknown[] | undefined> {
	return list && (await loadRows(itemContext, list).catch(() => undefined));
}

/** What was made is in the account from now on, whatever becomes of the run. */
function noteMade({ session, item, tasks }: ItemContext, kind: string, { json }: Fetched) {
	const made = madeIn(json);
	if (!made) return;
	tasks.push({ kind, taskId: null, runId: null, ...made });
	session.context.logger.info(`CAMB.AI made ${madeWords(made)} (${kind})`, { kind, ...made, item });
}

function isNotFound(cause: unknown): boolean {
	return cause instanceof ExplainedError && cause.explanation.httpCode === '404';
}
