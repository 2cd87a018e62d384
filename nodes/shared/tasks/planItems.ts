import type { IExecuteFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Clock } from '../core/clock';
import { ExplainedError } from '../core/explainedError';
import { CANCELED } from '../errors/explainEnding';
import type { ErrorContext } from '../errors/nodeErrors';
import { toNodeError } from '../errors/nodeErrors';
import type { TaskIds } from '../errors/taskIds';
import type { Timing } from '../http/timing';
import { without } from './acceptedTasks';
import type { Kind, Output } from './kind';
import type { Ledger } from './ledger';
import type { ItemContext, Session } from './session';
import { openSession } from './session';
import type { Settings } from './settings';
import { isToolRun } from './toolRun';

/** How a node works on its items. */
export interface ItemWork<Plan> {
	/** Reads and checks one item's parameters. Runs for every item before any is worked on. */
	plan(item: number): Promise<Plan>;
	settingsOf(plan: Plan): Settings;
	/** The tasks that an item is about before it is worked on, its own first. */
	tasksOf?(plan: Plan): TaskIds[];
	/** What all items need together, once all are planned. */
	prepare?(session: Session, plans: Array<Plan | undefined>): Promise<void>;
	work(itemContext: ItemContext, plan: Plan): Promise<Output[]>;
	/** Which items n8n is to wait for in the background; none if not set. */
	background?: {
		isWanted(plan: Plan): boolean;
		/** Whether the item is one task with one result. */
		isOneResult(plan: Plan): boolean;
	};
	/** How many outputs the node has with these plans; 1 if not set. */
	branches?(plans: Array<Plan | undefined>): number;
	/** The kinds of the tasks that the node submits. */
	kindByName?(name: string): Kind | undefined;
	/** How errors say to get the result of a task; to use Fetch Result if not set. */
	fetchAdvice?: string;
}

export type NodeError = NodeApiError | NodeOperationError;
export type Planned<Plan> = { ok: true; plan: Plan } | { ok: false; error: NodeError };
/** While it plans, n8n gets its turn as often as this, in ms: else it could not hear of Stop. */
const TURN_MS = 50;

/** Plans every item before the first one is worked on: a mistake in one costs nothing. */
export async function planItems<Plan>(
	context: IExecuteFunctions,
	clock: Clock,
	work: ItemWork<Plan>,
	ledger: Ledger,
): Promise<Array<Planned<Plan>>> {
	const signal = context.getExecutionCancelSignal?.();
	const count = context.getInputData().length;
	const planned: Array<Planned<Plan>> = [];
	let turnAt = clock.now() + TURN_MS;
	for (let item = 0; item < count; item++) {
		if (clock.now() >= turnAt) {
			await clock.sleep(0);
			turnAt = clock.now() + TURN_MS;
		}
		if (signal?.aborted) throw notBegun(context, ledger, work, new ExplainedError(CANCELED));
		try {
			planned.push({ ok: true, plan: await work.plan(item) });
		} catch (cause) {
			const unexplained = 'A parameter could not be read';
			const error = notBegun(context, ledger, work, cause, { itemIndex: item, unexplained });
			if (!context.continueOnFail()) throw error;
			planned.push({ ok: false, error });
		}
	}
	return planned;
}

/**
 * The error of a try that can't work on an item, or on any. What an earlier try had accepted by
 * then is in it all the same: nothing else tells its ID.
 */
function notBegun(
	context: IExecuteFunctions,
	ledger: Ledger,
	{ kindByName, fetchAdvice }: Pick<ItemWork<never>, 'kindByName' | 'fetchAdvice'>,
	cause: unknown,
	about: Pick<ErrorContext, 'itemIndex' | 'unexplained'> = {},
	[given, ...alsoGiven]: TaskIds[] = [],
): NodeError {
	const { itemIndex: item } = about;
	const { tasks, lost } = item === undefined ? { tasks: [], lost: [] } : ledger.leftOf(item);
	const goesOn = context.continueOnFail() && item !== undefined;
	const task = tasks.at(-1) ?? given;
	// A part, such as a conversion, is fetched with what it is a part of.
	const isPart = task && kindByName && !kindByName(task.kind);
	return toNodeError(context.getNode(), cause, {
		...about,
		fetchAdvice: isPart ? '' : fetchAdvice,
		forAgent: isToolRun(context),
		task,
		earlier: [...tasks.slice(0, -1), ...alsoGiven],
		lost,
		others: goesOn ? [] : without(ledger.accepted(), tasks),
		unsure: goesOn ? [] : ledger.unsure().filter((other) => other !== item),
		unsureAdvice: ledger.unsureAdvice(),
	});
}

type Opened = { ok: true; session: Session } | { ok: false; error(item: number): NodeError };

/** What all items share. Without it, as with a bad credential, each item says why. */
export async function openRun<Plan>(
	context: IExecuteFunctions,
	timing: Timing,
	work: ItemWork<Plan>,
	plans: Array<Plan | undefined>,
	ledger: Ledger,
): Promise<Opened> {
	const { prepare, kindByName = () => undefined, fetchAdvice, tasksOf } = work;
	try {
		const session = { ...(await openSession(context, timing, kindByName, ledger)), fetchAdvice };
		await prepare?.(session, plans);
		return { ok: true, session };
	} catch (cause) {
		const unexplained = 'The credential could not be read';
		const error = (itemIndex?: number, plan?: Plan) =>
			notBegun(context, ledger, work, cause, { itemIndex, unexplained }, plan && tasksOf?.(plan));
		if (!context.continueOnFail()) throw error();
		return { ok: false, error: (item) => error(item, plans[item]) };
	}
}
