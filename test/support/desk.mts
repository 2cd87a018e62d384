import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { types } from 'node:util';

import type { Desk, Fetched, Output, TaskRequest } from '../../nodes/shared/kinds/kind';
import type { FileWish, SavedFile } from '../../nodes/shared/media/save';
import { built } from './harness.mts';

type Errors = typeof import('../../nodes/shared/http/errors');
const { Problem } = built<Errors>('nodes/shared/http/errors.js');

/** What a kind finds on its desk. */
interface Setting {
	wants?: IDataObject;
	/** The user's field for the first file. */
	field?: string;
	isTool?: boolean;
	/** What is behind a path or a link; an error is thrown. Links without an entry are fine files. */
	there?: Record<string, unknown>;
	/** Ends one more task that the kind asks for. */
	complete?(request: TaskRequest): Output[];
}

/** A desk without CAMB.AI and n8n, and what a kind did on it. */
export function deskWith({
	wants = {},
	field = 'data',
	isTool = false,
	there = {},
	complete,
}: Setting = {}) {
	const asked: unknown[][] = [];
	const saved: Array<{ from: unknown } & FileWish> = [];
	const requests: TaskRequest[] = [];
	const warnings: string[] = [];

	function find(place: string): unknown {
		if (!(place in there)) throw refusal(404, `Nothing is at ${place}`);
		const found = there[place];
		if (types.isNativeError(found)) throw found;
		return found;
	}
	function save(from: string, wish: FileWish): SavedFile {
		saved.push({ from, ...wish });
		const fileName = [wish.name, wish.suffix].filter(Boolean).join('-');
		const mimeType = wish.expect;
		return { json: { fileName, mimeType }, binary: { data: from, fileName, mimeType } };
	}
	function ended(request: TaskRequest): Output[] {
		requests.push(request);
		if (!complete) throw new Error(`Nobody expected a request to ${request.path}`);
		return complete(request);
	}

	const desk: Desk = {
		wants,
		field,
		async read(path, query) {
			asked.push(query === undefined ? [path] : [path, query]);
			return find(path);
		},
		async post(path, json) {
			asked.push([path, json]);
			return find(path);
		},
		async saveResult(path, query, wish) {
			asked.push([path, query]);
			return { ...save(path, wish), link: find(path) as string | undefined };
		},
		async saveLink(url, wish) {
			if (!/^https:/.test(url)) throw refusal(0, 'CAMB.AI returned no link to the file');
			if (url in there) find(url);
			return { ...save(url, wish), link: url };
		},
		async readLink(url) {
			return find(url);
		},
		async saveReply(reply, wish) {
			return save(reply as unknown as string, wish);
		},
		async saveText(text, wish) {
			return save(text, wish);
		},
		async complete(request) {
			return ended(request);
		},
		async completeEach(all) {
			return all.map((request) => ended(request));
		},
		async fetchEach(names, fetchOne) {
			const failures: unknown[] = [];
			const fetched = names.map(async (name, index): Promise<Fetched> => {
				try {
					return await fetchOne(index, desk);
				} catch (cause) {
					failures.push(cause);
					return { json: { ...name, error: (cause as Error).message }, hasHead: true };
				}
			});
			const outputs = await Promise.all(fetched);
			if (failures.length > 0 && failures.length === names.length) throw failures[0];
			return outputs;
		},
		warn: (message, about) => void warnings.push(`${message} (${about})`),
		isTool,
	};
	return { desk, asked, saved, requests, warnings };
}

/** What the desk throws when the API says no. */
export function refusal(status: number, message = 'CAMB.AI refused the request') {
	return new Problem({ message, description: 'Try again.', httpCode: String(status) });
}

/** What a Problem must say. */
export function saying(message: string, description: string, more: object = {}) {
	return { explanation: { message, description, ...more } };
}

/** Where the file in each field came from. */
export function sources(binary: Record<string, IBinaryData> = {}): Record<string, string> {
	return Object.fromEntries(Object.entries(binary).map(([field, { data }]) => [field, data]));
}
