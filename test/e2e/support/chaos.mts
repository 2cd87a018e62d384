import type { SandboxAccount } from '../../../sandbox/driver.mts';
import type { Execution } from './client.mts';
import { itemsOf } from './client.mts';
import type { Cluster } from './cluster.mts';
import { credentialFor, dubOf, newAccount } from './harness.mts';
import type { Death } from './killing.mts';
import { carryOut } from './killing.mts';
import { killPlan } from './killPlan.mts';
import { startMany } from './many.mts';
import { until } from './ports.mts';
import type { Way } from './ways.mts';
import { AFTER, dubbingWorkflow, projectOf, WAITING } from './ways.mts';

export interface ChaosSettings {
	way: Way;
	seed: number;
	executions: number;
	taskSeconds: number;
	/** How often a process is killed with -9, during the time of a task and a minute more. */
	kills: number;
}

/** What became of one execution. */
export interface Fate {
	id: string;
	status: string;
	/** The node after the one that waited got the file, byte by byte. */
	hasFile: boolean;
	/** From the end of the task to the item that left the node. */
	lateSeconds?: number;
	/** Why it did not end well, as the log of a killed process tells. */
	why?: string;
}

const UNDER_WAY = ['new', 'running', 'waiting', 'unknown'];

/** Executions that wait for a task each, while processes are killed by a plan. */
export async function chaos(cluster: Cluster, settings: ChaosSettings) {
	const { way, seed, executions, taskSeconds, kills } = settings;
	const account = await newAccount({ taskSeconds });
	const path = `chaos-${way}`;
	const file = dubbingWorkflow(way, path, await credentialFor(cluster.client, account));
	const workflowId = await startMany(cluster, path, file, executions);

	const processes = cluster.processes();
	const victims = Object.keys(processes);
	const plan = killPlan({ seed, victims, count: kills, seconds: taskSeconds + 60 });
	const deaths = await carryOut(plan, processes);

	const statuses = async () => {
		const where = `"workflowId" = '${workflowId}' AND mode = 'webhook'`;
		return await cluster.query(
			`SELECT id, status FROM execution_entity WHERE ${where} ORDER BY id`,
		);
	};
	const timeoutMs = (4 * taskSeconds + 300) * 1000;
	await until(
		'all executions have ended',
		async () => (await statuses()).every(([, status]) => !UNDER_WAY.includes(status)),
		{ timeoutMs, everyMs: 1000 },
	).catch(() => undefined);

	await cluster.client.logIn();
	const fates: Fate[] = [];
	for (const [id] of await statuses()) fates.push(await fateOf(id, cluster, account, deaths));
	return { plan, fates, figures: await figuresOf(settings, fates, account, cluster) };
}

async function fateOf(
	id: string,
	{ client }: Cluster,
	account: SandboxAccount,
	deaths: Death[],
): Promise<Fate> {
	const execution = await client.execution(id);
	const [item] = itemsOf(execution, AFTER);
	const { tasks } = await account.state();
	const task = tasks.find(({ request }) => request.project_name === projectOf(id));
	const hasFile =
		item?.json.taskId === task?.taskId &&
		!!item?.binary &&
		(await client.bytesOf(item.binary.data)).equals(await dubOf(account, task?.runId));
	const { status } = execution;
	if (status !== 'success' || !hasFile) {
		return { id, status, hasFile, why: whyOf(execution, deaths) };
	}
	const { startTime } = execution.data.resultData.runData[AFTER][0];
	return { id, status, hasFile, lateSeconds: (startTime - (task?.endsAt ?? NaN)) / 1000 };
}

/** Which process had the execution, or the one that it waited for, in hand when it was killed. */
function whyOf({ id, status, data }: Execution, deaths: Death[]): string {
	const child = data.resultData.runData[WAITING]?.at(-1)?.metadata?.subExecution?.executionId;
	const told = [id, child].filter((one) => one !== undefined);
	for (const one of told) {
		const death = deaths.find(({ log }) => isInHand(one, log));
		const what = one === id ? 'the execution' : 'its check';
		if (death) return `${death.victim} was killed while it had ${what} in hand`;
	}
	const isBegun = deaths.some(({ log }) => log.includes(`Worker started execution ${id} `));
	const reason = isBegun ? 'no reason given' : 'no killed worker had begun with it';
	return `${status}: ${data.resultData.error?.message ?? reason}`;
}

const isInHand = (id: string, log: string) =>
	log.lastIndexOf(`Worker started execution ${id} `) >
	log.lastIndexOf(`Worker finished execution ${id} `);

async function figuresOf(
	settings: ChaosSettings,
	fates: Fate[],
	account: SandboxAccount,
	cluster: Cluster,
) {
	const { tasks } = await account.state();
	const logs = Object.values(cluster.processes()).map(({ log }) => log());
	const late = fates.flatMap(({ lateSeconds }) => lateSeconds ?? []).sort((a, b) => a - b);
	const ended = (...statuses: string[]) =>
		fates.filter(({ status }) => statuses.includes(status)).length;
	return {
		...settings,
		executions: fates.length,
		submitted: tasks.length,
		twice: tasks.length - new Set(tasks.map(({ request }) => request.project_name)).size,
		finished: fates.filter(({ status, hasFile }) => status === 'success' && hasFile).length,
		/** Ended well for n8n, but the next node got no file. */
		withoutFile: fates.filter(({ status, hasFile }) => status === 'success' && !hasFile).length,
		error: ended('error'),
		crashed: ended('crashed'),
		stillWaiting: ended(...UNDER_WAY),
		/** Tasks whose ID no log has. */
		lost: tasks.filter(({ taskId }) => !logs.some((log) => log.includes(taskId))).length,
		lateSeconds: { median: late[Math.floor(late.length / 2)], worst: late.at(-1) },
	};
}

/** The exceptions, a line for each reason with the number of executions. */
export function reasonsOf(fates: Fate[]): Record<string, number> {
	const reasons: Record<string, number> = {};
	for (const { why } of fates) if (why) reasons[why] = (reasons[why] ?? 0) + 1;
	return reasons;
}
