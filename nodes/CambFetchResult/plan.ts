import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { trimmedIn } from '../shared/camb/members';
import type { Clock } from '../shared/core/clock';
import { toNodeError } from '../shared/errors/nodeErrors';
import type { TaskIds } from '../shared/errors/taskIds';
import { kindByName } from '../shared/kinds';
import type { ListedKind } from '../shared/kinds/listedKind';
import type { ItemParameters } from '../shared/parameters/parameter';
import { parametersOf, readAll } from '../shared/parameters/parameter';
import { onMaxWait, readOutputSettings } from '../shared/parameters/taskParameters';
import type { Kind } from '../shared/tasks/kind';
import type { Settings } from '../shared/tasks/settings';
import { orTold, taskOf, toldOf } from './inputItem';
import { lookUpBy, readKind, runIds, taskId, whenStillRunning } from './parameters';
import { pieceIds, piecesOf, refuseIncomplete } from './pieces';
import type { ByRuns, ByTask, Target } from './target';

/** What to fetch for one item. */
export interface FetchPlan {
	kind: Kind;
	resultOptions: IDataObject;
	settings: Settings;
	target: Target;
	/** In its place, each of the tasks that the input item was cut into. */
	pieces?: Target[];
	/** The IDs that are known, the item's own first. */
	tasks: TaskIds[];
}

/** Reads one item's parameters. Throws for bad input. */
export function plan(context: IExecuteFunctions, item: number, clock: Clock): FetchPlan {
	const from = parametersOf(context, item);
	const input = context.getInputData()[item];
	const kind = kindByName(readKind(from, taskOf(input))) as ListedKind;
	const target =
		lookUpBy.read(from) === 'run' ? readRuns(from, input) : readTask(from, input, clock);
	const told = toldOf(input, target);
	const tasks = tasksOf(kind, target, told);
	try {
		const optionsTold = kind.optionsIn?.(told) ?? {};
		const options = orTold(from.options, optionsTold);
		const asked = readAll(options, kind.resultParameters ?? {}) as IDataObject;
		const wrong = kind.misfit?.(asked);
		if (wrong) throw from.refuse(...wrong);
		return {
			kind,
			resultOptions: { ...optionsTold, ...asked },
			settings: readOutputSettings(from),
			target,
			pieces: piecesOf(kind, target, told, from),
			tasks,
		};
	} catch (cause) {
		// What is wrong with an option does not hide which task it was for.
		const [task, ...earlier] = tasks;
		throw toNodeError(context.getNode(), cause, { itemIndex: item, task, earlier });
	}
}

function tasksOf(kind: ListedKind, target: Target, told: IDataObject): TaskIds[] {
	const { name } = kind;
	const [taskId, runId] = target.by === 'task' ? [target.taskId, null] : [null, target.runIds[0]];
	return pieceIds(kind, told) ?? [{ kind: name, taskId, runId }];
}

/** Whether n8n is to wait for its task in the background. */
export function isForBackground({ target }: FetchPlan): boolean {
	return target.by === 'task' && target.whenStillRunning === 'background';
}

/** Whether the item has one result, by the node's one output. */
export function isOneResult(plan: FetchPlan): boolean {
	const { kind, target, pieces, resultOptions } = plan;
	if (pieces || target.by === 'run' || mayBranch(plan)) return false;
	return kind.isOneResult?.(resultOptions) ?? true;
}

/** Whether the item leaves by the second output when its task still runs. */
export function mayBranch(plan: FetchPlan | undefined): boolean {
	return plan?.target.by === 'task' && plan.target.whenStillRunning === 'branch';
}

function readTask(from: ItemParameters, input: INodeExecutionData, clock: Clock): ByTask {
	if (!from.valueOf(taskId.field)) refuseIncomplete(input, 'taskId', from);
	const id = taskId.read(from);
	return {
		by: 'task',
		taskId: id,
		whenStillRunning: whenStillRunning.read(from),
		onMaxWait: onMaxWait.read(from.options) ?? 'error',
		...timesOf(input, id, clock.date()),
	};
}

/** When the task was submitted and seen first, if the input item is about this very task. */
function timesOf(input: INodeExecutionData, id: string, now: number) {
	const told = taskOf(input);
	if (trimmedIn(told.taskId) !== id) return {};
	const submittedAt = readTime(told.submittedAt, now);
	return { submittedAt, waitingSince: submittedAt ?? readTime(told.waitingSince, now) };
}

/**
 * A moment in ms since 1970; databases give it as a Date. One that is yet to come is none: a wait
 * from then on might never end.
 */
function readTime(value: unknown, now: number): number | undefined {
	const text = value instanceof Date ? value.toJSON() : value;
	const time = typeof text === 'string' ? Date.parse(text) : NaN;
	return time <= now ? time : undefined;
}

function readRuns(from: ItemParameters, input: INodeExecutionData): ByRuns {
	if (!from.valueOf(runIds.field)) refuseIncomplete(input, 'runId', from);
	const ids = runIds.read(from);
	if (ids.length > 0) return { by: 'run', runIds: [...new Set(ids)] };
	throw from.refuse(
		'Run ID is empty',
		'Use the field "runId" of a finished item, or look up by Task ID.',
	);
}
