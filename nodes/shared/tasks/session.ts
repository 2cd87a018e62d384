import { createHash, randomUUID } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { TaskIds } from '../errors/taskIds';
import type { Client } from '../http/client';
import { connect } from '../http/client';
import type { Timing } from '../http/timing';
import type { Kind } from './kind';
import type { Ledger } from './ledger';
import { openLedger } from './ledger';
import type { Places } from './places';
import { openPlaces } from './places';
import type { Settings } from './settings';
import { isToolRun } from './toolRun';
import type { Warnings } from './warnings';
import { openWarnings } from './warnings';

/** What every item of one run of a node shares. */
export interface Session {
	context: IExecuteFunctions;
	client: Client;
	ledger: Ledger;
	places: Places;
	warnings: Warnings;
	/** The lists that the run has read, by path: each is read once. */
	lists: Map<string, Promise<unknown[]>>;
	/** Whether an AI agent runs the node as its tool: it reads JSON alone, and pays for every word. */
	isTool: boolean;
	kindByName(name: string): Kind | undefined;
	/** How errors say to get the result of a task; to use Fetch Result if not set. */
	fetchAdvice?: string;
	/** When the run began, by the clock's `now`. */
	begunAt: number;
}

/** One item that is worked on. */
export interface ItemContext {
	session: Session;
	item: number;
	/** Ends the item: the execution was stopped, or another item ended the run. */
	signal: AbortSignal;
	settings: Settings;
	/** The accepted tasks of this item, the newest last. Whatever happens, they come out again. */
	tasks: TaskIds[];
	/** Whether n8n may wait for its task in the background. */
	mayHold: boolean;
}

export async function openSession(
	context: IExecuteFunctions,
	timing: Timing,
	kindByName: Session['kindByName'],
	ledger = ledgerOf(context),
): Promise<Session> {
	const isTool = isToolRun(context);
	return {
		context,
		client: await connect(context, timing),
		ledger,
		places: openPlaces(timing.clock),
		warnings: openWarnings(context),
		lists: new Map(),
		isTool,
		kindByName,
		begunAt: timing.clock.now(),
	};
}

/** The ledger of this run of the node, also where no session can be opened. */
export function ledgerOf(context: IExecuteFunctions): Ledger {
	return openLedger(context.getContext('node') as IDataObject, {
		executionId: context.getExecutionId(),
		account: context.getNode().credentials?.cambAiApi?.id ?? '',
		...runOf(context, isToolRun(context)),
	});
}

function runOf(context: IExecuteFunctions, isTool: boolean) {
	if (!isTool) return { run: String(context.getWorkflowDataProxy(0).$runIndex) };
	// Calls that run side by side may have the same run index.
	return { run: randomUUID(), inputOf: (item: number) => inputDigest(context, item) };
}

/** What the agent gave. Its own name for the call is another one each time. */
function inputDigest(context: IExecuteFunctions, item: number): string {
	const input = { ...context.getInputData()[item].json, toolCallId: undefined };
	return createHash('sha256').update(JSON.stringify(input)).digest('hex');
}
