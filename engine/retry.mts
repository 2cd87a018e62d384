import { parse, stringify } from 'flatted';
import type { IRun, IRunExecutionData } from 'n8n-workflow';

/**
 * What n8n's Retry of a failed execution begins with: the data as n8n saves and reads it, without
 * the error, and without the last run of the node that failed. Earlier runs of that node stay, as
 * does what nodes keep in their context (n8n 2.41: packages/cli, ExecutionService.retry).
 */
export function retryOf({ data }: IRun): IRunExecutionData {
	const saved = parse(stringify(data)) as IRunExecutionData;
	const { lastNodeExecuted, runData } = saved.resultData;
	if (!lastNodeExecuted) return saved;
	delete saved.resultData.error;
	const runs = runData[lastNodeExecuted] ?? [];
	if (runs.at(-1)?.error !== undefined) runs.pop();
	return saved;
}
