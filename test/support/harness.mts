import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRun,
	NodeApiError,
} from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import type { BinaryMode, Engine } from '../../engine/boot.mts';
import { bootEngine } from '../../engine/boot.mts';
import type { LoadedPackage } from '../../engine/package.mts';
import { loadPackage } from '../../engine/package.mts';
import { retryOf } from '../../engine/retry.mts';
import type { Running, RunInput } from '../../engine/run.mts';
import { startRun } from '../../engine/run.mts';
import { systemClock } from '../../nodes/shared/core/clock';
import { openTaskLengths } from '../../nodes/shared/core/taskLengths';
import type { Timeouts } from '../../nodes/shared/http/timeouts';
import { TIMEOUTS } from '../../nodes/shared/http/timeouts';
import type { Timing } from '../../nodes/shared/http/timing';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import { sandboxDriver } from '../../sandbox/driver.mts';
import type { Settings } from '../../sandbox/settings.mts';

/** So much faster does time run in tests, for the sandbox and for the nodes alike. */
export const SPEED = 100;

const within = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A node by the name of its class, as n8n makes it or with another clock. */
export function newNode(name: string, timing?: Timing): INodeType {
	const path = within(`dist/nodes/${name}/${name}.node.js`);
	// Also for scripts that run without Jest.
	const require = createRequire(import.meta.url);
	const { [name]: Node } = require(path) as Record<string, new (timing?: Timing) => INodeType>;
	return new Node(timing);
}

/** The fields of an item that n8n's editor shows before the node has run. */
export function schemaFields(name: string, operation?: string): string[] {
	const version = operation ? `v1.0.0/${operation}` : 'v1.0.0';
	const schema = readFileSync(within(`nodes/${name}/__schema__/${version}.json`), 'utf8');
	return Object.keys((JSON.parse(schema) as { properties: object }).properties);
}

export interface NodeRun {
	status: string;
	/** The items of each output. */
	outputs: INodeExecutionData[][];
	/** The items of the first output. */
	items: INodeExecutionData[];
	error?: NodeApiError & { context: IDataObject };
	run: IRun;
	account: SandboxAccount;
}

export interface NodeInput {
	type: string;
	parameters: INodeParameters;
	items?: INodeExecutionData[];
	account?: SandboxAccount;
	settings?: Partial<Settings>;
	/** What n8n's node settings hold: onError, retryOnFail, maxTries … */
	node?: Partial<INode>;
	workflowSettings?: IDataObject;
	credential?: IDataObject;
	resume?: RunInput['resume'];
	reload?: boolean;
	executionId?: string;
	/** Where n8n's REST API is, as its nodes know it; a public address if not set. */
	restApiUrl?: string;
}

/** Whether the tests run in the oldest n8n, 1.120, rather than in a new one. */
export const IN_OLDEST = process.env.N8N_VERSION === 'oldest';

let engine: Engine;
let loaded: LoadedPackage;

/** What the nodes of a test file go by. */
export const timing: Timing = {
	clock: { ...systemClock },
	timeouts: { ...TIMEOUTS },
	taskLengths: openTaskLengths(),
};

/** Boots the engine and lets the nodes' clock run fast. Call it once in a test file. */
export function useEngine(speed = SPEED, mode?: BinaryMode) {
	beforeAll(async () => {
		engine = await bootEngine(mode);
		loaded = await loadPackage(engine);
		for (const node of Object.values(loaded.nodes)) {
			const { execute, methods } = newNode(node.constructor.name, timing);
			Object.assign(node, { execute, methods });
		}
		setSpeed(speed);
	});
	afterAll(() => engine.close());
	// Where time runs fast, a busy machine must not look like a body that stalls.
	useTimeouts({ stallMs: 600_000 });
}

/** Changes how long the nodes wait for answers and bodies, in ms, for the tests of a file. */
export function useTimeouts(changes: Partial<Timeouts>) {
	const { timeouts } = timing;
	const before = { ...timeouts };
	beforeAll(() => void Object.assign(timeouts, changes));
	afterAll(() => void Object.assign(timeouts, before));
}

