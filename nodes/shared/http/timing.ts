import type { Clock } from '../core/clock';
import { systemClock } from '../core/clock';
import type { TaskLengths } from '../core/taskLengths';
import { openTaskLengths } from '../core/taskLengths';
import type { Timeouts } from './timeouts';
import { TIMEOUTS } from './timeouts';

/** What a node's time goes by. n8n makes each node with the system's; tests make it with another. */
export interface Timing {
	clock: Clock;
	timeouts: Timeouts;
	/** What is known of the tasks of an account, which is told from others by any text. */
	taskLengths(account: string): TaskLengths;
}

export const systemTiming: Timing = {
	clock: systemClock,
	timeouts: TIMEOUTS,
	taskLengths: openTaskLengths(),
};
