import type { IDataObject } from 'n8n-workflow';

import type { Kind, Output } from './kind';
import { fetchRun } from './runTask';
import type { ItemContext } from './session';
import { finishedFields } from './taskFields';

/** What can be made of a run that is there. */
export type RunKind<Options extends IDataObject = IDataObject> = Pick<
	Kind<Options>,
	'name' | 'fetch' | 'pollingPolicy'
>;

/** What is wanted of a run that has finished: no task is submitted for it. */
export interface RunRequest<Options extends IDataObject = IDataObject> {
	kind: RunKind<Options>;
	runId: number;
	/** By the names of the parameters. */
	resultOptions: Options;
}

/** Fetches what is wanted of a finished run. */
export async function runFinished(
	itemContext: ItemContext,
	{ kind, runId, resultOptions }: RunRequest,
): Promise<Output[]> {
	itemContext.tasks.push({ kind: kind.name, taskId: null, runId });
	const fields = finishedFields(kind.name, null, 0, runId);
	return await fetchRun(itemContext, { kind, resultOptions }, { runId }, fields);
}
