import type { IDataObject } from 'n8n-workflow';

import type { Kind, Output } from '../kind';
import type { ItemContext, Session } from '../session';
import type { OnMaxWait } from '../settings';
import type { TaskFields } from '../taskFields';
import { withTaskFields } from '../taskFields';

/** For how long a task is waited for in memory before n8n waits in the background, in ms from now. */
export function inMemoryMs({ client, begunAt }: Session, { pollingPolicy }: Kind): number {
	const { inMemoryMs: allowed = 0 } = pollingPolicy;
	return begunAt + allowed - client.clock.now();
}

interface Held {
	/** What the item says of its task. */
	fields: TaskFields & { taskId: string };
	about: IDataObject;
	resultOptions: IDataObject;
	onMaxWait: OnMaxWait;
	/** What Max Wait counts from, in ms since 1970. */
	waitingSince: number;
}

/** The item of a task that n8n is to wait for in the background. */
export function holdTask(
	{ session, settings }: ItemContext,
	{ fields, about, ...wanted }: Held,
): Output {
	const { kind, taskId, submittedAt, checks } = fields;
	const { context } = session;
	const { onError: chosen } = context.getNode();
	const onError = context.continueOnFail() ? (chosen ?? 'continueRegularOutput') : 'stopWorkflow';
	// Nobody sees when it ends.
	session.places.take();
	const held = { kind, taskId, submittedAt, checks, settings, onError, ...wanted };
	return { ...withTaskFields(fields, { json: about }), held, isPending: true };
}
