import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { types } from 'node:util';

import { ExplainedError } from '../../nodes/shared/core/explainedError';
import type { SaveAs, SavedFile } from '../../nodes/shared/files/save';
import type { Fetched, Output, ResultContext, TaskRequest } from '../../nodes/shared/tasks/kind';

/** What a kind finds. */
interface Setting {
	resultOptions?: IDataObject;
	/** The user's field for the first file. */
	field?: string;
	isTool?: boolean;
	/** What is behind a path or a link; an error is thrown. Links without an entry are fine files. */
	there?: Record<string, unknown>;
	/** Ends one more task that the kind asks for. */
	complete?(request: TaskRequest): Output[];
}

/** A ResultContext without CAMB.AI and n8n, and what a kind did on it. */
export function resultContextWith({
	resultOptions = {},
	field = 'data',
	isTool = false,
	there = {},
	complete,
}: Setting = {}) {
	const asked: unknown[][] = [];
	const saved: Array<{ from: unknown } & SaveAs> = [];
	const requests: TaskRequest[] = [];
	const warnings: string[] = [];

	function find(place: string): unknown {
		if (!(place in there)) throw refusal(404, `Nothing is at ${place}`);
		const found = there[place];
		if (types.isNativeError(found)) throw found;
		return found;
	}
	function save(from: string, saveAs: SaveAs): SavedFile {
		saved.push({ from, ...saveAs });
		const fileName = [saveAs.name, saveAs.suffix].filter(Boolean).join('-');
		const mimeType = saveAs.expect;
		return { json: { fileName, mimeType }, binary: { data: from, fileName, mimeType } };
	}
	function ended(request: TaskRequest): Output[] {
		requests.push(request);
		if (!complete) throw new Error(`Nobody expected a request to ${request.path}`);
		return complete(request);
	}

	const resultContext: ResultContext<never> = {
		resultOptions: resultOptions as never,
		field,
		async read(path, query) {
			asked.push(query === undefined ? [path] : [path, query]);
			return find(path);
		},
		async post(path, json) {
			asked.push([path, json]);
			return find(path);
		},
		async saveResult(path, query, saveAs) {
			asked.push([path, query]);
			return { ...save(path, saveAs), link: find(path) as string | undefined };
		},
		async saveLink(url, saveAs) {
			if (!/^https:/.test(url)) throw refusal(0, 'CAMB.AI returned no link to the file');
			if (url in there) find(url);
			return { ...save(url, saveAs), link: url };
		},
		async readLink(url) {
			return find(url);
		},
		async saveText(text, saveAs) {
			return save(text, saveAs);
		},
		async complete(request) {
			return ended(request);
		},
		async fetchEach(parts, fetchOne, whenMissing) {
			const settled = await Promise.allSettled(
				parts.map(async (part) => await fetchOne(part, resultContext)),
			);
			const [first] = settled;
			if (first?.status === 'rejected' && settled.every(({ status }) => status === 'rejected')) {
				throw first.reason;
			}
			return settled.map((each, index): Fetched => {
				if (each.status === 'fulfilled') return each.value;
				const { message } = each.reason as Error;
				const { name, label } = parts[index];
				if (whenMissing) warnings.push(`${whenMissing} (${label}: ${message})`);
				return { json: { ...name, error: message }, hasTaskFields: true };
			});
		},
		warn: (message, about) => void warnings.push(`${message} (${about})`),
		isTool,
	};
	return { resultContext, asked, saved, requests, warnings };
}

/** What is thrown when the API says no. */
export function refusal(status: number, message = 'CAMB.AI refused the request') {
	return new ExplainedError({ message, description: 'Try again.', httpCode: String(status) });
}

/** What an ExplainedError must say. */
export function saying(message: string | RegExp, description: string | RegExp, more: object = {}) {
	const like = (words: string | RegExp) =>
		words instanceof RegExp ? expect.stringMatching(words) : words;
	return { explanation: { message: like(message), description: like(description), ...more } };
}

/** Where the file in each field came from. */
export function sources(binary: Record<string, IBinaryData> = {}): Record<string, string> {
	return Object.fromEntries(Object.entries(binary).map(([field, { data }]) => [field, data]));
}
