import type { IExecuteFunctions, INode, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { TaskIds } from '../http/errors';
import { Problem, toErrorJson, toNodeError } from '../http/errors';
import type { Output } from '../kinds/kind';
import type { Line, Ride, Settings } from './line';
import { openLine } from './line';
import { CANCELED } from './complete';
import { inOrder } from './pool';

/** How a node works on its items. */
export interface ItemWork<Plan> {
	/** Reads and checks one item's parameters. Runs for every item before any is worked on. */
	plan(item: number): Promise<Plan>;
	settingsOf(plan: Plan): Settings;
	/** What all items need together, once all are planned. */
	prepare?(line: Line, plans: Array<Plan | undefined>): Promise<void>;
	work(ride: Ride, plan: Plan): Promise<Output[]>;
	/** How many outputs the node has with these plans; 1 if not set. */
	branches?(plans: Array<Plan | undefined>): number;
	/** How errors say to get the result of a task; to use Fetch Result if not set. */
	fetchAdvice?: string;
}

/** An output item and the output it leaves by. */
type Leaving = { branch: number; data: INodeExecutionData };
type NodeError = NodeApiError | NodeOperationError;
type Planned<Plan> = { ok: true; plan: Plan } | { ok: false; error: NodeError };

/**
 * Works on all items, some at once, and gives their outputs in order, each linked to its item.
 * Under Continue On Fail an item that can't be done becomes an item with the reason and the ids of
 * its task; else the first reason ends the run, with the ids of every accepted task in it.
 */
export async function runItems<Plan>(
	context: IExecuteFunctions,
	atOnce: number,
	{ plan, settingsOf, prepare, work, branches, fetchAdvice }: ItemWork<Plan>,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const node = context.getNode();
	const goOn = context.continueOnFail();

	const planned: Array<Planned<Plan>> = [];
	for (let item = 0; item < items.length; item++) {
		try {
			planned.push({ ok: true, plan: await plan(item) });
		} catch (cause) {
			const unexplained = 'A parameter could not be read';
			const error = toNodeError(node, cause, { itemIndex: item, unexplained });
			if (!goOn) throw error;
			planned.push({ ok: false, error });
		}
	}

	const line = { ...(await openLineOrSay(context)), fetchAdvice };
	const plans = planned.map((entry) => (entry.ok ? entry.plan : undefined));
	await prepare?.(line, plans);
	const accepted: TaskIds[][] = items.map(() => []);
	let allWell = planned.every(({ ok }) => ok);

	async function workOn(item: number, signal: AbortSignal): Promise<Leaving[]> {
		const entry = planned[item];
		if (!entry.ok) return errorItem(item, entry.error, node);
		const settings = settingsOf(entry.plan);
		const outputs = await work({ line, item, signal, settings, tasks: accepted[item] }, entry.plan);
		return outputs.map(({ branch = 0, ...data }) => ({
			branch,
			data: { ...data, pairedItem: { item } },
		}));
	}

	async function tolerate(item: number, signal: AbortSignal): Promise<Leaving[]> {
		try {
			return await workOn(item, signal);
		} catch (cause) {
			allWell = false;
			return errorItem(item, toNodeError(node, cause, idsOf(item)), node);
		}
	}

	function idsOf(item: number) {
		const tasks = accepted[item];
		return {
			itemIndex: item,
			task: tasks[tasks.length - 1],
			earlier: tasks.slice(0, -1),
			hideKey: line.api.hideKey,
			fetchAdvice,
		};
	}

	/** The other items' tasks, also those of an earlier try that this one did not get to. */
	function othersThan(index: number): TaskIds[] {
		const known = new Set(accepted.flat().map(({ taskId }) => taskId));
		return [
			...accepted.flatMap((tasks, item) => (item === index ? [] : tasks)),
			...line.ledger.accepted().filter(({ taskId }) => !known.has(taskId)),
		];
	}

	const worked = await inOrder(items.length, atOnce, goOn ? tolerate : workOn, line.api.signal);
	if (!worked.ok) {
		const others = othersThan(worked.index);
		const cause = line.api.signal?.aborted ? new Problem(CANCELED) : worked.cause;
		const unsure = line.ledger.unsure().filter((item) => item !== worked.index);
		throw toNodeError(node, cause, { ...idsOf(worked.index), others, unsure });
	}
	// A stopped execution can be retried: what was paid for in it must be found again.
	if (allWell && !line.api.signal?.aborted) line.ledger.close();
	line.warnings.say();
	const leaving = worked.results.flat();
	const outputs = Array.from({ length: branches?.(plans) ?? 1 }, (): INodeExecutionData[] => []);
	// Nothing that was fetched or paid for is lost for want of an output.
	for (const { branch, data } of leaving) (outputs[branch] ?? outputs[0]).push(data);
	return outputs;
}

async function openLineOrSay(context: IExecuteFunctions): Promise<Line> {
	try {
		return await openLine(context);
	} catch (cause) {
		throw toNodeError(context.getNode(), cause, {
			unexplained: 'The credential could not be read',
		});
	}
}

function errorItem(item: number, error: NodeError, node: INode): Leaving[] {
	const json = toErrorJson(error, node.onError === 'continueErrorOutput');
	return [{ branch: 0, data: { json, pairedItem: { item } } }];
}
