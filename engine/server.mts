import { parse, stringify } from 'flatted';
import type {
	ExecuteWorkflowData,
	ExecuteWorkflowOptions,
	IExecuteWorkflowInfo,
	INodeExecutionData,
	INodeType,
	IRun,
	IRunExecutionData,
} from 'n8n-workflow';
import { NodeOperationError, sleep } from 'n8n-workflow';

import type { Engine } from './boot.mts';
import type { LoadedPackage } from './package.mts';
import type { RunInput, WorkflowFile } from './run.mts';
import { startRun } from './run.mts';
import { standIn } from './standIns.mts';

/** An execution as n8n's database has it. */
export interface Stored {
	id: string;
	workflow: WorkflowFile;
	/** Text, as n8n saves it. */
	data: string;
	status: 'waiting' | 'crashed' | 'success' | 'error' | 'canceled';
	waitTill?: Date;
	parentId?: string;
	/** How often it went on after a wait. */
	resumed: number;
}

/** What becomes of the process that goes on with an execution: killed, in regular mode or in queue mode. */
export type Loss = 'killed' | 'killedInQueueMode' | undefined;

export interface ServerOptions {
	/** So much faster n8n waits than it was told. */
	speed: number;
	/** Asked before an execution goes on. */
	lose?(execution: Stored): Loss;
	/** Whether no workflow may start another one. */
	refuse?: boolean;
}

/**
 * What n8n's server does around the engine for executions that wait, and for those that wait for
 * them: saves them, goes on with them, and hands what one gives to the one that waits for it (n8n
 * 2.41: WorkflowExecuteAdditionalData.executeWorkflow, WaitTracker, updateParentExecutionWithChildResults,
 * ExecutionRecoveryService). A real n8n is in test/e2e.
 */
export function openServer(engine: Engine, loaded: LoadedPackage, options: ServerOptions) {
	const executions = new Map<string, Stored>();
	const types = { 'n8n-nodes-base.wait': waitNode(options.speed) };

	/** Runs an execution until it is over, through all its waits. */
	async function run(input: Omit<RunInput, 'types'>): Promise<IRun> {
		const id = input.executionId ?? '1';
		let last = await runOnce(id, input);
		for (;;) {
			const next = waitingNext();
			if (!next) return last;
			await sleep(Math.max(0, Number(next.waitTill) - Date.now()));
			const ended = await goOn(next, input);
			if (ended.id === id) last = ended.run;
		}
	}

	async function runOnce(id: string, input: RunInput, parentId?: string): Promise<IRun> {
		const executeWorkflow = async (
			info: IExecuteWorkflowInfo,
			_: unknown,
			more: ExecuteWorkflowOptions,
		) => await runChild(id, info, more, input);
		const { done } = startRun(engine, loaded, {
			...input,
			executionId: id,
			types,
			executeWorkflow,
		});
		const finished = await done;
		const resumed = (executions.get(id)?.resumed ?? -1) + 1;
		const { workflow } = input;
		executions.set(id, { ...asStored(finished), id, workflow, parentId, resumed });
		return finished;
	}

	/** A workflow that a node starts runs in the same process, until it waits. */
	async function runChild(
		parentId: string,
		{ code }: IExecuteWorkflowInfo,
		{ inputData: items }: ExecuteWorkflowOptions,
		{ credentials }: RunInput,
	): Promise<ExecuteWorkflowData> {
		if (options.refuse) throw new Error('Sub-workflows are not allowed');
		const id = String(executions.size + 100);
		// Its number is taken.
		executions.set(id, { id } as Stored);
		const { nodes, connections, settings } = code as WorkflowFile;
		const workflow = { nodes, connections, settings };
		const finished = await runOnce(id, { workflow, items, credentials }, parentId);
		const { error } = finished.data.resultData;
		if (error) throw error;
		const data = lastData(finished.data) ?? [];
		return { executionId: id, data, waitTill: finished.waitTill };
	}

	function waitingNext(): Stored | undefined {
		const { WAIT_FOR_SUB_EXECUTION } = engine.workflow;
		return [...executions.values()]
			.filter(
				({ status, waitTill }) => status === 'waiting' && +waitTill! !== +WAIT_FOR_SUB_EXECUTION,
			)
			.sort((a, b) => Number(a.waitTill) - Number(b.waitTill))[0];
	}

	async function goOn(stored: Stored, input: RunInput): Promise<{ id: string; run: IRun }> {
		const { id, workflow, parentId } = stored;
		const loss = options.lose?.(stored);
		const resume = parse(stored.data) as IRunExecutionData;
		const run = loss
			? lost(stored, resume, loss)
			: await runOnce(id, { workflow, credentials: input.credentials, resume }, parentId);
		const parent = parentId === undefined ? undefined : executions.get(parentId);
		if (run.waitTill || parent?.status !== 'waiting') return { id, run };
		return handOver(run, parent) ? await goOn(parent, input) : { id, run };
	}

	/** What n8n makes of an execution whose process was killed. */
	function lost(stored: Stored, data: IRunExecutionData, loss: Loss): IRun {
		if (loss === 'killedInQueueMode') {
			data.resultData = { runData: {}, error: new Error('job stalled') as never };
		}
		stored.status = 'crashed';
		stored.data = stringify(data);
		return { data, status: 'crashed', finished: false, mode: 'manual' } as unknown as IRun;
	}

	/** @returns whether the one that waits can go on */
	function handOver({ data: given }: IRun, parent: Stored): boolean {
		const data = parse(parent.data) as IRunExecutionData;
		const [entry] = data.executionData!.nodeExecutionStack;
		const { error } = given.resultData;
		const main = lastData(given);
		if (error) entry.metadata = { ...entry.metadata, resumeError: asJson(error) } as never;
		else if (main) entry.data = { main };
		else return false;
		parent.data = stringify(data);
		return true;
	}

	return { run, executions };
}

function asStored(run: IRun): Pick<Stored, 'data' | 'status' | 'waitTill'> {
	const { data, waitTill } = run;
	const status = waitTill ? 'waiting' : data.resultData.error ? 'error' : 'success';
	return { data: stringify(data), status, waitTill: waitTill ?? undefined };
}

/** What the last run of the last node gave. */
function lastData({
	resultData,
}: IRunExecutionData): Array<INodeExecutionData[] | null> | undefined {
	const { lastNodeExecuted = '', runData } = resultData;
	return runData[lastNodeExecuted]?.at(-1)?.data?.main;
}

const asJson = (error: unknown) => JSON.parse(JSON.stringify(error)) as unknown;

/** Wait as it is: n8n stores the execution. */
function waitNode(speed: number): INodeType {
	const wait = standIn('n8n-nodes-base.wait', ['amount', 'resume', 'unit']);
	wait.execute = async function () {
		const seconds = this.getNodeParameter('amount', 0) as number;
		if (!(seconds >= 65)) throw new NodeOperationError(this.getNode(), `Waits ${seconds} s only`);
		await this.putExecutionToWait(new Date(Date.now() + (seconds * 1000) / speed));
		return [this.getInputData()];
	};
	return wait;
}
