import { settleAll } from '../core/concurrency';
import { ageOf } from '../core/clock';
import { ExplainedError } from '../core/explainedError';
import { CANCELED } from '../errors/explainEnding';
import { join } from '../errors/sentences';
import { saveStream, saveText } from '../files/save';
import { storedFile } from '../files/storedFile';
import { runDirectCall } from './directCall';
import type { DirectRequest, JoinContext, PiecedRequest } from './directKind';
import type { Output } from './kind';
import { asPieces } from './pieces';
import type { ItemContext } from './session';
import { finishedFields, withTaskFields } from './taskFields';

/** How many pieces of one item are under way at the same time. */
const AT_ONCE = 3;

/**
 * Sends the pieces of an item, each of which is paid for by itself, some at once, and makes one
 * output of theirs. What has come of one is in the ledger: every later try goes on from there. After
 * the first that ends badly no other is sent, and those under way are waited for.
 */
export async function runDirectPieces(
	itemContext: ItemContext,
	{ pieces, join: joined }: PiecedRequest,
): Promise<Output[]> {
	const { session, signal } = itemContext;
	const requests = joined ? asPieces(pieces) : pieces;
	refuseOther(itemContext, requests);
	if (!joined) return await runDirectCall(itemContext, requests[0]);

	const begun = session.client.clock.date();
	const bad = new AbortController();
	const settled = await settleAll(
		requests.length,
		AT_ONCE,
		async (index) =>
			await runDirectCall(itemContext, requests[index]).catch((cause: unknown) => {
				bad.abort();
				throw cause;
			}),
		AbortSignal.any([signal, bad.signal]),
	);
	const at = settled.findIndex(({ ok }) => !ok);
	if (signal.aborted) throw new ExplainedError(CANCELED);
	try {
		const outputs = settled.flatMap((each) => {
			if (each.ok) return each.value;
			throw each.cause;
		});
		const output = await joined(outputs, joinContextOf(itemContext));
		const waitedMs = ageOf(begun, session.client.clock);
		return [withTaskFields(finishedFields(requests[0].kind.name, begun, waitedMs), output)];
	} catch (cause) {
		for (const piece of unfitIn(cause)) {
			const made = settled[piece];
			if (made.ok) noteUnfit(itemContext, requests[piece], made.value);
		}
		throw signal.aborted ? cause : withSpoken(itemContext, requests, at, cause);
	}
}

/** Pieces of two texts would make one result of both. */
function refuseOther({ session, item }: ItemContext, requests: DirectRequest[]) {
	const { ledger } = session;
	const before = ledger.cutInto(item) ?? requests.length;
	const isOther = requests.some((request) => ledger.isOfOther(item, request));
	if (before === requests.length && !isOther) return;
	throw new ExplainedError({
		message: 'The text or its settings are not the same as on an earlier try',
		description:
			'Nothing more was sent. Let the expressions give the same values on each try, then run the workflow again.',
	});
}

function unfitIn(cause: unknown): number[] {
	return (cause instanceof ExplainedError && cause.explanation.unfitPieces) || [];
}

/** Retry of the execution makes it anew: with this one the others can't be joined, however often. */
function noteUnfit({ session, item }: ItemContext, request: DirectRequest, outputs: Output[]) {
	session.ledger.write(item, request, { state: 'done', outputs, isUnfit: true });
}

const CALL_AGAIN =
	'Call this tool again with the same input to go on without paying for them again';

/** What to throw: it says how many pieces are paid for, and what becomes of them. */
function withSpoken(
	{ session, item, tasks }: ItemContext,
	requests: DirectRequest[],
	at: number,
	cause: unknown,
): unknown {
	const { context, isTool, ledger } = session;
	const of = requests.length;
	const unfit = unfitIn(cause);
	const states = requests.map((request) => ledger.find(item, request)?.state);
	const donePieces = states.flatMap((state, index) => (state === 'done' ? index + 1 : []));
	const about = { donePieces, ...(at < 0 ? {} : { failedPiece: at + 1 }), pieceCount: of };
	tasks.push({ kind: requests[0].kind.name, taskId: null, runId: null, about });
	if (!(cause instanceof ExplainedError)) return cause;
	const { description } = cause.explanation;
	const whose = at < 0 ? '' : `This is about piece ${at + 1} of ${of}`;
	const done = `${donePieces.length} of ${of} pieces are done and charged`;
	const what = context.continueOnFail()
		? `${done}, and are lost because On Error is set to continue`
		: isTool
			? join(done, states.includes('sent') || unfit.length > 0 ? '' : CALL_AGAIN)
			: join(done, keptWords(unfit));
	const said = donePieces.length > 0 ? what : '';
	return new ExplainedError({ ...cause.explanation, description: join(whose, description, said) });
}

function keptWords(unfit: number[]): string {
	if (unfit.length === 0) {
		return 'They are kept: retry this execution to go on without paying for them again';
	}
	const which = `${unfit.length > 1 ? 'pieces' : 'piece'} ${unfit.map((piece) => piece + 1).join(' and ')}`;
	return `They are kept, but for ${which}: retry this execution to have that made again, which is charged`;
}

function joinContextOf({ session, item, settings, signal }: ItemContext): JoinContext {
	const { client, context, isTool, warnings } = session;
	const { field, fileName } = settings;
	return {
		field,
		isTool,
		signal,
		clock: client.clock,
		async open(binary) {
			const file = await storedFile(context, binary).catch(() => undefined);
			if (file) return await file.open();
			throw new ExplainedError({
				message: 'A piece that was spoken before is no longer in the storage of n8n',
				description: 'Start a new execution, which is charged again.',
			});
		},
		saveStream: async (stream, saveAs) => await saveStream(context, stream, saveAs, fileName),
		saveText: async (text, saveAs) => await saveText(context, text, saveAs, fileName),
		warn: (message, about) => warnings.add(item, message, about),
	};
}
