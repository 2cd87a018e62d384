import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { Readable } from 'node:stream';

import type { World } from './wire.mts';
import { API, sendThrough } from './wire.mts';

/** How long n8n takes to store a file that is there, in ms. */
const STORE_MS = 30;

/** How n8n runs a node: in a workflow, or as a tool in one of the two ways (see engine/agent.mts). */
export type RunAs = 'node' | 'engine' | 'invoke';

/** What n8n would give a node for one run of it. */
export interface Stage {
	world: World;
	items: INodeExecutionData[];
	parametersOf(item: number): IDataObject;
	onError?: INode['onError'];
	retryOnFail?: boolean;
	maxTries?: number;
	executionId: string;
	runIndex?: number;
	runAs?: RunAs;
	/** `getContext('node')`: what both kinds of retry keep. */
	nodeContext: IDataObject;
	signal: AbortSignal;
	/** n8n's log, at level info and above. */
	log: string[];
	/** Whether n8n's binary store is full. */
	storeIsFull?: boolean;
	/** The files of input items, by their ID. */
	files?: Map<string, Buffer>;
}

/** A thin stand-in for n8n, which lets a node run thousands of times a minute. */
export function contextOf(stage: Stage): IExecuteFunctions {
	const { world, signal, runAs = 'node', runIndex = 0, files = new Map<string, Buffer>() } = stage;
	const { key } = world.account;
	const node = {
		id: 'node',
		name: 'CAMB.AI',
		type: 'n8n-nodes-camb.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		onError: stage.onError,
		retryOnFail: stage.retryOnFail,
		maxTries: stage.maxTries,
		...(runAs === 'engine' ? { rewireOutputLogTo: 'ai_tool' } : {}),
	} as INode;
	const sizes = new Map<string, number>();
	const note = (line: string) => void stage.log.push(line);
	return {
		getInputData: () => stage.items,
		getNode: () => node,
		getNodeOutputs: () => [{ type: runAs === 'node' ? 'main' : 'ai_tool' }],
		getNodeParameter: (name: string, item: number, fallback: unknown) =>
			stage.parametersOf(item)[name] ?? fallback,
		continueOnFail: () => stage.onError?.startsWith('continue') ?? false,
		getCredentials: async () => ({ apiKey: ` ${key}\n`, baseUrl: `${API}/apis/` }),
		getContext: () => stage.nodeContext,
		getExecutionId: () => stage.executionId,
		getExecutionCancelSignal: () => signal,
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		logger: { info: note, warn: note, error: note, debug: () => {} },
		helpers: {
			/** n8n takes no signal but the context's, adds the key, and wraps what axios throws. */
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				_credential: string,
				options: IHttpRequestOptions,
			) {
				if (!options.disableFollowRedirect) throw new Error('The key would follow a redirect');
				try {
					return await sendThrough(world, options, key, this.getExecutionCancelSignal?.());
				} catch (error) {
					throw new NodeApiError(node, error as JsonObject);
				}
			},
			httpRequest: async (options: IHttpRequestOptions) =>
				await sendThrough(world, options, undefined, options.abortSignal as AbortSignal),
			async prepareBinaryData(body: Readable | Buffer, fileName: string, mimeType: string) {
				if (stage.storeIsFull) throw new Error('ENOSPC: no space left on device');
				let bytes = 0;
				if (Buffer.isBuffer(body)) bytes = body.length;
				else for await (const chunk of body) bytes += (chunk as Buffer).length;
				await world.timeline.sleep(STORE_MS);
				const id = `filesystem:${sizes.size}`;
				sizes.set(id, bytes);
				return { id, data: 'filesystem', fileName, mimeType } as IBinaryData;
			},
			createBinarySignedUrl: ({ id }: IBinaryData) => {
				const token = `${id?.replace(/\W/g, '-')}-${world.timeline.now()}`;
				return `https://n8n.example.com/rest/binary-data/signed?token=${token}`;
			},
			getBinaryMetadata: async (id: string) => ({
				fileSize: sizes.get(id) ?? files.get(id)?.length ?? 0,
			}),
			getBinaryStream: async (id: string) => Readable.from([files.get(id) as Buffer]),
			assertBinaryData(item: number, name: string) {
				const file = stage.items[item].binary?.[name];
				if (!file) throw new Error(`No file in ${name}`);
				return file;
			},
		},
	} as unknown as IExecuteFunctions;
}
