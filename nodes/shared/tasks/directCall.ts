import { ageOf } from '../core/clock';
import { ExplainedError } from '../core/explainedError';
import { explainFailure, LOST_STREAM, withReason } from '../errors/explain';
import { madeIn, madeWords } from '../errors/made';
import { saveBody } from '../files/save';
import type { Reply } from '../http/client';
import type { Opened } from './create';
import { adviceOf, noteLost, sendCreate, warnOfSecond } from './create';
import type { CreateRequest } from './createRequest';
import type { DirectRequest, ReplyContext } from './directKind';
import type { Fetched, Output } from './kind';
import type { Outcome } from './ledgerEntry';
import { loadRows } from './listCall';
import { maxWaitOf } from './maxWait';
import type { ItemContext } from './session';
import { finishedFields, withTaskFields } from './taskFields';

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
	const { ledger, client } = session;
	const { kind } = request;
	const { whenLost = LOST_STREAM, whenDone } = kind;
	const found = ledger.find(item, request);
	// A person who retries wants it made anew; Retry On Fail must not pay again.
	const known = isUnfit(found) && !found?.isOfThisExecution ? undefined : found;
	if (known?.state === 'done') return known.outputs;
	if (known && whenLost.notAgain) {
		if (known.isOfThisExecution) {
			const why = known.state === 'sent' ? known.why : undefined;
			throw withReason(whenLost.notAgain(session.isTool), why);
		}
		warnOfSecond(itemContext, request);
	}

	const listedBefore = await listOf(itemContext, kind);
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
	const outputs = sent
		? [await readOutput(itemContext, request, sent, submittedAt, listedBefore)]
		: [whenDone as Output];
	ledger.write(item, request, { state: 'done', outputs });
	return outputs;
}

function isUnfit(entry: Outcome | undefined): boolean {
	return entry?.state === 'done' && entry.isUnfit === true;
}

/** What the kind makes of the reply. */
async function readOutput(
	itemContext: ItemContext,
	request: DirectRequest,
	{ reply, close }: Opened,
	submittedAt: number,
	listedBefore: unknown[] | undefined,
): Promise<Output> {
	const { client, places } = itemContext.session;
	const { kind } = request;
	const fields = finishedFields(kind.name, submittedAt, ageOf(submittedAt, client.clock));
	try {
		const replyContext = replyContextOf(itemContext, request, reply, listedBefore);
		const output = await kind.read(reply, replyContext).catch((cause: unknown) => {
			noteLost(itemContext, request, cause, kind.whenLost ?? LOST_STREAM);
			throw cause;
		});
		noteMade(itemContext, kind.name, output);
		return withTaskFields(fields, output);
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
