import type { IDataObject, INode, INodeExecutionData, INodeType, NodeApiError } from 'n8n-workflow';
import { getEventListeners } from 'node:events';
import { parse, stringify } from 'flatted';

import type { RunAs, Stage } from './n8n.mts';
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
	/** Rounds of a loop, or an agent's calls one after the other: each runs the node anew. */
	rounds: number;
	runAs: RunAs;
}

export type Outcome =
	| { is: 'items'; items: INodeExecutionData[] }
	| { is: 'error'; error: NodeApiError & { context: IDataObject } }
	| { is: 'stopped'; stoppedAt: number };

export interface Lived {
	/** How each round ended at last, as far as it came. */
	rounds: Outcome[];
	/** The execution and the try that each round ended in. */
	lastRuns: Array<{ execution: string; attempt: number }>;
	/** How the last round that was run ended. */
	outcome: Outcome;
	log: string[];
	/** When the last run was over, in ms of the timeline. */
	endedAt: number;
	/** Listeners that the runs left on n8n's signal. */
	listeners: number;
	/** What the runs left in n8n's data. */
	left: IDataObject;
}

interface Setting {
	world: World;
	node: INodeType;
	items: INodeExecutionData[];
	parametersOf: Stage['parametersOf'];
	habits: Habits;
	files?: Stage['files'];
	storeIsFull?: (attempt: number) => boolean;
}

/** Whether the engine takes a try for a failed one: n8n-core, checkFailure. */
function hasFailed(outcome: Outcome): boolean {
	if (outcome.is === 'error') return true;
	const error = outcome.is === 'items' ? outcome.items[0]?.json.error : undefined;
	return error !== undefined && error !== null && error !== false;
}

/** Lives through one execution of a workflow, with all its rounds, tries and retries. */
export async function live(setting: Setting): Promise<Lived> {
	const { world, node, items, parametersOf, habits } = setting;
	const { timeline } = world;
	const log: string[] = [];
	let nodeContext: IDataObject = {};
	let listeners = 0;
	let stopIn = habits.stopAtMs;
	let runIndex = 0;
	const lastRuns: Lived['lastRuns'] = [];

	async function runOnce(executionId: string, round: number, attempt: number): Promise<Outcome> {
		Object.assign(world, { execution: executionId, round, attempt });
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
			maxTries: habits.tries,
			executionId,
			runIndex,
			runAs: habits.runAs,
			nodeContext,
			signal: stop.signal,
			log,
			files: setting.files,
			storeIsFull: setting.storeIsFull?.(attempt),
		});
		let outcome: Outcome;
		try {
			const execute = node.execute as NonNullable<INodeType['execute']>;
			const outputs = await execute.call(context);
			outcome = { is: 'items', items: (outputs as INodeExecutionData[][]).flat() };
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

	/** One round with its tries: in an agent's own hands each is a run of its own. */
	async function runRound(executionId: string, round: number): Promise<Outcome> {
		for (let attempt = 1; ; attempt++) {
			if (attempt > 1) await timeline.sleep(habits.betweenTriesMs);
			const outcome = await runOnce(executionId, round, attempt);
			lastRuns[round] = { execution: executionId, attempt };
			if (habits.runAs === 'invoke') runIndex++;
			const again = habits.runAs === 'invoke' ? outcome.is === 'error' : hasFailed(outcome);
			if (attempt >= habits.tries || outcome.is === 'stopped' || !again) return outcome;
		}
	}

	async function all(): Promise<Outcome[]> {
		const rounds: Outcome[] = [];
		for (let retry = 0; ; retry++) {
			while (rounds.length < habits.rounds) {
				const outcome = await runRound(String(retry + 1), rounds.length);
				rounds.push(outcome);
				if (outcome.is === 'stopped') break;
				// An agent goes on after a tool that failed.
				if (outcome.is === 'error' && habits.runAs === 'node') break;
				if (habits.runAs !== 'invoke') runIndex++;
			}
			const last = rounds[rounds.length - 1];
			const canRetry = habits.runAs === 'node' && last.is !== 'items' && retry < habits.retries;
			if (!canRetry) return rounds;
			// Only the last run of the node is forgotten.
			rounds.pop();
			nodeContext = copy(nodeContext);
		}
	}
	const rounds = await timeline.runUntilOver(all());
	return {
		rounds,
		lastRuns,
		outcome: rounds[rounds.length - 1],
		log,
		endedAt: timeline.now(),
		listeners,
		left: nodeContext,
	};
}

/** As n8n saves an execution and reads it again. */
function copy(data: IDataObject): IDataObject {
	return parse(stringify(data)) as IDataObject;
}
