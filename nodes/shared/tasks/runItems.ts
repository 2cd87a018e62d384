import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { mapConcurrently } from '../core/concurrency';
import { ExplainedError } from '../core/explainedError';
import { CANCELED } from '../errors/explainEnding';
import type { ErrorContext } from '../errors/nodeErrors';
import { toNodeError } from '../errors/nodeErrors';
import type { Timing } from '../http/timing';
import { openAcceptedTasks } from './acceptedTasks';
import { canHoldAll } from './background/park';
import { isHeld, waitInBackground } from './background/waitInBackground';
import type { Ended } from './ended';
import { outputsOf } from './ended';
import type { ItemWork, Planned } from './planItems';
import { openRun, planItems } from './planItems';
import type { Session } from './session';
import { ledgerOf } from './session';
import { isToolRun } from './toolRun';
import { openTries } from './tries';

export type { ItemWork } from './planItems';

/**
 * Works on all items, some at once, and gives their outputs in order, each linked to its item.
 * Under Continue On Fail an item that can't be done becomes an item with the reason and the ids of
 * its task; else the first reason ends the run, with the ids of every accepted task in it.
 */
export async function runItems<Plan>(
	context: IExecuteFunctions,
	timing: Timing,
	atOnce: number,
	work: ItemWork<Plan>,
): Promise<INodeExecutionData[][]> {
	const tries = openTries(context, isToolRun(context));
	const { ended, plans, session } = await endItems(context, timing, atOnce, work);
	let outputs = handOut(context, ended, work.branches?.(plans) ?? 1);
	if (tries.mayFollow) putLostPartFirst(outputs, ended);
	const mayBeRepeated = tries.mayFollow && isRepeated(outputs);
	if (!mayBeRepeated) tries.end();
	if (session && ended.some(isHeld) && !mayBeRepeated) {
		const waiting = await waitInBackground(session, ended);
		if (waiting) return [waiting];
		await waitInMemory(context, timing, atOnce, work, ended);
		outputs = handOut(context, ended, 1);
	}
	if (session) settleLedger(session, ended, outputs);
	return outputs;
}

/** Goes on with the tasks that n8n can't wait for, whose IDs the ledger has. */
async function waitInMemory<Plan>(
	context: IExecuteFunctions,
	timing: Timing,
	atOnce: number,
	work: ItemWork<Plan>,
	ended: Ended[],
) {
	const more = await endItems(context, timing, atOnce, {
		...work,
		background: undefined,
		work: async (own, plan) => (isHeld(ended[own.item]) ? await work.work(own, plan) : []),
	});
	for (const [item, end] of more.ended.entries()) if (isHeld(ended[item])) ended[item] = end;
}

/** Works on all items, and tells what became of each. The session is missing if none could be opened. */
export async function endItems<Plan>(
	context: IExecuteFunctions,
	timing: Timing,
	atOnce: number,
	work: ItemWork<Plan>,
): Promise<{ ended: Ended[]; plans: Array<Plan | undefined>; session?: Session }> {
	// Opened once: that looks through all that earlier tries have kept.
	const ledger = ledgerOf(context);
	const planned = await planItems(context, timing.clock, work, ledger);
	const plans = planned.map((entry) => (entry.ok ? entry.plan : undefined));
	const opened = await openRun(context, timing, work, plans, ledger);
	if (!opened.ok) {
		const ended = planned.map((entry, item) =>
			entry.ok ? { ok: false as const, error: opened.error(item) } : entry,
		);
		return { ended, plans };
	}
	const { session } = opened;
	const mayHold = whichMayHold(context, work, plans);
	const ended = await workOnItems(session, atOnce, planned, { ...work, mayHold });
	session.warnings.say();
	return { ended, plans, session };
}

/** The items that n8n may wait for in the background. */
function whichMayHold<Plan>(
	context: IExecuteFunctions,
	{ background }: ItemWork<Plan>,
	plans: Array<Plan | undefined>,
): (plan: Plan) => boolean {
	if (!background) return () => false;
	const { isWanted, isOneResult } = background;
	const made = plans.filter((plan) => plan !== undefined);
	const canHold = made.some(isWanted) && canHoldAll(context, made.map(isOneResult));
	return (plan) => canHold && isWanted(plan);
}

