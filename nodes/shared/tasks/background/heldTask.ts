import type { IBinaryKeyData, IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { PollingPolicy } from '../../core/schedule';
import { nextGapMs } from '../../core/schedule';
import type { Client } from '../../http/client';
import type { OnMaxWait, Settings } from '../settings';

export type OnError = NonNullable<INode['onError']>;

/** A task that n8n waits for, with all that its result needs. Plain JSON: n8n stores it. */
export interface HeldTask {
	kind: string;
	taskId: string;
	/** In ms since 1970; unknown for a task that somebody else submitted. */
	submittedAt: number | null;
	/** What Max Wait counts from, in ms since 1970. */
	waitingSince: number;
	/** How often it was looked at. */
	checks: number;
	/** By the names of the parameters. */
	resultOptions: IDataObject;
	settings: Settings;
	onMaxWait: OnMaxWait;
	/** Of the node that waits. */
	onError: OnError;
}

/** What became of one item of the node that waits: its task is under way, or this is what it gives. */
export type Waiting = { held: HeldTask } | { done: IDataObject };

/** Why the node that waits is to stop with an error, as JSON. */
export interface Failed {
	failed: { message: string; description?: string | null; context: IDataObject };
}

/**
 * The gaps between two looks, in ms: n8n keeps waits of less than 65 seconds in memory (n8n 1.120 to
 * 2.41, Wait node), and each look is an execution of its own.
 */
const BACKGROUND: PollingPolicy = {
	shortestGapMs: 65_000,
	longestGapMs: 600_000,
	maxWaitMs: Infinity,
};

/**
 * The items of the node that waits, as they go from look to look: each with the time to the next one,
 * which is the same for all.
 */
export function waitingItems(
	items: Array<{ json: Waiting; binary?: IBinaryKeyData }>,
	client: Pick<Client, 'clock' | 'backoffMs'>,
): INodeExecutionData[] {
	const { clock } = client;
	const gaps = items.flatMap(({ json }) => {
		if (!('held' in json)) return [];
		const waitedMs = clock.date() - json.held.waitingSince;
		const more = { remainingMs: Infinity, unclearInARow: 0, random: clock.random() };
		return [
			nextGapMs({ pollingPolicy: BACKGROUND, waitedMs, retryAfterMs: client.backoffMs(), ...more }),
		];
	});
	const nextCheckInSeconds = Math.ceil(Math.min(...gaps) / 1000);
	return items.map(({ json, binary }, item) => ({
		json: { ...json, nextCheckInSeconds } as unknown as IDataObject,
		...(binary ? { binary } : {}),
		pairedItem: { item },
	}));
}

/** What an item on its way says; undefined for one that is none of these. */
export function waitingIn({ json }: INodeExecutionData): Waiting | Failed | undefined {
	const isOurs = ['held', 'done', 'failed'].some((name) => typeof json[name] === 'object');
	return isOurs ? (json as unknown as Waiting | Failed) : undefined;
}
