import type { IDataObject, INode, INodeExecutionData, INodeType, NodeApiError } from 'n8n-workflow';
import { getEventListeners } from 'node:events';

import type { Stage } from './n8n.mts';
import { contextOf } from './n8n.mts';
import type { World } from './wire.mts';

/** How n8n and a person treat a node that does not succeed. */
export interface Habits {
	onError?: INode['onError'];
	/** n8n's Retry On Fail: tries in all, and ms between them. */
	tries: number;
	betweenTriesMs: number;
	/** How often a person clicks Retry of the failed execution. */
	retries: number;
	/** When a person clicks Stop, in ms since the beginning. */
	stopAtMs?: number;
	/** Whether n8n has saved a stopped execution only when its node is through. */
	savesLate?: boolean;
}

export type Outcome =
	| { is: 'items'; items: INodeExecutionData[] }
	| { is: 'error'; error: NodeApiError & { context: IDataObject } }
	| { is: 'stopped'; stoppedAt: number };

export interface Lived {
	/** How the last run ended. */
	outcome: Outcome;
	log: string[];
	/** When the last run was over, in ms of the timeline. */
	endedAt: number;
	/** Listeners that the runs left on n8n's signal. */
	listeners: number;
}

interface Setting {
	world: World;
	node: INodeType;
	items: INodeExecutionData[];
	parametersOf: Stage['parametersOf'];
	habits: Habits;
	storeIsFull?: (attempt: number) => boolean;
}

/** Lives through one execution of a workflow, with all its tries and retries. */
export async function live(setting: Setting): Promise<Lived> {
	const { world, node, items, parametersOf, habits } = setting;
	const { timeline } = world;
	const log: string[] = [];
	let nodeContext: IDataObject = {};
	let listeners = 0;
	let stopIn = habits.stopAtMs;

	async function runOnce(executionId: string, attempt: number): Promise<Outcome> {
		Object.assign(world, { execution: executionId, attempt });
		const stop = new AbortController();
		let stoppedAt = 0;
		let saved: IDataObject | undefined;
		const begun = timeline.now();
		const button =
			stopIn === undefined
				? undefined
				: timeline.after(stopIn, () => {
						stoppedAt = timeline.now();
						saved = copy(nodeContext);
						stop.abort(new Error('This execution was canceled'));
					});
		const context = contextOf({
			world,
			items,
			parametersOf,
			onError: habits.onError,
			retryOnFail: habits.tries > 1,
			executionId,
			nodeContext,
			signal: stop.signal,
			log,
			storeIsFull: setting.storeIsFull?.(attempt),
		});
		let outcome: Outcome;
		try {
			const execute = node.execute as NonNullable<INodeType['execute']>;
			const outputs = await execute.call(context);
			outcome = { is: 'items', items: (outputs as INodeExecutionData[][])[0] };
		} catch (error) {
			outcome = { is: 'error', error: error as NodeApiError & { context: IDataObject } };
		}
		button?.cancel();
		listeners += getEventListeners(stop.signal, 'abort').length;
		if (saved) {
			// n8n saves a stopped execution at once, while its nodes may still be at it.
			nodeContext = habits.savesLate ? copy(nodeContext) : saved;
			stopIn = undefined;
			return { is: 'stopped', stoppedAt };
		}
		if (stopIn !== undefined) stopIn -= timeline.now() - begun;
		return outcome;
	}

	async function all(): Promise<Outcome> {
		for (let retry = 0; ; retry++) {
			let outcome: Outcome | undefined;
			for (let attempt = 1; attempt <= habits.tries; attempt++) {
				if (attempt > 1) await timeline.sleep(habits.betweenTriesMs);
				outcome = await runOnce(String(retry + 1), attempt);
				if (outcome.is === 'stopped') break;
				if (outcome.is === 'items' && !outcome.items[0]?.json.error) break;
			}
			if (!outcome) throw new Error('Nothing was tried');
			if (outcome.is === 'items' || retry >= habits.retries) return outcome;
			nodeContext = copy(nodeContext);
		}
	}
	const outcome = await timeline.runUntilOver(all());
	return { outcome, log, endedAt: timeline.now(), listeners };
}

function copy(data: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify(data)) as IDataObject;
}
