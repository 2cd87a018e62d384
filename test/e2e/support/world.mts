import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSandbox } from '../../../sandbox/start.mjs';
import { setUp } from '../setup.mjs';
import { Client } from './client.mts';
import type { N8n } from './n8n.mts';
import { startN8n } from './n8n.mts';
import { installInto, pack } from './package.mts';

export interface World {
	sandbox: Awaited<ReturnType<typeof startSandbox>>;
	n8n: N8n;
	client: Client;
	/** The packed tarball, for tests that start an n8n of their own. */
	tarball: string;
	/** Ends everything and deletes its folders. */
	close(): Promise<void>;
}

export interface WorldSettings {
	port?: number;
	/** Kept if given, else a new one that is deleted at the end. */
	userFolder?: string;
	/** Where the sandbox's lines go. */
	output?: 'ignore' | 'inherit';
}

/** The sandbox and an n8n with the packed package and an owner. */
export async function startWorld(settings: WorldSettings = {}): Promise<World> {
	setUp();
	const packed = pack();
	const sandbox = await startSandbox({ output: settings.output });
	const userFolder = settings.userFolder ?? mkdtempSync(join(tmpdir(), 'camb-n8n-'));
	installInto(userFolder, packed.tarball);
	const n8n = await startN8n({ userFolder, port: settings.port });
	const client = new Client(n8n.url);
	await client.setUpOwner();
	return {
		sandbox,
		n8n,
		client,
		tarball: packed.tarball,
		async close() {
			await n8n.stop('SIGKILL');
			await sandbox.stop();
			packed.remove();
			if (!settings.userFolder) rmSync(userFolder, { recursive: true, force: true });
		},
	};
}
