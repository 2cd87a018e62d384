import type { IDataObject } from 'n8n-workflow';

import type { Kind, Output } from '../kind';
import type { ItemContext, Session } from '../session';
import type { OnMaxWait } from '../settings';
import type { TaskFields } from '../taskFields';
import { withTaskFields } from '../taskFields';
import { SHORTEST_MS } from './heldTask';

/** For how long a task is waited for in memory before n8n waits in the background, in ms from now. */
export function inMemoryMs(
	{ client, begunAt }: Session,
	{ pollingPolicy }: Kind,
	maxWaitMs: number,
): number {
	if (maxWaitMs <= SHORTEST_MS) return maxWaitMs;
	const { inMemoryMs: allowed = 0 } = pollingPolicy;
	return begunAt + allowed - client.clock.now();
}

interface Held {
	/** What the item says of its task. */
	fields: TaskFields & { taskId: string };
	about: IDataObject;
	resultOptions: IDataObject;
	onMaxWait: OnMaxWait;
	/** What Max Wait counts from, in ms since 1970; and how long n8n has waited in the background. */
	waitingSince: number;
	waitedMs?: number;
	maxWaitMs: number;
}

/** The item of a task that n8n is to wait for in the background. */
export function holdTask(
	{ session, settings }: ItemContext,
	{ fields, about, waitedMs = 0, ...wanted }: Held,
): Output {
	const { kind, taskId, submittedAt, checks } = fields;
	const { context, fetchAdvice } = session;
	const { onError: chosen } = context.getNode();
	const onError = context.continueOnFail() ? (chosen ?? 'continueRegularOutput') : 'stopWorkflow';
	// Nobody sees when it ends.
	session.places.take();
	const held = {
		kind,
		taskId,
		submittedAt,
		checks,
		settings,
		onError,
		fetchAdvice,
		waitedMs,
		...wanted,
	};
	return { ...withTaskFields(fields, { json: about }), held, isPending: true };
}