/** From now on a second of the nodes takes 1/speed of a real one. */
function setSpeed(speed: number) {
	const { sleep } = engine.workflow;
	const start = Date.now();
	timing.clock.now = () => performance.now() * speed;
	timing.clock.date = () => start + (Date.now() - start) * speed;
	timing.clock.sleep = async (ms) => await sleep(ms / speed);
}

export async function newAccount(settings: Partial<Settings> = {}): Promise<SandboxAccount> {
	const driver = sandboxDriver(process.env.SANDBOX_ADMIN_URL as string);
	return await driver.createAccount({ speed: SPEED, ...settings });
}

export const theEngine = () => engine;
export const thePackage = () => loaded;

/** The credential that leads to an account of the sandbox. */
export function credentialFor(account: SandboxAccount, changes: IDataObject = {}) {
	return { cambAiApi: { apiKey: account.key, baseUrl: process.env.SANDBOX_API_URL, ...changes } };
}

/** Where n8n's REST API is, as nodes know it. Nothing listens there. */
export const REST_API_URL = 'https://n8n.example.com/rest';

/** What the node under test is called in its workflow. */
export const NODE = 'CAMB.AI';

export const START: INode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [-200, 0],
	parameters: {},
};

/** The node under test as a workflow holds it. */
export function nodeOf(input: Pick<NodeInput, 'type' | 'parameters' | 'node'>): INode {
	return {
		id: 'node',
		name: NODE,
		type: `n8n-nodes-camb.${input.type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: input.parameters,
		credentials: { cambAiApi: { id: '1', name: 'CAMB.AI account' } },
		...input.node,
	};
}

/** Starts one node of the package in n8n's engine against the sandbox. */
export async function startNode(input: NodeInput): Promise<Running & { account: SandboxAccount }> {
	const account = input.account ?? (await newAccount(input.settings));
	const running = startRun(engine, loaded, {
		workflow: {
			nodes: [START, nodeOf(input)],
			connections: { [START.name]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
			settings: input.workflowSettings as never,
		},
		items: input.items,
		credentials: credentialFor(account, input.credential) as never,
		resume: input.resume,
		reload: input.reload,
		executionId: input.executionId,
		restApiUrl: input.restApiUrl ?? REST_API_URL,
	});
	return { ...running, account };
}

/** n8n's Retry of a failed execution: the same workflow goes on under a new execution ID. */
export async function retryNode(first: NodeRun, input: NodeInput): Promise<NodeRun> {
	const resume = retryOf(first.run);
	return await runNode({ executionId: '2', ...input, account: first.account, resume });
}

export async function runNode(input: NodeInput): Promise<NodeRun> {
	const { done, account } = await startNode(input);
	return readRun(await done, account);
}

export function readRun(run: IRun, account: SandboxAccount): NodeRun {
	const { runData, error } = run.data.resultData;
	const task = runData[NODE]?.at(-1);
	const outputs = (task?.data?.main ?? []).map((items) => items ?? []);
	return {
		status: run.status,
		outputs,
		items: outputs[0] ?? [],
		error: (task?.error ?? error) as NodeRun['error'],
		run,
		account,
	};
}

/** The bytes of a file of an item. */
export async function bytesOf(item: INodeExecutionData, field = 'data'): Promise<Buffer> {
	const binary = item.binary?.[field];
	if (!binary) throw new Error(`The item has no file "${field}"`);
	return await engine.binaryData.getAsBuffer(binary);
}

/** What a player makes of a file. */
export async function probe(bytes: Buffer, mimeType?: string) {
	const { parseBuffer } = await import('music-metadata');
	const { format } = await parseBuffer(bytes, mimeType ? { mimeType } : undefined, {
		duration: true,
	});
	return format;
}

/** How many requests of a step the API saw. */
export async function countOf(account: SandboxAccount, step: string): Promise<number> {
	const { requests } = await account.state();
	return requests.filter((request) => request.step === step).length;
}
