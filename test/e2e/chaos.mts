import { parseArgs } from 'node:util';

import { startSandbox } from '../../sandbox/start.mjs';
import { setUp } from './setup.mjs';
import { chaos, reasonsOf } from './support/chaos.mts';
import type { Cluster } from './support/cluster.mts';
import { startCluster } from './support/cluster.mts';
import { installMissing } from './support/debian.mts';
import { keepFigures, keepLog } from './support/figures.mts';
import { load } from './support/load.mts';
import { pack } from './support/package.mts';
import { asTable } from './support/table.mts';
import type { Way } from './support/ways.mts';
import { WAYS } from './support/ways.mts';

const number = (value: string) => ({ type: 'string' as const, default: value });
const { values } = parseArgs({
	options: {
		/** Executions that wait: `memory` or `background`; one after the other, if not given. */
		way: { type: 'string' },
		executions: number('40'),
		workers: number('2'),
		/** The same kills for the same seed. */
		seed: number('1'),
		kills: number('6'),
		'task-seconds': number('180'),
		/** Kills nobody, but measures what n8n holds while all of them wait. */
		load: { type: 'boolean', default: false },
	},
});
const executions = Number(values.executions);
const workers = Number(values.workers);

async function withKills(way: Way, cluster: Cluster) {
	const { plan, fates, figures } = await chaos(cluster, {
		way,
		executions,
		seed: Number(values.seed),
		kills: Number(values.kills),
		taskSeconds: Number(values['task-seconds']),
	});
	const reasons = reasonsOf(fates);
	const name = `${plan.length ? 'chaos' : 'undisturbed'}-${way}`;
	keepFigures(name, { ...figures, plan, reasons });
	for (const [process, { log }] of Object.entries(cluster.processes()))
		keepLog(`${name}-${process}`, log());
	for (const { atSeconds, victim, downSeconds } of plan)
		console.log(`${atSeconds} s: ${victim} killed, started again ${downSeconds} s later`);
	for (const [why, count] of Object.entries(reasons)) console.log(`${count} times: ${why}`);
	return figures;
}

async function underLoad(way: Way, cluster: Cluster) {
	const figures = await load(cluster, way, executions);
	keepFigures(`load-${way}`, figures);
	return figures;
}

async function main() {
	// So that what was started ends with this process.
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
	setUp();
	installMissing();
	const packed = pack();
	const sandbox = await startSandbox();
	process.env.SANDBOX_API_URL = sandbox.apiUrl;
	process.env.SANDBOX_ADMIN_URL = sandbox.adminUrl;
	const columns: Record<string, object> = {};
	for (const way of values.way ? [values.way as Way] : WAYS) {
		console.log(`\nWaiting in ${way} …`);
		const slots = values.load ? Math.ceil(executions / workers) : undefined;
		const cluster = await startCluster(packed.tarball, workers, slots);
		columns[way] = await (values.load ? underLoad : withKills)(way, cluster).finally(cluster.close);
	}
	console.log(`\n${asTable(columns)}`);
	packed.remove();
	await sandbox.stop();
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