/** Works on the items that could be planned. Throws the first reason, unless the workflow goes on. */
async function workOnItems<Plan>(
	session: Session,
	atOnce: number,
	planned: Array<Planned<Plan>>,
	{ settingsOf, work, mayHold }: ItemWork<Plan> & { mayHold(plan: Plan): boolean },
): Promise<Ended[]> {
	const { context, client, ledger } = session;
	const accepted = openAcceptedTasks(ledger, planned.length);

	const errorOf = (cause: unknown, about: ErrorContext) =>
		toNodeError(context.getNode(), cause, {
			hideKey: client.hideKey,
			fetchAdvice: session.fetchAdvice,
			...about,
		});

	async function workOn(item: number, signal: AbortSignal): Promise<Ended> {
		const entry = planned[item];
		if (!entry.ok) return entry;
		const settings = settingsOf(entry.plan);
		const own = { tasks: accepted.of(item), mayHold: mayHold(entry.plan) };
		const itemContext = { session, item, signal, settings, ...own };
		return { ok: true, outputs: await work(itemContext, entry.plan) };
	}

	async function tolerate(item: number, signal: AbortSignal): Promise<Ended> {
		try {
			return await workOn(item, signal);
		} catch (cause) {
			return { ok: false, error: errorOf(cause, { itemIndex: item, ...accepted.aboutItem(item) }) };
		}
	}

	const workOnOne = context.continueOnFail() ? tolerate : workOn;
	const worked = await mapConcurrently(planned.length, atOnce, workOnOne, client.signal);
	if (worked.ok && !client.signal?.aborted) return worked.results;
	ledger.leave();
	const itemIndex = worked.ok ? 0 : worked.index;
	const about = { itemIndex, ...accepted.aboutRun(itemIndex), forAgent: session.isTool };
	// Stop is about no item: none tells what its own request may have come to.
	if (worked.ok || client.signal?.aborted) {
		throw errorOf(new ExplainedError(CANCELED), { ...about, lost: [], unsure: ledger.unsure() });
	}
	throw errorOf(worked.cause, about);
}

/** The outputs in order, each linked to its item, by the output of the node that they leave by. */
function handOut(
	context: IExecuteFunctions,
	ended: Ended[],
	branches: number,
): INodeExecutionData[][] {
	const node = context.getNode();
	const outputs = Array.from({ length: branches }, (): INodeExecutionData[] => []);
	for (const [item, end] of ended.entries()) {
		for (const { json, binary, branch = 0 } of outputsOf(end, node)) {
			const data = { json, ...(binary ? { binary } : {}), pairedItem: { item } };
			// Nothing that was fetched or paid for is lost for want of an output.
			(outputs[branch] ?? outputs[0]).push(data);
		}
	}
	return outputs;
}

/**
 * Retry On Fail is for a part that was lost, too, but n8n looks only at the first item of the first
 * output. So that is where it goes while another try may follow, of which n8n then takes all instead;
 * the last try gives everything in order.
 */
function putLostPartFirst([items]: INodeExecutionData[][], ended: Ended[]) {
	const parts = new Set(
		ended.flatMap((end) => (end.ok ? end.outputs : [])).map(({ json }) => json),
	);
	const lost = items.findIndex(({ json }) => json.error !== undefined && parts.has(json));
	if (lost > 0) items.unshift(...items.splice(lost, 1));
}

/**
 * Whether Retry On Fail repeats a node that did not throw: when the first item of its first output
 * has an error (n8n 1.119 to 2.41, workflow-execute.js).
 */
function isRepeated([[first]]: INodeExecutionData[][]): boolean {
	return first?.json.error !== undefined;
}

/**
 * Decides what a later try may pick up. An agent may repeat any call of a tool that brought it no
 * result.
 */
function settleLedger(
	{ context, ledger, isTool }: Session,
	ended: Ended[],
	outputs: INodeExecutionData[][],
) {
	const isDelivered = ended.every(
		(end) => end.ok && end.outputs.every(({ isPending, json }) => !isPending && !json.error),
	);
	const mayBeRepeated = context.getNode().retryOnFail === true && isRepeated(outputs);
	if (isTool ? isDelivered : !mayBeRepeated) ledger.close();
	else ledger.leave();
}
