import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Engine {
	core: typeof import('n8n-core');
	workflow: typeof import('n8n-workflow');
	binaryData: import('n8n-core').BinaryDataService;
	/** What nodes write into n8n's log with. */
	logger: import('n8n-workflow').Logger;
	/** Deletes the binary files of all runs. */
	close(): void;
}

export type BinaryMode = 'filesystem' | 'default';

const NETWORK = '@n8n/backend-network';

let booted: Promise<Engine> | undefined;

/**
 * Starts n8n's own engine in this process, once. Binary data goes to a folder of its own, or into
 * memory with mode `default`, n8n's name for it.
 */
export async function bootEngine(mode: BinaryMode = 'filesystem'): Promise<Engine> {
	booted ??= start(mode);
	return await booted;
}

async function start(mode: BinaryMode): Promise<Engine> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
	// n8n reads these while it is loaded.
	Object.assign(process.env, {
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'only-for-this-process',
		N8N_DEFAULT_BINARY_DATA_MODE: mode,
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		N8N_LOG_LEVEL: process.env.N8N_LOG_LEVEL ?? 'silent',
	});
	// Tests may name a folder with the engine of another n8n.
	const { N8N_ENGINE: engine } = process.env;
	const require = createRequire(engine ? join(engine, 'package.json') : import.meta.url);
	// Of some packages several versions are installed: the engine's own are the ones that count.
	const ofCore = createRequire(require.resolve('n8n-core'));
	ofCore('reflect-metadata');
	const core = require('n8n-core') as Engine['core'];
	const workflow = require('n8n-workflow') as Engine['workflow'];
	const { Container } = ofCore('@n8n/di') as typeof import('@n8n/di');
	const { dependencies } = ofCore('../package.json') as { dependencies: Record<string, string> };
	// n8n 1.x sets up its requests itself.
	if (NETWORK in dependencies) ofCore(NETWORK).configureGlobalAxiosDefaults?.();
	const binaryData = Container.get(core.BinaryDataService);
	await binaryData.init();
	return {
		core,
		workflow,
		binaryData,
		logger: Container.get(ofCore('@n8n/backend-common').Logger) as Engine['logger'],
		close: () => rmSync(folder, { recursive: true, force: true }),
	};
}
