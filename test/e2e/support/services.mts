import type { SpawnOptions } from 'node:child_process';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { isRoot, postgresFolder } from './debian.mts';
import { freePort, until } from './ports.mts';

/** A server that a test starts for itself, on a port and in a folder of its own. */
interface Service {
	port: number;
	stop(): Promise<void>;
}

export interface Redis extends Service {
	/** What a command answers, as redis-cli prints it. */
	command(...words: string[]): Promise<string>;
}

export interface Postgres extends Service {
	/** All of the database. */
	dump(): Buffer;
	/** The rows of a query, each column as text. */
	query(sql: string): Promise<string[][]>;
}

const HOST = '127.0.0.1';

const run = promisify(execFile);

/** Redis, with nothing kept on disk. */
export async function startRedis(): Promise<Redis> {
	const port = await freePort();
	const service = await startService('Redis', 'redis-server', [
		...['--port', String(port), '--bind', HOST],
		...['--save', '', '--appendonly', 'no', '--dir', tmpdir()],
	]).then(({ child, printed }) => ready('Redis', child, printed, /Ready to accept/, port));
	return {
		...service,
		command: async (...words) =>
			(await run('redis-cli', ['-h', HOST, '-p', String(port), ...words])).stdout.trim(),
	};
}

/** PostgreSQL with an empty database `n8n` of the user `n8n`. */
export async function startPostgres(): Promise<Postgres> {
	const bin = postgresFolder() as string;
	const port = await freePort();
	const folder = mkdtempSync(join(tmpdir(), 'camb-postgres-'));
	// PostgreSQL refuses to run as root.
	const user = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
	if (isRoot) chownSync(folder, idOf('-u'), idOf('-g'));
	const data = join(folder, 'data');
	const text = ['--encoding=UTF8', '--no-locale'];
	execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'n8n', '-A', 'trust', '-N', ...text], {
		stdio: ['ignore', 'ignore', 'inherit'],
		cwd: folder,
		...user,
	});
	const settings = ['fsync=off', `listen_addresses=${HOST}`, `unix_socket_directories=${folder}`];
	const args = settings.flatMap((setting) => ['-c', setting]);
	const started = await startService(
		'PostgreSQL',
		join(bin, 'postgres'),
		['-D', data, '-p', String(port), ...args],
		{ cwd: folder, ...user },
	);
	const service = await ready(
		'PostgreSQL',
		started.child,
		started.printed,
		/ready to accept connections/,
		port,
	);
	const login = ['-h', HOST, '-p', String(port), '-U', 'n8n', 'n8n'];
	execFileSync(join(bin, 'createdb'), login);
	return {
		port,
		dump: () => execFileSync(join(bin, 'pg_dump'), login, { maxBuffer: 1024 ** 3 }),
		async query(sql) {
			const { stdout } = await run(join(bin, 'psql'), [...login, '-AtF', '\t', '-c', sql]);
			return stdout
				.split('\n')
				.filter(Boolean)
				.map((line) => line.split('\t'));
		},
		async stop() {
			await service.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString());

async function startService(
	name: string,
	command: string,
	args: string[],
	options: SpawnOptions = {},
) {
	const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
	let text = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
	await once(child, 'spawn').catch((error: Error) => {
		throw new Error(`${name} did not start: ${error.message}`);
	});
	return { child, printed: () => text };
}

type Child = Awaited<ReturnType<typeof startService>>['child'];

async function ready(
	name: string,
	child: Child,
	printed: () => string,
	sign: RegExp,
	port: number,
) {
	const ended = once(child, 'exit');
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	await until(`${name} is ready`, () => {
		if (child.exitCode !== null) throw new Error(`${name} ended at once:\n${printed()}`);
		return sign.test(printed());
	});
	return {
		port,
		async stop() {
			process.removeListener('exit', kill);
			child.kill('SIGINT');
			await ended;
		},
	};
}
