import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Values } from '../shared/parameters/parameter';
import type { Target } from './target';

type IdField = 'taskId' | 'runId';

/**
 * What the input item says of the task or run that is to be fetched: on n8n's error output it is
 * inside of `error`. Nothing, if it is about another one.
 */
export function toldOf({ json }: INodeExecutionData, target: Target): IDataObject {
	if (target.by === 'task') return allAbout(json, 'taskId', target.taskId)[0] ?? {};
	const [runId, ...others] = target.runIds;
	return (others.length === 0 && allAbout(json, 'runId', runId)[0]) || {};
}

/** Whether an item has this ID, also as the text that a sheet or a database makes of it. */
export function isAbout(details: IDataObject, name: IdField, id: string | number): boolean {
	return idIn(details[name]) === String(id);
}

/** What an item has about a task or a run, the error before the item that it was made for. */
export function allAbout(json: IDataObject, name: IdField, id: string | number): IDataObject[] {
	const all = [Object(json.error) as IDataObject, json];
	return all.filter((details) => isAbout(details, name, id));
}

/** An ID as text; nothing for what is none. */
export function idIn(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Options that are not set are as the item says them. */
export function orTold({ valueOf, refuse }: Values, told: IDataObject): Values {
	return { valueOf: (field) => valueOf(field) ?? told[field.name], refuse };
}
