import type { Clock } from '../core/clock';
import { systemClock } from '../core/clock';
import type { Timeouts } from './timeouts';
import { TIMEOUTS } from './timeouts';

/** What a node's time goes by. n8n makes each node with the system's; tests make it with another. */
export interface Timing {
	clock: Clock;
	timeouts: Timeouts;
}

export const systemTiming: Timing = { clock: systemClock, timeouts: TIMEOUTS };
