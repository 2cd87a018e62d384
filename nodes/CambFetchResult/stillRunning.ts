import type { IDataObject } from 'n8n-workflow';

import type { PollingPolicy } from '../shared/core/schedule';
import { nextGapMs } from '../shared/core/schedule';
import type { Output } from '../shared/tasks/kind';
import type { ItemContext } from '../shared/tasks/session';
import type { TaskFields } from '../shared/tasks/taskFields';
import { withTaskFields } from '../shared/tasks/taskFields';
import { taskOf } from './inputItem';

/** What an item says of its task that changes how it is fetched. */
const OF_TASK = ['language', 'languageTag', 'languageName', 'pieces'];
/** The second output, for tasks that are not done yet. */
const STILL_RUNNING = 1;

export interface Round {
	/** The kind's, with how long to wait in all. */
	pollingPolicy: PollingPolicy;
	/** What that counts from, in ms since 1970; from now on if not known. */
	waitingSince?: number;
	/** Looks without a clear answer, up to the last one. */
	unclear: number;
	/** What the item says of its task besides the ids. */
	about: IDataObject;
}

/**
 * The item that comes back for another look, with all that it brought, so that the next round reads
 * the same; undefined when the wait is over. It may wait for days and through restarts of n8n, so
 * the system's clock is all there is to go by.
 */
export function stillRunning(
	itemContext: ItemContext,
	fields: TaskFields,
	round: Round,
): Output | undefined {
	const { client, context, isTool } = itemContext.session;
	const now = client.clock.date();
	const { pollingPolicy, waitingSince = now, unclear, about } = round;
	const waitedMs = now - waitingSince;
	const remainingMs = pollingPolicy.maxWaitMs - waitedMs;
	if (remainingMs <= 0) return undefined;

	const gapMs = nextGapMs({
		pollingPolicy,
		waitedMs,
		remainingMs,
		unclearInARow: unclear,
		retryAfterMs: client.backoffMs(),
		random: client.clock.random(),
	});
	const input = context.getInputData()[itemContext.item];
	const { json, binary } = input;
	// An agent knows what it gave.
	const brought = isTool ? {} : { ...json };
	// What stands beside an error is about another task.
	if (taskOf(input) !== json) for (const name of OF_TASK) delete brought[name];
	// What went wrong before is not said of a task that is under way.
	delete brought.error;
	const { json: own } = withTaskFields(
		{ ...fields, waitedMs: Math.max(fields.waitedMs, waitedMs) },
		{ json: {} },
	);
	return {
		json: {
			...brought,
			...about,
			...own,
			waitingSince: new Date(waitingSince).toISOString(),
			nextCheckInSeconds: Math.ceil(gapMs / 1000),
		},
		...(binary && !isTool ? { binary } : {}),
		branch: STILL_RUNNING,
	};
}
