import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { badInput, readChoice } from '../shared/fields/check';
import { readResultOptions } from '../shared/fields/resultOptions';
import { readOutputSettings } from '../shared/fields/taskFields';
import { kindByName, kinds } from '../shared/kinds';
import type { Kind } from '../shared/kinds/kind';
import { systemClock } from '../shared/task/clock';
import type { OnMaxWait } from '../shared/task/complete';
import type { Settings } from '../shared/task/line';
import { readRunId } from '../shared/task/status';

const WHEN_STILL_RUNNING = ['wait', 'branch', 'error'] as const;
export type WhenStillRunning = (typeof WHEN_STILL_RUNNING)[number];
const ON_MAX_WAIT: readonly OnMaxWait[] = ['error', 'item'];

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
	/** What Max Wait counts from on the way through Still Running, likewise. */
	waitingSince?: number;
	whenStillRunning: WhenStillRunning;
	onMaxWait: OnMaxWait;
}

export interface ByRuns {
	by: 'run';
	runIds: number[];
}

/** Reads one item's parameters. Throws for bad input. */
export function plan(context: IExecuteFunctions, item: number): FetchPlan {
	const kind = readKind(context, item);
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const wants = readResultOptions(context, item, options, kind.resultOptions);
	const settings = readOutputSettings(context, item);
	const by = context.getNodeParameter('lookUpBy', item, 'task') as string;
	const target = by === 'run' ? readRuns(context, item) : readTask(context, item);
	return { kind, wants, settings, target };
}

/** Whether the item leaves by the second output when its task still runs. */
export function mayBranch(plan: FetchPlan | undefined): boolean {
	return plan?.target.by === 'task' && plan.target.whenStillRunning === 'branch';
}

function readKind(context: IExecuteFunctions, item: number): Kind {
	const name = String(context.getNodeParameter('kind', item, '') ?? '').trim();
	const kind = kindByName(name);
	if (kind) return kind;
	throw badInput(
		context,
		item,
		name ? `Kind "${name.slice(0, 40)}" is not recognized` : 'Kind is empty',
		`Choose one of: ${kinds.map(({ label }) => label).join(', ')}.`,
	);
}

function readTask(context: IExecuteFunctions, item: number): ByTask {
	const taskId = String(context.getNodeParameter('taskId', item, '') ?? '').trim();
	if (taskId === '') {
		throw badInput(
			context,
			item,
			'Task ID is empty',
			'Use the field "taskId" of an item from another CAMB.AI node.',
		);
	}
	return {
		by: 'task',
		taskId,
		whenStillRunning: readChoice(
			context,
			item,
			'whenStillRunning',
			'When Still Running',
			WHEN_STILL_RUNNING,
		),
		onMaxWait: readChoice(context, item, 'options.onMaxWait', 'On Max Wait', ON_MAX_WAIT),
		...timesOf(context, item, taskId),
	};
}

/** When the task was submitted and seen first, if the input item is about this very task. */
function timesOf(context: IExecuteFunctions, item: number, taskId: string) {
	const { json } = context.getInputData()[item];
	if (json.taskId !== taskId) return {};
	const submittedAt = readTime(json.submittedAt);
	return { submittedAt, waitingSince: submittedAt ?? readTime(json.waitingSince) };
}

/** A moment in ms since 1970. One that is yet to come is none: a wait from then on might never end. */
function readTime(value: unknown): number | undefined {
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	return time <= systemClock.date() ? time : undefined;
}

function readRuns(context: IExecuteFunctions, item: number): ByRuns {
	const value = context.getNodeParameter('runId', item, '') as unknown;
	const parts = (Array.isArray(value) ? value : String(value ?? '').split(/[\s,;]+/)).filter(
		(part) => String(part).trim() !== '',
	);
	if (parts.length === 0) {
		throw badInput(
			context,
			item,
			'Run ID is empty',
			'Use the field "runId" of a finished item, or look up by Task ID.',
		);
	}
	const runIds = parts.map((part) => {
		const runId = readRunId(part);
		if (runId !== null) return runId;
		throw badInput(
			context,
			item,
			`"${String(part).slice(0, 40)}" is not a run ID`,
			'A run ID is a whole number. A long ID with dashes is a task ID: look it up by Task ID.',
		);
	});
	return { by: 'run', runIds: [...new Set(runIds)] };
}
