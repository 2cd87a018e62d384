import type { INode, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';

import { bootEngine } from '../engine/boot.mts';
import { loadPackage } from '../engine/package.mts';
import { startRun } from '../engine/run.mts';
import { systemTiming } from '../nodes/shared/http/timing';
import { sandboxDriver } from '../sandbox/driver.mts';
import type { Settings } from '../sandbox/settings.mts';
import { startSandbox } from '../sandbox/start.mjs';
import { newNode } from '../test/support/harness.mts';

export type Rig = Awaited<ReturnType<typeof setUp>>;

/** Where n8n keeps the files of a run. */
export const PLACE = { type: 'execution', workflowId: 'workflow', executionId: '1' } as const;

const NODE = 'Node';

/** A node as a workflow holds it. */
export function nodeOf(type: string, parameters: INodeParameters, name = NODE): INode {
	const credentials = { cambAiApi: { id: '1', name: 'CAMB.AI account' } };
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters, credentials };
}

/**
 * n8n's engine in this process, and the sandbox in one of its own.
 *
 * @param speed so much faster do the nodes wait, which does not change what they do
 */
export async function setUp({ speed = 1, types = {} as Record<string, INodeType> } = {}) {
	const [sandbox, engine] = await Promise.all([startSandbox(), bootEngine()]);
	const driver = sandboxDriver(sandbox.adminUrl);
	const loaded = await loadPackage(engine);
	const { clock, timeouts } = systemTiming;
	const fast = {
		...systemTiming,
		clock: {
			...clock,
			now: () => clock.now() * speed,
			sleep: async (ms: number) => await clock.sleep(ms / speed),
		},
		// By such a clock a body must not look stalled.
		timeouts: { ...timeouts, stallMs: timeouts.stallMs * speed },
	};
	for (const node of speed === 1 ? [] : Object.values(loaded.nodes)) {
		const { execute, methods } = newNode(node.constructor.name, fast);
		Object.assign(node, { execute, methods });
	}

	/** Runs nodes one after the other on some items. Throws unless it ends well. */
	async function runNodes(key: string, nodes: INode[], items?: INodeExecutionData[]) {
		const follow = nodes.slice(1).map(({ name }, index) => {
			const main = [[{ node: name, type: 'main' as const, index: 0 }]];
			return [nodes[index].name, { main }] as const;
		});
		const { data, status } = await startRun(engine, loaded, {
			workflow: { nodes, connections: Object.fromEntries(follow) },
			items,
			types,
			credentials: { cambAiApi: { apiKey: key, baseUrl: sandbox.apiUrl } },
		}).done;
		const { error, runData } = data.resultData;
		if (status !== 'success') throw new Error(`The run ended with ${status}`, { cause: error });
		return runData[nodes[nodes.length - 1].name][0].data?.main[0] ?? [];
	}

	return {
		engine,
		loaded,
		apiUrl: sandbox.apiUrl,
		/** An account whose tasks are done at once. */
		newAccount: async (settings: Partial<Settings> = {}) =>
			await driver.createAccount({ taskSeconds: 0, ...settings }),
		runNodes,
		/** Runs one node of the package. */
		runNode: async (
			key: string,
			type: string,
			parameters: INodeParameters,
			items?: INodeExecutionData[],
		) => await runNodes(key, [nodeOf(`n8n-nodes-camb.${type}`, parameters)], items),
		/** Deletes what nodes have stored. */
		forgetFiles: async () => await engine.binaryData.deleteMany([PLACE]),
		async tearDown() {
			await sandbox.stop();
			engine.close();
		},
	};
}

/** Input items, each with a text to speak. */
export function texts(count: number): INodeExecutionData[] {
	return Array.from({ length: count }, (_, number) => ({
		json: { text: `Line number ${number}` },
	}));
}

/** What Text to Speech needs to speak them. */
export const speaks = (itemsAtOnce: number): INodeParameters => ({
	text: '={{ $json.text }}',
	voice: 147320,
	language: 1,
	options: { itemsAtOnce },
});
