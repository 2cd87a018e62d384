import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** n8n's own limits and default (n8n 1.120 to 2.41, workflow-execute.js: getRetryParams). */
const [FEWEST, USUAL, MOST] = [2, 3, 5];
const PLACE = 'cambTries';

/** The tries of n8n's Retry On Fail in this run of the node, as they are counted beside the ledger. */
export interface Tries {
	/** Whether another one may follow this one. */
	mayFollow: boolean;
	/** None follows. */
	end(): void;
}

/** Counts this try. */
export function openTries(context: IExecuteFunctions, isTool: boolean): Tries {
	const { retryOnFail, maxTries } = context.getNode();
	// Each try of a tool is a run of its own (see the ledger).
	if (!retryOnFail || isTool) return { mayFollow: false, end: () => {} };
	const kept = context.getContext('node') as IDataObject;
	const run = `${context.getExecutionId()}:${context.getWorkflowDataProxy(0).$runIndex}`;
	const before = kept[PLACE] as { run: string; tries: number } | undefined;
	const tries = before?.run === run ? before.tries + 1 : 1;
	kept[PLACE] = { run, tries };
	return {
		mayFollow: tries < Math.min(MOST, Math.max(FEWEST, maxTries || USUAL)),
		end: () => delete kept[PLACE],
	};
}
