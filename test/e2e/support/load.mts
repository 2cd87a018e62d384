import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Cluster } from './cluster.mts';
import { credentialFor, newAccount } from './harness.mts';
import { startMany } from './many.mts';
import type { N8n } from './n8n.mts';
import { until } from './ports.mts';
import type { Way } from './ways.mts';
import { dubbingWorkflow } from './ways.mts';

/** Longer than anybody looks. */
const TASK_SECONDS = 3600;
/** Creates under way. */
const AT_ONCE = 5;
const SAMPLES = { count: 10, everyMs: 2000 };

/** What main and workers hold while executions wait: the median of some looks. Memory in MB. */
export async function load(cluster: Cluster, way: Way, executions: number) {
	const { main, workers, query, jobsInHand } = cluster;
	const memory = () => ({ main: megabytes([main]), workers: megabytes(workers) });
	const account = await newAccount({ taskSeconds: TASK_SECONDS });
	const credentials = await credentialFor(cluster.client, account);
	const idle = memory();
	const file = dubbingWorkflow(way, `load-${way}`, credentials);
	// Not all at once: this is about what is held, not about how fast it comes.
	const taken = async (number: number) =>
		await until(
			`CAMB.AI has ${number} tasks, but for a few`,
			async () => (await account.state()).tasks.length > number - AT_ONCE,
			{ timeoutMs: 120_000 },
		);
	const workflowId = await startMany(cluster, `load-${way}`, file, executions, taken);
	const status = way === 'memory' ? 'running' : 'waiting';
	await until(
		`CAMB.AI has all tasks, and all executions are ${status}`,
		async () => {
			const where = `"workflowId" = '${workflowId}' AND mode = 'webhook' GROUP BY status`;
			const counts = await query(`SELECT status, count(*) FROM execution_entity WHERE ${where}`);
			if (counts.some(([name]) => name === 'error')) throw new Error('An execution has ended');
			const isThere = counts.length === 1 && counts[0].join() === `${status},${executions}`;
			return isThere && (await account.state()).tasks.length === executions;
		},
		{ timeoutMs: 600_000, everyMs: 2000 },
	);
	const looks: Array<{ jobs: number; main: number; workers: number }> = [];
	for (let look = 0; look < SAMPLES.count; look++) {
		await sleep(SAMPLES.everyMs);
		looks.push({ jobs: await jobsInHand(), ...memory() });
	}
	const median = (name: 'jobs' | 'main' | 'workers') =>
		looks.map((look) => look[name]).sort((a, b) => a - b)[Math.floor(SAMPLES.count / 2)];
	return {
		executions,
		'worker slots held': median('jobs'),
		'main, MB before': idle.main,
		'main, MB while they wait': median('main'),
		'workers, MB before': idle.workers,
		'workers, MB while they wait': median('workers'),
	};
}

/** The memory that these processes have (RSS). */
function megabytes(processes: N8n[]): number {
	const ids = processes.map(({ child }) => String(child.pid)).join(',');
	const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', ids]).toString().trim().split('\n');
	return Math.round(kilobytes.reduce((sum, one) => sum + Number(one), 0) / 1000);
}
