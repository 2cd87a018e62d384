import type { IBinaryKeyData, IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { PollingPolicy } from '../../core/schedule';
import { nextGapMs } from '../../core/schedule';
import type { Client } from '../../http/client';
import type { OnMaxWait, Settings } from '../settings';

type OnError = NonNullable<INode['onError']>;

/** A task that n8n waits for, with all that its result needs. Plain JSON: n8n stores it. */
export interface HeldTask {
	kind: string;
	taskId: string;
	/** In ms since 1970; unknown for a task that somebody else submitted. */
	submittedAt: number | null;
	/** What Max Wait counts from, in ms since 1970 … */
	waitingSince: number;
	/** … and how long n8n has waited since then at the least, in ms, should its clock be set back. */
	waitedMs: number;
	maxWaitMs: number;
	/** How often it was looked at. */
	checks: number;
	/** By the names of the parameters. */
	resultOptions: IDataObject;
	settings: Settings;
	onMaxWait: OnMaxWait;
	/** How errors say to get the result; to use Fetch Result if not set. */
	fetchAdvice?: string;
	/** Of the node that waits. */
	onError: OnError;
}

/** What became of one item of the node that waits: its task is under way, or this is what it gives. */
export type Waiting = { held: HeldTask } | { done: IDataObject };

/** Why the node that waits is to stop with an error, as JSON. */
export interface Failed {
	failed: { message: string; description?: string | null; context: IDataObject };
}

/** n8n keeps shorter waits in memory (n8n 1.120 to 2.41, Wait node), in ms. */
export const SHORTEST_MS = 65_000;
/** The gaps between two looks: each is an execution of its own. */
const BACKGROUND: PollingPolicy = {
	shortestGapMs: SHORTEST_MS,
	longestGapMs: 600_000,
	maxWaitMs: Infinity,
};

/** How long a task is waited for already, in ms. */
export function waitedMsOf(held: Pick<HeldTask, 'waitingSince' | 'waitedMs'>, now: number): number {
	return Math.max(held.waitedMs, now - held.waitingSince);
}

/**
 * The items of the node that waits, as they go from look to look: each with the time to the next one,
 * which is the same for all.
 */
export function waitingItems(
	items: Array<{ json: Waiting; binary?: IBinaryKeyData }>,
	client: Pick<Client, 'clock' | 'backoffMs'>,
): INodeExecutionData[] {
	const gaps = items.flatMap(({ json }) => ('held' in json ? [gapMs(json.held, client)] : []));
	const nextCheckInSeconds = Math.ceil(Math.min(...gaps) / 1000);
	return items.map(({ json, binary }, item) => ({
		json: { ...after(json, nextCheckInSeconds * 1000), nextCheckInSeconds } as IDataObject,
		...(binary ? { binary } : {}),
		pairedItem: { item },
	}));
}

/** The last look comes when Max Wait is over, whatever the API asks for. */
function gapMs(held: HeldTask, { clock, backoffMs }: Pick<Client, 'clock' | 'backoffMs'>): number {
	const waitedMs = waitedMsOf(held, clock.date());
	const remainingMs = Math.max(SHORTEST_MS, held.maxWaitMs - waitedMs);
	const more = { retryAfterMs: backoffMs(), unclearInARow: 0, random: clock.random() };
	return nextGapMs({ pollingPolicy: BACKGROUND, waitedMs, remainingMs, ...more });
}

function after(waiting: Waiting, gapMs: number): object {
	if ('done' in waiting) return waiting;
	const { held } = waiting;
	return { held: { ...held, waitedMs: held.waitedMs + gapMs } };
}

/** What an item on its way says; undefined for one that is none of these. */
export function waitingIn({ json }: INodeExecutionData): Waiting | Failed | undefined {
	const isOurs = ['held', 'done', 'failed'].some((name) => typeof json[name] === 'object');
	return isOurs ? (json as unknown as Waiting | Failed) : undefined;
}
