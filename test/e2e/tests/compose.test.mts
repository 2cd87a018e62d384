import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { INSTALLED, nodePath } from '../setup.mjs';
import { CONCURRENCY } from '../support/cluster.mts';
import { COMPOSE_FILE, readCompose } from '../support/compose.mts';

const N8N = join(INSTALLED, 'node_modules', 'n8n');
const SCRIPT = fileURLToPath(new URL('../support/configNames.mjs', import.meta.url));

const { services, volumes } = readCompose();
const text = readFileSync(COMPOSE_FILE, 'utf8');
const { main, worker } = services;
const environment = main.environment as Record<string, string>;

test('n8n looks for every variable of its environment, and takes it as it is meant', () => {
	// n8n keeps a file there as soon as it is loaded.
	const home = mkdtempSync(join(tmpdir(), 'camb-compose-'));
	const asked = execFileSync(nodePath(), ['--no-warnings', SCRIPT, N8N], {
		env: { PATH: process.env.PATH, HOME: home, ...environment },
		// n8n complains there of a value that it does not take.
		stdio: ['ignore', 'pipe', 'pipe'],
	}).toString();
	rmSync(home, { recursive: true });
	const { names, config } = JSON.parse(asked) as {
		names: string[];
		config: Record<string, unknown>;
	};
	const elsewhere = Object.keys(environment).filter((name) => !names.includes(name));
	for (const name of elsewhere) {
		const files = ['-rlF', '--include=*.js', `process.env.${name} `, join(N8N, 'dist')];
		expect(execFileSync('grep', files).toString()).not.toBe('');
	}
	expect(config).toMatchObject({
		executions: { mode: 'queue' },
		database: {
			type: 'postgresdb',
			postgresdb: { host: 'postgres', database: 'n8n', user: 'n8n' },
		},
		queue: { bull: { redis: { host: 'redis', port: 6379 } } },
		generic: { gracefulShutdownTimeout: 300 },
		files: 'database',
	});
});

test('what it runs is what n8n has: the version and the worker that are tested', () => {
	const { version } = JSON.parse(readFileSync(join(N8N, 'package.json'), 'utf8')) as {
		version: string;
	};
	const dockerfile = readFileSync(join(COMPOSE_FILE, '..', 'Dockerfile'), 'utf8');
	expect(dockerfile).toContain(`FROM docker.n8n.io/n8nio/n8n:${version}\n`);
	expect(main.command).toBeUndefined();
	// As all tests of queue mode start their workers.
	expect(worker.command).toBe(`worker --concurrency=${CONCURRENCY}`);
});

test('main and workers know the same, and a worker has the time to end what it is at', () => {
	expect(worker.environment).toEqual(environment);
	const [seconds] = /\d+/.exec(worker.stop_grace_period as string) as RegExpExecArray;
	expect(Number(seconds)).toBeGreaterThan(Number(environment.N8N_GRACEFUL_SHUTDOWN_TIMEOUT));
});

test('what a service needs is there: services that say when they are healthy, volumes, the names in .env', () => {
	for (const service of Object.values(services)) {
		expect([service.build, service.image].filter(Boolean)).toHaveLength(1);
		for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
			expect(condition).toBe('service_healthy');
			expect(services[name].healthcheck?.test).toBeDefined();
		}
		for (const volume of service.volumes ?? []) {
			expect(Object.keys(volumes)).toContain(volume.split(':')[0]);
		}
	}
	expect(services[environment.DB_POSTGRESDB_HOST].environment).toMatchObject({
		POSTGRES_DB: environment.DB_POSTGRESDB_DATABASE,
		POSTGRES_USER: environment.DB_POSTGRESDB_USER,
		POSTGRES_PASSWORD: environment.DB_POSTGRESDB_PASSWORD,
	});
	expect(services).toHaveProperty(environment.QUEUE_BULL_REDIS_HOST);
	const page = readFileSync(join(COMPOSE_FILE, '..', '..', 'scale-out.md'), 'utf8');
	const [, written] = /printf '([^']+)'/.exec(page) as RegExpExecArray;
	const needed = [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
	const named = written.split('\\n').flatMap((line) => line.split('=%s')[0] || []);
	expect(new Set(named)).toEqual(new Set(needed));
});
