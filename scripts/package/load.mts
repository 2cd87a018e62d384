import type { ICredentialType, INodeType } from 'n8n-workflow';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join } from 'node:path';

import { bootEngine } from '../../engine/boot.mts';
import { loadPackage } from '../../engine/package.mts';

/**
 * Loads an unpacked package the way n8n does, and says what n8n would miss in it: nodes that are
 * not registered, icons of either theme, codex files, output schemas.
 * Throws when a class can't be loaded or isn't called like its file.
 *
 * @param modules the node_modules with n8n-workflow, which n8n lends to every package
 */
export async function findingsIn(folder: string, modules: string): Promise<string[]> {
	lend(modules);
	const engine = await bootEngine();
	try {
		const { nodes, credentials } = await loadPackage(engine, folder);
		const types = { ...nodes, ...credentials };
		console.log(`n8n loads ${Object.keys(types).join(', ')}.`);
		return [
			...Object.entries(types).flatMap(([name, type]) => iconFindings(folder, name, type)),
			...fileFindings(folder, Object.keys(nodes)),
		];
	} finally {
		engine.close();
	}
}

/** Lets packages outside the project find n8n-workflow, by the same means as n8n's. */
function lend(modules: string) {
	process.env.NODE_PATH = modules;
	(Module as unknown as { _initPaths(): void })._initPaths();
}

/** The loader has turned `file:x.svg` into an address under /icons/<package>/. */
function iconFindings(folder: string, name: string, type: INodeType | ICredentialType): string[] {
	const { iconUrl } = 'description' in type ? type.description : type;
	if (typeof iconUrl !== 'object') return [`${name} lacks an icon for the light or the dark theme`];
	return [iconUrl.light, iconUrl.dark]
		.map((url) => url.replace(/^icons\/[^/]+\//, ''))
		.filter((path) => !existsSync(join(folder, path)))
		.map((path) => `${name}: its icon ${path} is not in the package`);
}

function fileFindings(folder: string, loaded: string[]): string[] {
	const { n8n } = readJson(join(folder, 'package.json')) as { n8n: Record<string, string[]> };
	const registered = [...n8n.nodes, ...n8n.credentials];
	const classes = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.(node|credentials)\.js$/.test(path))
		.map((path) => `dist/${path.replaceAll('\\', '/')}`);
	return [
		...classes
			.filter((path) => !registered.includes(path))
			.map((path) => `${path} is not registered in package.json`),
		...n8n.nodes.flatMap((path) => codexFindings(folder, path, loaded)),
		...n8n.nodes
			.filter((path) => !existsSync(join(folder, dirname(path), '__schema__')))
			.map((path) => `${path} has no output schema beside it`),
	];
}

function codexFindings(folder: string, nodePath: string, loaded: string[]): string[] {
	const path = nodePath.replace(/\.js$/, '.json');
	if (!existsSync(join(folder, path))) return [`${path} is not in the package`];
	const { node, categories } = readJson(join(folder, path)) as {
		node?: string;
		categories?: string[];
	};
	return [
		...(loaded.includes(node ?? '') ? [] : [`${path} is about a node that is not there: ${node}`]),
		...(categories?.length ? [] : [`${path} names no category`]),
	];
}

function readJson(path: string): unknown {
	return JSON.parse(readFileSync(path, 'utf8'));
}
