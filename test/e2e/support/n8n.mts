import axios from 'axios';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { n8nPath, nodePath } from '../setup.mjs';
import { freePort, until } from './ports.mts';

/** A running n8n process: the main one, or a worker of queue mode. */
export interface N8n {
	/** Where the editor and the REST API are; a worker has only its health check there. */
	url: string;
	/** Everything it printed so far. */
	log(): string;
	/** Ends it with SIGTERM, as a service manager does, or with SIGKILL. Resolves when it is gone. */
	stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
	child: ChildProcess;
}

/** One that can be started again after it ended: in the same folder, on the same port. */
export interface RestartableN8n extends N8n {
	/** Resolves when it is ready. `log()` goes on where it was. */
	restart(): Promise<void>;
	/** What it printed since it was started the last time. */
	logSinceStart(): string;
}

export interface N8nSettings {
	/** Holds `.n8n`: settings, database, binary data, community packages. */
	userFolder: string;
	env?: Record<string, string>;
	/** Runs n8n, if it is not run directly. */
	entrypoint?: string[];
	command?: 'start' | 'worker';
	/** A free one if not set. */
	port?: number;
	/** Jobs at once, for a worker. */
	concurrency?: number;
}

/** Keeps n8n from calling its makers' servers and from printing what does not matter here. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
	N8N_SECURE_COOKIE: 'false',
	NO_COLOR: '1',
};

const START_MS = 120_000;

/** Starts n8n and waits until it is ready. */
export async function startN8n(settings: N8nSettings): Promise<N8n> {
	const { userFolder, env = {}, entrypoint = [], command = 'start', concurrency } = settings;
	const port = settings.port ?? (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const limit = concurrency === undefined ? [] : [`--concurrency=${concurrency}`];
	const [program, ...words] = [...entrypoint, nodePath(), n8nPath(), command, ...limit];
	const child = spawn(program, words, {
		cwd: userFolder,
		env: {
			PATH: process.env.PATH,
			HOME: userFolder,
			...QUIET,
			N8N_USER_FOLDER: userFolder,
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_PORT: String(port),
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			...env,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let printed = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	// Not `exit`: what it printed last comes after that.
	const ended = once(child, 'close');
	// It must not outlive the tests, however they end.
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	void ended.then(() => process.removeListener('exit', kill));
	const log = () => printed;

	await until(
		`n8n ${command} is ready`,
		async () => {
			if (child.exitCode !== null) throw new Error(`n8n ended at once:\n${printed}`);
			const { status } = await http.get(`${url}/healthz/readiness`).catch(() => ({ status: 0 }));
			return status === 200;
		},
		{ timeoutMs: START_MS },
	).catch((error: Error) => {
		child.kill('SIGKILL');
		throw new Error(`${error.message}\n${printed}`);
	});
	return {
		url,
		log,
		child,
		async stop(signal = 'SIGTERM') {
			child.kill(signal);
			await ended;
		},
	};
}

const http = axios.create({ proxy: false, timeout: 5000, validateStatus: () => true });

export async function startRestartableN8n(settings: N8nSettings): Promise<RestartableN8n> {
	let running = await startN8n(settings);
	const port = Number(new URL(running.url).port);
	let earlier = '';
	return {
		url: running.url,
		get child() {
			return running.child;
		},
		log: () => earlier + running.log(),
		logSinceStart: () => running.log(),
		stop: async (signal) => await running.stop(signal),
		async restart() {
			earlier += running.log();
			running = await startN8n({ ...settings, port });
		},
	};
}
