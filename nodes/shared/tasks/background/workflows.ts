import type { IConnections, INode, INodeParameters, IWorkflowBase } from 'n8n-workflow';

/** What one node of these workflows does; Fetch Result has it as a hidden parameter. */
export type BackgroundStep = 'hold' | 'check' | 'holdLook' | 'checkLook' | 'look';

/**
 * Waits for another workflow, and starts a new one should that be lost: n8n ends what a killed process
 * was running, never what is only waiting. What it waits for does the same for the workflow that looks
 * after the tasks, because n8n hands on what was last seen of a lost one as if it were its result: so
 * the one next to the node that waits must hardly ever be running. Most is lost while n8n starts: a main
 * process loses what is due before its modules are ready (n8n 2.41, WaitTracker.init), and a worker calls
 * crashed what others are running (ExecutionRecoveryService.recoverFromLogs).
 *
 * @param node the one that waits
 */
export function outerWorkflow(node: INode): IWorkflowBase {
	// What it throws is the error of the node that waits.
	return holding(step(node, 'Hold', 'hold'), step(node, nameLike(node), 'check'));
}

export function holdingWorkflow(node: INode): IWorkflowBase {
	return holding(step(node, 'Hold', 'holdLook'), step(node, 'Check', 'checkLook'));
}

function holding(hold: INode, check: INode): IWorkflowBase {
	// It takes the place of one that was lost, of which n8n hands on nothing but an error.
	const goesOn = { ...hold, onError: 'continueRegularOutput' as const };
	return workflow([START, goesOn, { ...check, position: [400, 0] }], {
		[START.name]: to([hold.name]),
		[hold.name]: to([check.name]),
		[check.name]: to([], [hold.name]),
	});
}

const nameLike = ({ name }: INode) => ([START.name, 'Hold'].includes(name) ? 'Check' : name);

/**
 * Looks after tasks until all are done, and then gives what all items give: of a workflow that n8n
 * starts from a node, it hands back the last run of the last node alone (n8n 2.41).
 */
export function lookingWorkflow(node: INode): IWorkflowBase {
	// It tells of each item what became of it.
	const look = { ...step(node, 'Look', 'look'), onError: 'continueRegularOutput' as const };
	return workflow([START, WAIT, { ...look, position: [400, 0] }], {
		[START.name]: to([WAIT.name]),
		[WAIT.name]: to([look.name]),
		[look.name]: to([], [WAIT.name]),
	});
}

/** Gives the items of the node that waits. */
export const START: INode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.executeWorkflowTrigger',
	typeVersion: 1.1,
	position: [0, 0],
	parameters: { inputSource: 'passthrough' },
};

const WAIT: INode = {
	id: 'wait',
	name: 'Wait',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	position: [200, 0],
	parameters: {
		resume: 'timeInterval',
		amount: '={{ $json.nextCheckInSeconds }}',
		unit: 'seconds',
	},
	// n8n asks for one, whatever the wait is for.
	webhookId: 'camb-wait',
};

/** A Fetch Result node of the same package and with the same credential. */
function step({ type, credentials }: INode, name: string, backgroundStep: BackgroundStep): INode {
	return {
		id: backgroundStep,
		name,
		type: `${type.split('.').slice(0, -1).join('.')}.cambFetchResult`,
		typeVersion: 1,
		position: [200, 0],
		parameters: { backgroundStep } satisfies INodeParameters,
		credentials,
	};
}

/** @param outputs the names of the nodes behind each output */
function to(...outputs: string[][]): IConnections[string] {
	return {
		main: outputs.map((names) => names.map((node) => ({ node, type: 'main' as const, index: 0 }))),
	};
}

function workflow(nodes: INode[], connections: IConnections): IWorkflowBase {
	return {
		name: 'CAMB.AI: wait in the background',
		nodes,
		connections,
		active: false,
		// The files are kept with this execution: n8n must not drop it.
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: 'all',
			saveDataErrorExecution: 'all',
			saveManualExecutions: true,
		},
	} as unknown as IWorkflowBase;
}
