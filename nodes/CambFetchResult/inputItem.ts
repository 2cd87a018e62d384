import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { membersIn, trimmedIn } from '../shared/camb/members';
import type { Values } from '../shared/parameters/parameter';
import type { Target } from './target';

/**
 * What an item says of its task. On n8n's error output that is inside of `error`, also that there is
 * none; beside it stays what the item that went in says of another one.
 */
export function taskOf(input: INodeExecutionData): IDataObject {
	// Nodes give items with nothing but a file, too.
	const json = membersIn(input.json);
	const error = membersIn(json.error);
	return error.kind === undefined ? json : error;
}

/** The same of the task or run that is to be fetched. Nothing, if the item is about another one. */
export function toldOf(input: INodeExecutionData, target: Target): IDataObject {
	const told = taskOf(input);
	if (target.by === 'task') return trimmedIn(told.taskId) === target.taskId ? told : {};
	const [runId, ...others] = target.runIds;
	return others.length === 0 && trimmedIn(told.runId) === String(runId) ? told : {};
}

/** Options that are not set are as the item says them. */
export function orTold({ valueOf, refuse }: Values, told: IDataObject): Values {
	return { valueOf: (field) => valueOf(field) ?? told[field.name], refuse };
}
