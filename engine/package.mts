import type { ICredentialType, INodeType } from 'n8n-workflow';
import { fileURLToPath } from 'node:url';

import type { Engine } from './boot.mts';

export interface LoadedPackage {
	/** By full type: `n8n-nodes-camb.cambDub`. */
	nodes: Record<string, INodeType>;
	credentials: Record<string, ICredentialType>;
}

/** The project's own folder, where `n8n-node build` has put `dist`. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Loads the built package the way n8n does, from `folder/package.json` and `folder/dist`. */
export async function loadPackage({ core }: Engine, folder = ROOT): Promise<LoadedPackage> {
	const loader = new core.PackageDirectoryLoader(folder);
	await loader.loadAll();
	const nodes = Object.entries(loader.nodeTypes).map(([name, { type }]) => [
		`${loader.packageName}.${name}`,
		type,
	]);
	const credentials = Object.entries(loader.credentialTypes).map(([name, { type }]) => [
		name,
		type,
	]);
	return { nodes: Object.fromEntries(nodes), credentials: Object.fromEntries(credentials) };
}
