import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { kindByName } from '../shared/kinds';
import type { Kind } from '../shared/kinds/kind';
import type { ItemParameters } from '../shared/parameters/parameter';
import { parametersOf, readAll } from '../shared/parameters/parameter';
import { readOutputSettings } from '../shared/parameters/taskParameters';
import type { Settings } from '../shared/task/line';
import { kindName, lookUpBy, runIds, taskId, whenStillRunning } from './parameters';

export type WhenStillRunning = ReturnType<typeof whenStillRunning.read>;

/** What to fetch for one item. */
export interface FetchPlan {
	kind: Kind;
	wants: IDataObject;
	settings: Settings;
	target: ByTask | ByRuns;
}

export interface ByTask {
	by: 'task';
	taskId: string;
	/** In ms since 1970, when the item says so. */
	submittedAt?: number;
	whenStillRunning: WhenStillRunning;
}

export interface ByRuns {
	by: 'run';
	runIds: number[];
}

/** Reads one item's parameters. Throws for bad input. */
export function plan(context: IExecuteFunctions, item: number): FetchPlan {
	const from = parametersOf(context, item);
	const kind = kindByName(kindName.read(from)) as Kind;
	const wants = readAll(from.options, kind.resultOptions ?? {}) as IDataObject;
	const wrong = kind.misfit?.(wants);
	if (wrong) throw from.refuse(...wrong);
	const settings = readOutputSettings(from);
	const target =
		lookUpBy.read(from) === 'run' ? readRuns(from) : readTask(from, context.getInputData()[item]);
	return { kind, wants, settings, target };
}

/** Whether the item leaves by the second output when its task still runs. */
export function mayBranch(plan: FetchPlan | undefined): boolean {
	return plan?.target.by === 'task' && plan.target.whenStillRunning === 'branch';
}

function readTask(from: ItemParameters, input: INodeExecutionData): ByTask {
	const id = taskId.read(from);
	return {
		by: 'task',
		taskId: id,
		whenStillRunning: whenStillRunning.read(from),
		submittedAt: submittedAtOf(input, id),
	};
}

/** When the task was submitted, if the input item is about this very task. */
function submittedAtOf({ json }: INodeExecutionData, id: string): number | undefined {
	if (json.taskId !== id || typeof json.submittedAt !== 'string') return undefined;
	const time = Date.parse(json.submittedAt);
	return Number.isNaN(time) ? undefined : time;
}

function readRuns(from: ItemParameters): ByRuns {
	const ids = runIds.read(from);
	if (ids.length > 0) return { by: 'run', runIds: [...new Set(ids)] };
	throw from.refuse(
		'Run ID is empty',
		'Use the field "runId" of a finished item, or look up by Task ID.',
	);
}
