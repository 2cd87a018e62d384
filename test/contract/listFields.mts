import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { Readable } from 'node:stream';

import { labelOf } from '../../nodes/shared/parameters/parameter';
import { newNode } from '../support/harness.mts';
import { NODES } from './coverage.mts';
import { fieldsOf } from './fields.mts';

const BASE_URL = 'https://camb.example/apis';

/** Fields with a list, by node. */
export type ListFields = Map<string, Set<string>>;

/** The fields whose list the node gets from the API, by the path that is asked for. */
export async function listFields(): Promise<Map<string, ListFields>> {
	const byPath = new Map<string, ListFields>();
	for (const node of NODES) {
		for (const { property } of fieldsOf(node)) {
			const { typeOptions, modes = [] } = property;
			const methods = [typeOptions, ...modes.map((mode) => mode.typeOptions)]
				.flatMap((options = {}) => Object.values(options))
				.filter((name) => typeof name === 'string');
			for (const path of await pathsOf(node, methods)) {
				const fields = byPath.get(path) ?? new Map<string, Set<string>>();
				byPath.set(path, fields.set(node, (fields.get(node) ?? new Set()).add(labelOf(property))));
			}
		}
	}
	return byPath;
}

/** What a node's methods ask for when they fill a list. */
async function pathsOf(node: string, methods: string[]): Promise<string[]> {
	const paths: string[] = [];
	const context = {
		getCredentials: async () => ({ apiKey: 'key', baseUrl: BASE_URL }),
		helpers: {
			async httpRequestWithAuthentication(_: string, { url }: { url: string }) {
				paths.push(url.slice(BASE_URL.length));
				return { statusCode: 200, headers: {}, body: Readable.from([Buffer.from('[]')]) };
			},
		},
	} as unknown as ILoadOptionsFunctions;
	// A new node, because it keeps a list for a while.
	const { listSearch = {}, loadOptions = {} } = newNode(node).methods ?? {};
	const all: Record<string, (this: ILoadOptionsFunctions) => Promise<unknown>> = {
		...listSearch,
		...loadOptions,
	};
	for (const name of methods) await all[name]?.call(context);
	return paths;
}
