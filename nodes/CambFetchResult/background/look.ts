import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toErrorJson } from '../../shared/errors/nodeErrors';
import type { Timing } from '../../shared/http/timing';
import { kindByName } from '../../shared/kinds';
import type { ListedKind } from '../../shared/kinds/listedKind';
import { readItemsAtOnce } from '../../shared/parameters/taskParameters';
import type { HeldTask, Waiting } from '../../shared/tasks/background/heldTask';
import { waitingIn, waitingItems } from '../../shared/tasks/background/heldTask';
import type { Ended } from '../../shared/tasks/ended';
import { endItems } from '../../shared/tasks/runItems';
import { fetchItem } from '../fetch';
import type { FetchPlan } from '../plan';
import { failAll, heldIn } from './failed';

/**
 * Looks at each task once, and gets the result of those that are done: by the first output when none
 * is left, else by the second. An error goes on as an item: n8n hands on no more of one than its message.
 */
export async function look(
	context: IExecuteFunctions,
	timing: Timing,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const waiting = items.map((item) => waitingIn(item) as Waiting);
	const { ended, session } = await endItems(context, timing, readItemsAtOnce(context), {
		plan: async (item) => planOf(waiting[item]),
		settingsOf: (plan) => plan?.settings ?? { field: '' },
		tasksOf: (plan) => plan?.tasks ?? [],
		background: { isWanted: () => true, isOneResult: () => true },
		fetchAdvice: items.flatMap((item) => heldIn(item)?.fetchAdvice ?? [])[0],
		work: async (itemContext, plan) => (plan ? await fetchItem(itemContext, plan, new Map()) : []),
	});
	for (const [index, end] of ended.entries()) {
		if (end.ok || heldIn(items[index])?.onError !== 'stopWorkflow') continue;
		return [failAll(context, items, index, end.error), []];
	}
	const all = items.map((item, index) => ({
		binary: item.binary,
		...after(waiting[index], ended[index]),
	}));
	if (session && all.some(({ json }) => 'held' in json)) {
		return [[], waitingItems(all, session.client)];
	}
	return [all as INodeExecutionData[], []];
}

/** What to fetch; undefined for an item that is done. */
function planOf(waiting: Waiting): FetchPlan | undefined {
	if ('done' in waiting) return undefined;
	const { held } = waiting;
	const { taskId, submittedAt, resultOptions, settings, onMaxWait } = held;
	const { waitingSince, waitedMs, checks } = held;
	const target = { by: 'task' as const, whenStillRunning: 'look' as const, taskId, onMaxWait };
	return {
		kind: kindByName(held.kind) as ListedKind,
		resultOptions,
		settings,
		target: { ...target, submittedAt: submittedAt ?? undefined, waitingSince, waitedMs, checks },
		tasks: [{ kind: held.kind, taskId, runId: null }],
	};
}

/** The item after the look. */
function after(waiting: Waiting, end: Ended) {
	if ('done' in waiting) return { json: waiting };
	const { held } = waiting;
	if (!end.ok) {
		return { json: { done: toErrorJson(end.error, held.onError === 'continueErrorOutput') } };
	}
	const [{ json, binary, held: still }] = end.outputs;
	if (still) return { json: { held: { ...held, checks: still.checks } satisfies HeldTask } };
	return { json: { done: json }, binary };
}
