import { parse } from 'yaml';

import type { Json } from '../liveCheck/schema.mts';

/** Where CAMB.AI describes its API: addresses of descriptions, and of pages that link to some. */
export interface Places {
	descriptions: string[];
	indexes: string[];
}

/** The SDK has a call for the first; the second lists what the documentation's site holds. */
export const CAMB_AI: Places = {
	descriptions: ['https://client.camb.ai/apis/openapi.json'],
	indexes: ['https://docs.camb.ai/llms.txt'],
};

const PATIENCE_MS = 30_000;

export interface Published {
	found: Array<{ address: string; document: Json }>;
	/** What could not be read, and why, for the report. */
	notes: string[];
}

/** Reads every OpenAPI description that is published. Sends no key. */
export async function readPublished({ descriptions, indexes }: Places): Promise<Published> {
	const published: Published = { found: [], notes: [] };
	const addresses = new Set(descriptions);
	for (const index of indexes) {
		const text = await read(index, published.notes);
		if (text === undefined) continue;
		const linked = linksToDescriptions(text, index);
		if (linked.length === 0) published.notes.push(`${index} links to no OpenAPI description.`);
		for (const address of linked) addresses.add(address);
	}
	for (const address of addresses) {
		const text = await read(address, published.notes);
		if (text === undefined) continue;
		const document = documentIn(text);
		if (document) published.found.push({ address, document });
		else published.notes.push(`${address} gave something that is no OpenAPI description.`);
	}
	return published;
}

async function read(address: string, notes: string[]): Promise<string | undefined> {
	try {
		const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
		if (answer.ok) return await answer.text();
		notes.push(`${address} answered ${answer.status}.`);
	} catch (error) {
		const { message, cause } = error as Error;
		notes.push(`${address} can't be reached: ${cause instanceof Error ? cause.message : message}.`);
	}
	return undefined;
}

/** Links of the same site to a file that is called openapi, in JSON or YAML. */
function linksToDescriptions(text: string, index: string): string[] {
	const links = text.match(/https?:\/\/[^\s,)"'<>]+/g) ?? [];
	return links.filter((link) => {
		const { origin, pathname } = new URL(link);
		return origin === new URL(index).origin && /openapi[^/]*\.(json|ya?ml)$/i.test(pathname);
	});
}

/** YAML can hold JSON, so one reader does for both. */
function documentIn(text: string): Json | undefined {
	try {
		const document: unknown = parse(text);
		const isDescription = typeof document === 'object' && document !== null && 'paths' in document;
		return isDescription ? document : undefined;
	} catch {
		return undefined;
	}
}
