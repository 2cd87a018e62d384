import { ageOf } from '../core/clock';
import { ExplainedError } from '../core/explainedError';
import { explainFailure } from '../errors/explain';
import { saveBody } from '../files/save';
import type { Reply } from '../http/client';
import { sendCreate } from './create';
import type { CreateRequest, DirectRequest, Output, ReplyContext } from './kind';
import type { ItemContext } from './session';
import { withTaskFields } from './taskFields';

/** Whether the reply is the result, so that there is no task. */
export function isDirect(request: CreateRequest): request is DirectRequest {
	return 'read' in request.kind;
}

/**
 * Sends a create whose reply is the result, once. CAMB.AI does not keep it: what does not arrive
 * can't be fetched again, and sending it again is paid for again.
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
	if (known?.isOfThisExecution) throw notAgain(session.isTool);

	ledger.write(item, request, { state: 'sent' });
	const submittedAt = client.clock.date();
	const { reply, close } = await sendCreate(itemContext, request, {
		purpose: 'stream',
		maxWaitMs: kind.pollingPolicy.maxWaitMs,
		// It may begin before the first sound is made.
		stallMs: client.timeouts.submitMs,
	});
	const waitedMs = ageOf(submittedAt, client.clock);
	const fields = { kind: kind.name, taskId: null, runId: null, status: 'SUCCESS', checks: 0 };
	places.take();
	try {
		const output = await kind.read(reply, replyContextOf(itemContext, request, reply));
		const outputs = [withTaskFields({ ...fields, submittedAt, waitedMs }, output)];
		ledger.write(item, request, { state: 'done', outputs });
		return outputs;
	} finally {
		close();
		places.free();
	}
}

function replyContextOf(
	{ session, settings }: ItemContext,
	{ resultOptions }: DirectRequest,
	reply: Reply,
): ReplyContext {
	return {
		resultOptions,
		field: settings.field,
		isTool: session.isTool,
		async save(saveAs) {
			const saved = await saveBody(session.context, reply, saveAs, settings.fileName);
			if (!saved.ok) throw new ExplainedError(explainFailure(saved.failure, 'stream'));
			return saved.file;
		},
	};
}

/** An agent can't retry an execution, but it may ask for something else. */
function notAgain(isTool: boolean): ExplainedError {
	const first = isTool ? 'an earlier call with this input' : 'the first try';
	const again = isTool
		? 'call this tool with another text'
		: 'retry this execution manually or start a new one';
	return new ExplainedError({
		message: `CAMB.AI may have charged for ${first}, so it was not sent again`,
		description: `It returned nothing usable, and CAMB.AI does not keep a stream. To try again and be charged again, ${again}.`,
	});
}
