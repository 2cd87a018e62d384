import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** n8n's own limits and default (n8n 1.120 to 2.41, workflow-execute.js: getRetryParams). */
const [FEWEST, USUAL, MOST] = [2, 3, 5];
const PLACE = 'cambTries';

/**
 * Counts this try of n8n's Retry On Fail, and says whether another one may follow. The count is kept
 * where the ledger is, and begins afresh with each run of the node.
 */
export function countTry(context: IExecuteFunctions, isTool: boolean): boolean {
	const { retryOnFail, maxTries = USUAL } = context.getNode();
	// Each try of a tool is a run of its own (see the ledger).
	if (!retryOnFail || isTool) return false;
	const kept = context.getContext('node') as IDataObject;
	const run = `${context.getExecutionId()}:${context.getWorkflowDataProxy(0).$runIndex}`;
	const before = kept[PLACE] as { run: string; tries: number } | undefined;
	const tries = before?.run === run ? before.tries + 1 : 1;
	const isLast = tries >= Math.min(MOST, Math.max(FEWEST, maxTries || USUAL));
	if (isLast) delete kept[PLACE];
	else kept[PLACE] = { run, tries };
	return !isLast;
}
