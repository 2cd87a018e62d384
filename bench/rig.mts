import type { INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';

import { bootEngine } from '../engine/boot.mts';
import { loadPackage } from '../engine/package.mts';
import { startRun } from '../engine/run.mts';
import { sandboxDriver } from '../sandbox/driver.mts';
import type { Settings } from '../sandbox/settings.mts';
import { startSandbox } from '../sandbox/start.mjs';

/** n8n's engine in this process, and the sandbox in one of its own. */
export async function setUp() {
	const sandbox = await startSandbox();
	const driver = sandboxDriver(sandbox.adminUrl);
	const engine = await bootEngine();
	const loaded = await loadPackage(engine);
	return {
		engine,
		apiUrl: sandbox.apiUrl,
		/** An account whose tasks are done at once. */
		newAccount: async (settings: Partial<Settings> = {}) =>
			await driver.createAccount({ taskSeconds: 0, ...settings }),
		/** Runs one node on some items. Throws unless it ends well. */
		async runNode(
			key: string,
			type: string,
			parameters: INodeParameters,
			items?: INodeExecutionData[],
			types?: Record<string, INodeType>,
		): Promise<INodeExecutionData[]> {
			const node = {
				id: 'node',
				name: 'Node',
				type: `n8n-nodes-camb.${type}`,
				typeVersion: 1,
				position: [0, 0] as [number, number],
				parameters,
				credentials: { cambAiApi: { id: '1', name: 'CAMB.AI account' } },
			};
			const { data, status } = await startRun(engine, loaded, {
				workflow: { nodes: [node], connections: {} },
				items,
				types,
				credentials: { cambAiApi: { apiKey: key, baseUrl: sandbox.apiUrl } },
			}).done;
			const { error, runData } = data.resultData;
			if (status !== 'success') throw new Error(`The run ended with ${status}`, { cause: error });
			return runData.Node[0].data?.main[0] ?? [];
		},
		async tearDown() {
			await sandbox.stop();
			engine.close();
		},
	};
}
