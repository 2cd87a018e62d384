import type { INodeExecutionData, IRun } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { openDataTable } from '../../engine/dataTable.mts';
import type { RunInput, WorkflowFile } from '../../engine/run.mts';
import { startRun } from '../../engine/run.mts';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import { credentialFor, theEngine, thePackage } from './harness.mts';

const FOLDER = fileURLToPath(new URL('../../examples/', import.meta.url));

export const exampleNames = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace('.json', ''));

export function readExample(name: string): WorkflowFile {
	return JSON.parse(readFileSync(`${FOLDER}${name}.json`, 'utf8')) as WorkflowFile;
}

export const examplesIndex = () => readFileSync(`${FOLDER}README.md`, 'utf8');

type DataTable = ReturnType<typeof openDataTable>;

/** What an example's run gave, by node. */
export interface ExampleRun {
	run: IRun;
	/** The items of one of a node's outputs, of all its runs. */
	itemsOf(node: string, output?: number): INodeExecutionData[];
}

/**
 * Runs an example from its first node on. `given` stands for what a node would get from outside,
 * `table` for the Data Table that it keeps.
 */
export async function runExample(
	name: string,
	account: SandboxAccount,
	given: Record<string, INodeExecutionData[]> = {},
	{
		table = openDataTable(),
		...more
	}: { table?: DataTable } & Pick<RunInput, 'start' | 'types'> = {},
): Promise<ExampleRun> {
	const workflow = readExample(name);
	const { done } = startRun(theEngine(), thePackage(), {
		workflow: { ...workflow, pinData: { ...workflow.pinData, ...given } },
		credentials: credentialFor(account) as never,
		start: more.start,
		types: { 'n8n-nodes-base.dataTable': table.type, ...more.types },
	});
	const run = await done;
	return {
		run,
		itemsOf: (node, output = 0) =>
			(run.data.resultData.runData[node] ?? []).flatMap(({ data }) => data?.main[output] ?? []),
	};
}
