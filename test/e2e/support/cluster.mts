import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from './client.mts';
import { readCompose } from './compose.mts';
import { buildImage } from './image.mts';
import type { RestartableN8n } from './n8n.mts';
import { startRestartableN8n } from './n8n.mts';
import type { Place } from './search.mts';
import { filesIn } from './search.mts';
import type { Postgres } from './services.mts';
import { startPostgres, startRedis } from './services.mts';

/** n8n in queue mode: a main process, which runs nothing, and workers. */
export interface Cluster {
	main: RestartableN8n;
	client: Client;
	/** Starts one more worker. */
	addWorker(): Promise<RestartableN8n>;
	/** Everything that was started, with the ended ones. */
	workers: RestartableN8n[];
	/** The main process and the workers by name: main, worker 1, worker 2 … */
	processes(): Record<string, RestartableN8n>;
	/** Rows of their database, also while no n8n runs. */
	query: Postgres['query'];
	/** Jobs that workers have in hand. */
	jobsInHand(): Promise<number>;
	/** All that they keep together and each for itself: database, files, logs. */
	everything(): Place[];
	close(): Promise<void>;
}

/** Jobs that a worker takes at once: n8n's own default. */
export const CONCURRENCY = 10;

/**
 * Starts Redis, PostgreSQL, a main n8n and workers, with the environment of
 * docs/scale-out/compose.yaml and the nodes of the image beside it. Each n8n has a folder of its
 * own, like a container.
 */
export async function startCluster(
	tarball: string,
	workerCount: number,
	concurrency = CONCURRENCY,
): Promise<Cluster> {
	const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
	const env = {
		...readCompose().services.main.environment,
		N8N_ENCRYPTION_KEY: 'the-same-for-all-of-them',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_PASSWORD: '',
		// So that a worker that was killed is noticed in seconds, not in a minute and a half.
		QUEUE_WORKER_LOCK_DURATION: '6000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
		QUEUE_WORKER_STALLED_INTERVAL: '3000',
	};
	const image = await buildImage(tarball);
	const { entrypoint } = image;
	const folders: string[] = [];
	const newFolder = () => {
		const folder = mkdtempSync(join(tmpdir(), 'camb-queue-'));
		folders.push(folder);
		return folder;
	};
	const main = await startRestartableN8n({ userFolder: newFolder(), env, entrypoint });
	const client = new Client(main.url);
	await client.setUpOwner();
	const workers: RestartableN8n[] = [];
	const addWorker = async () => {
		const settings = { userFolder: newFolder(), env, entrypoint, concurrency };
		const worker = await startRestartableN8n({ ...settings, command: 'worker' });
		workers.push(worker);
		return worker;
	};
	for (let count = 0; count < workerCount; count++) await addWorker();
	return {
		main,
		client,
		addWorker,
		workers,
		processes: () => ({
			main,
			...Object.fromEntries(workers.map((worker, index) => [`worker ${index + 1}`, worker])),
		}),
		query: postgres.query,
		jobsInHand: async () => Number(await redis.command('LLEN', 'bull:jobs:active')),
		everything: () => [
			{ name: 'database', bytes: postgres.dump() },
			...folders.flatMap(filesIn),
			...[main, ...workers].map(({ log }) => ({ name: 'log', bytes: Buffer.from(log()) })),
		],
		async close() {
			for (const { child, stop } of [...workers, main]) {
				if (child.exitCode === null && child.signalCode === null) await stop('SIGKILL');
			}
			await Promise.all([redis.stop(), postgres.stop()]);
			for (const folder of folders) rmSync(folder, { recursive: true, force: true });
			image.remove();
		},
	};
}
