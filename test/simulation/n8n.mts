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
import type { Readable } from 'node:stream';

import type { World } from './wire.mts';
import { API, sendThrough } from './wire.mts';

/** How long n8n takes to store a file that is there, in ms. */
const STORE_MS = 30;

/** What n8n would give a node for one run of it. */
export interface Stage {
	world: World;
	items: INodeExecutionData[];
	parametersOf(item: number): IDataObject;
	onError?: INode['onError'];
	retryOnFail?: boolean;
	executionId: string;
	/** `getContext('node')`: what both kinds of retry keep. */
	nodeContext: IDataObject;
	signal: AbortSignal;
	/** n8n's log, at level info and above. */
	log: string[];
	/** Whether n8n's binary store is full. */
	storeIsFull?: boolean;
}

/** A thin stand-in for n8n, which lets a node run thousands of times a minute. */
export function contextOf(stage: Stage): IExecuteFunctions {
	const { world, signal } = stage;
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
	} as INode;
	const sizes = new Map<string, number>();
	const note = (line: string) => void stage.log.push(line);
	return {
		getInputData: () => stage.items,
		getNode: () => node,
		getNodeParameter: (name: string, item: number, fallback: unknown) =>
			stage.parametersOf(item)[name] ?? fallback,
		continueOnFail: () => stage.onError?.startsWith('continue') ?? false,
		getCredentials: async () => ({ apiKey: ` ${key}\n`, baseUrl: `${API}/apis/` }),
		getContext: () => stage.nodeContext,
		getExecutionId: () => stage.executionId,
		getExecutionCancelSignal: () => signal,
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
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
			getBinaryMetadata: async (id: string) => ({ fileSize: sizes.get(id) as number }),
		},
	} as unknown as IExecuteFunctions;
}
