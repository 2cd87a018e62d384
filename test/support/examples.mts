import type { INodeExecutionData, IRun } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { openDataTable } from '../../engine/dataTable.mts';
import type { RunInput, WorkflowFile } from '../../engine/run.mts';
import { startRun } from '../../engine/run.mts';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import { bytesOf, credentialFor, probe, REST_API_URL, theEngine, thePackage } from './harness.mts';

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

/** What comes from outside, by the node that would get it. */
export type Given = Record<string, INodeExecutionData[]>;

type More = { table?: DataTable } & Pick<RunInput, 'start' | 'types'>;

/** Runs an example from its first node on. `table` stands for the Data Table that it keeps. */
export async function runExample(
	name: string,
	account: SandboxAccount,
	given?: Given,
	more?: More,
): Promise<ExampleRun> {
	return await runWorkflow(readExample(name), account, given, more);
}

/** Runs a workflow that a reader may import, as it stands. */
export async function runWorkflow(
	workflow: WorkflowFile,
	account: SandboxAccount,
	given: Given = {},
	{ table = openDataTable(), start, types }: More = {},
): Promise<ExampleRun> {
	const { done } = startRun(theEngine(), thePackage(), {
		workflow: { ...workflow, pinData: { ...workflow.pinData, ...given } },
		credentials: credentialFor(account) as never,
		start,
		types: { 'n8n-nodes-base.dataTable': table.type, ...types },
		restApiUrl: REST_API_URL,
	});
	const run = await done;
	return {
		run,
		itemsOf: (node, output = 0) =>
			(run.data.resultData.runData[node] ?? []).flatMap(({ data }) => data?.main[output] ?? []),
	};
}

/** What a workflow promises its reader. */
export interface Promised {
	/** The node whose items are counted: the last one, where everything arrives. */
	at: string;
	items: number;
	/** The file fields of every item; empty for text files, which no player opens. */
	audio: string[];
	text?: string[];
}

/** Fails unless a run ended well and its files are what they should be. */
export async function expectPromised({ run, itemsOf }: ExampleRun, wanted: Promised) {
	expect(run.data.resultData.error?.message).toBeUndefined();
	expect(run.status).toBe('success');
	const items = itemsOf(wanted.at);
	expect(items).toHaveLength(wanted.items);
	for (const item of items) {
		expect(Object.keys(item.binary ?? {})).toEqual([...wanted.audio, ...(wanted.text ?? [])]);
		for (const field of wanted.audio) {
			const { duration } = await probe(await bytesOf(item, field), item.binary?.[field].mimeType);
			expect(duration).toBeGreaterThan(0.2);
		}
		for (const field of wanted.text ?? []) {
			expect((await bytesOf(item, field)).toString()).toContain('-->');
		}
	}
}

/** Fails unless the CAMB.AI nodes of a workflow set only what their forms show, and all that is required. */
export function expectFilledForms({ nodes }: WorkflowFile) {
	const { NodeHelpers } = theEngine().workflow;
	const ours = nodes.filter(({ type }) => type.startsWith('n8n-nodes-camb.'));
	expect(ours).not.toEqual([]);
	for (const node of ours) {
		const { description } = thePackage().nodes[node.type.replace(/Tool$/, '')];
		const { properties } = description;
		const shown = NodeHelpers.getNodeParameters(
			properties,
			node.parameters,
			true,
			false,
			node,
			description,
		);
		expect(shown).toMatchObject(node.parameters);
		const options = properties
			.filter((property) => property.name === 'options')
			.flatMap((property) => property.options ?? [])
			.map((option) => option.name);
		expect(options).toEqual(expect.arrayContaining(Object.keys(node.parameters.options ?? {})));
		const filled = { ...node, parameters: shown ?? {} };
		expect(NodeHelpers.getNodeParametersIssues(properties, filled, description)).toBeNull();
	}
}
