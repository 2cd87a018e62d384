import type {
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IPinData,
	IRun,
	IRunExecutionData,
	ITaskData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
} from 'n8n-workflow';

import { agent, AGENT_TYPE, asTool } from './agent.mts';
import type { Engine } from './boot.mts';
import type { CredentialData } from './credentials.mts';
import { credentialsHelper } from './credentials.mts';
import type { LoadedPackage } from './package.mts';
import { standIn } from './standIns.mts';

export interface WorkflowFile {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	pinData?: IPinData;
	settings?: IWorkflowSettings;
}

export interface RunInput {
	workflow: WorkflowFile;
	/** The node to begin with; the first one if not set. */
	start?: string;
	/** What the first node gets; one empty item if not set. */
	items?: INodeExecutionData[];
	credentials: CredentialData;
	/** Node types beside the package's, by full type. */
	types?: Record<string, INodeType>;
	/** Goes on from an earlier run's data: `retryOf` makes it as n8n's Retry does. */
	resume?: IRunExecutionData;
	/** With the workflow as it is now, as "Retry with currently saved workflow" does. */
	reload?: boolean;
	executionId?: string;
	/** How a node starts another workflow. */
	executeWorkflow?: IWorkflowExecuteAdditionalData['executeWorkflow'];
	/** Where n8n's REST API is, as its nodes know it; an address of this machine if not set. */
	restApiUrl?: string;
	/** Told of each node as it ends. */
	onNodeDone?: (node: string, data: ITaskData) => void;
}

export interface Running {
	/** Resolves when the execution ends, however it ends. */
	done: Promise<IRun>;
	/** What the Stop button does. */
	stop(): void;
}

/** Runs a workflow in n8n's own engine, as a manual execution. */
export function startRun(engine: Engine, loaded: LoadedPackage, input: RunInput): Running {
	const { core, workflow: n8n } = engine;
	const { nodes, connections, settings, pinData } = input.workflow;
	const workflow = new n8n.Workflow({
		id: 'workflow',
		nodes,
		connections,
		active: false,
		nodeTypes: nodeTypes(loaded, nodes, input.types),
		settings: { executionOrder: 'v1', ...settings },
	});
	const executionId = input.executionId ?? '1';
	const additionalData = additional(engine, loaded, input, executionId);
	const first = nodes.find(({ name }) => name === input.start) ?? nodes[0];
	const data = input.resume ?? freshData(engine, first, input.items ?? [{ json: {} }], pinData);
	for (const entry of input.reload ? (data.executionData?.nodeExecutionStack ?? []) : []) {
		entry.node = workflow.getNode(entry.node.name) as INode;
	}
	const mode = input.resume ? 'retry' : 'manual';
	const run = new core.WorkflowExecute(additionalData, mode, data).processRunExecutionData(
		workflow,
	);
	return { done: Promise.resolve(run).then(withStatus), stop: () => run.cancel() };
}

/** n8n 1.x leaves it to its server to call a run failed. */
function withStatus(run: IRun): IRun {
	const { error } = run.data.resultData;
	return run.status === 'running' && error ? { ...run, status: 'error' } : run;
}

function freshData(
	{ workflow }: Engine,
	node: INode,
	items: INodeExecutionData[],
	pinData?: IPinData,
) {
	const data = {
		resultData: { runData: {}, pinData },
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
			nodeExecutionStack: [{ node, data: { main: [items] }, source: null }],
		},
	};
	// n8n 1.x takes it as it is.
	return workflow.createRunExecutionData?.(data) ?? (data as unknown as IRunExecutionData);
}

function nodeTypes(loaded: LoadedPackage, nodes: INode[], more: Record<string, INodeType> = {}) {
	const types = new Map(Object.entries({ ...loaded.nodes, ...more }));
	types.set(AGENT_TYPE, agent);
	for (const [name, type] of Object.entries(loaded.nodes)) types.set(`${name}Tool`, asTool(type));
	for (const { type } of nodes.filter(({ type }) => !types.has(type))) {
		const alike = nodes.filter((node) => node.type === type);
		types.set(type, standIn(type, [...new Set(alike.flatMap(namesOfParameters))]));
	}
	const getByName = (type: string) => types.get(type) as INodeType;
	return { getByName, getByNameAndVersion: getByName, getKnownTypes: () => ({}) as IDataObject };
}

function namesOfParameters({ parameters }: INode): string[] {
	return Object.keys(parameters);
}

/** What a node's dropdowns run in: the context of `listSearch` and `loadOptions` methods. */
export function loadOptionsContext(
	engine: Engine,
	loaded: LoadedPackage,
	node: INode,
	credentials: CredentialData,
) {
	const { core, workflow: n8n } = engine;
	const workflow = new n8n.Workflow({
		id: 'workflow',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes(loaded, [node]),
	});
	const input = { workflow: { nodes: [node], connections: {} }, credentials };
	return new core.LoadOptionsContext(workflow, node, additional(engine, loaded, input, '1'), '');
}

function additional(
	{ core }: Engine,
	loaded: LoadedPackage,
	{ workflow, credentials, restApiUrl, onNodeDone, executeWorkflow }: RunInput,
	executionId: string,
): IWorkflowExecuteAdditionalData {
	const url = 'http://127.0.0.1';
	const hooks = new core.ExecutionLifecycleHooks('manual', executionId, workflow as IWorkflowBase);
	if (onNodeDone) hooks.addHandler('nodeExecuteAfter', onNodeDone);
	return {
		executionId,
		hooks,
		credentialsHelper: credentialsHelper(loaded, credentials),
		currentNodeExecutionIndex: 0,
		variables: {},
		setExecutionStatus() {},
		executeWorkflow,
		restApiUrl: restApiUrl ?? url,
		instanceBaseUrl: url,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: url,
		mcpBaseUrl: url,
		mcpTestBaseUrl: url,
	} as unknown as IWorkflowExecuteAdditionalData;
}
