import { createHash } from 'crypto';
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { DETECT_LANGUAGE, languageById } from '../camb/language';
import type { Language } from '../camb/languages';
import { LANGUAGES } from '../camb/languages';
import { systemClock } from '../core/clock';
import { ExplainedError } from '../core/explainedError';
import { explainFailure } from '../errors/explain';
import { toNodeError } from '../errors/nodeErrors';
import { connect } from '../http/client';

/** For how long a list is kept while somebody fills a form, in ms. */
const KEEP_MS = 60_000;
/** No more lists are kept: each user and each list counts. */
const MOST_KEPT = 50;

const kept = new Map<string, { at: number; rows: IDataObject[] }>();

/** For languages that are heard: always offered, whatever is searched for. */
const DETECT = { name: 'Detect Automatically', value: DETECT_LANGUAGE };

/** What the dropdowns of the nodes search in. */
export const listSearch = {
	async searchVoices(this: ILoadOptionsFunctions, filter?: string) {
		return search(filter, (await load(this, '/list-voices')).map(voiceItem));
	},
	async searchSourceLanguages(this: ILoadOptionsFunctions, filter?: string) {
		return search(filter, (await load(this, '/source-languages')).map(languageItem));
	},
	async searchSpokenLanguages(this: ILoadOptionsFunctions, filter?: string) {
		const { results } = await listSearch.searchSourceLanguages.call(this, filter);
		return { results: [DETECT, ...results] };
	},
	async searchTargetLanguages(this: ILoadOptionsFunctions, filter?: string) {
		return search(filter, (await load(this, '/target-languages')).map(languageItem));
	},
	/** The languages of streamed speech, which the API has no list of. */
	async searchStreamLanguages(this: ILoadOptionsFunctions, filter?: string) {
		return search(filter, LANGUAGES.filter(({ locale }) => locale).map(streamItem));
	},
};

/** What the multi-select fields of the nodes offer. */
export const loadOptions = {
	async getTargetLanguages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return sorted((await load(this, '/target-languages')).map(languageItem));
	},
	async getDictionaries(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return sorted((await load(this, '/dictionaries')).map(namedItem('Dictionary')));
	},
	async getFolders(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const rows = await load(this, '/folders', { limit: 100 });
		return sorted(rows.filter((row) => idOf(row) !== undefined).map(namedItem('Folder')));
	},
};

interface Item extends INodeListSearchItems {
	/** What a search looks at besides the name. */
	words: string;
}

function voiceItem(row: IDataObject): Item {
	const id = Number(row.id);
	const gender = { 1: 'male', 2: 'female' }[Number(row.gender)];
	const language = languageById(Number(row.language))?.name;
	const name = String(row.voice_name ?? `Voice ${id}`);
	return {
		name: [name, gender, language].filter(Boolean).join(', '),
		value: id,
		words: `${id} ${tagOf(Number(row.language))}`,
	};
}

function languageItem(row: IDataObject): Item {
	const id = Number(row.id);
	const tag = String(row.short_name ?? tagOf(id));
	const name = languageById(id)?.name ?? capitalize(String(row.language ?? tag));
	return { name, value: id, words: `${id} ${tag} ${String(row.language ?? '')}` };
}

function streamItem({ id, tag, name, locale }: Language): Item {
	return { name, value: id, words: `${id} ${tag} ${locale}` };
}

function namedItem(what: string) {
	return (row: IDataObject): INodeListSearchItems => {
		const id = idOf(row) as number;
		return { name: String(row.name ?? `${what} ${id}`), value: id };
	};
}

/** Folders have no documented id: the live answer may call it either way (contract: /folders). */
function idOf(row: IDataObject): number | undefined {
	const id = Number(row.id ?? row.folder_id);
	return Number.isInteger(id) ? id : undefined;
}

function tagOf(id: number): string {
	return LANGUAGES.find((language) => language.id === id)?.tag ?? '';
}

function capitalize(text: string): string {
	return text.replace(/(^|[\s(])\p{L}/gu, (start) => start.toUpperCase());
}

/** Every word of the filter must be somewhere in the name, the id or the tag. */
function search(filter: string | undefined, items: Item[]): INodeListSearchResult {
	const words = (filter ?? '').toLowerCase().split(/\s/);
	const found = items.filter((item) => {
		const text = `${item.name} ${item.words}`.toLowerCase();
		return words.every((word) => text.includes(word));
	});
	return { results: sorted(found) };
}

function sorted(items: INodeListSearchItems[]): Array<{ name: string; value: number }> {
	return items
		.map(({ name, value }) => ({ name, value: value as number }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.value - b.value);
}

/** The rows of a list, from the API or from what it said a moment ago. A refusal is shown, never hidden. */
async function load(
	context: ILoadOptionsFunctions,
	path: string,
	query?: IDataObject,
): Promise<IDataObject[]> {
	const now = systemClock.now();
	const key = await keyOf(context, path);
	const known = kept.get(key);
	if (known && now - known.at < KEEP_MS) return known.rows;

	const client = await connect(context, systemClock).catch((cause: unknown) => {
		throw toNodeError(context.getNode(), cause, {});
	});
	const answer = await client.read({ method: 'GET', path, query });
	const rows = answer.ok ? rowsIn(answer.body) : undefined;
	if (!rows) {
		const failure = answer.ok
			? ({ what: 'unreadable', status: 200, why: 'The response is not a list' } as const)
			: answer.failure;
		throw toNodeError(context.getNode(), new ExplainedError(explainFailure(failure, 'read')), {});
	}
	kept.delete(key);
	kept.set(key, { at: now, rows });
	const [oldest] = kept.keys();
	if (kept.size > MOST_KEPT) kept.delete(oldest);
	return rows;
}

/** One list for each credential; the key itself is not kept. */
async function keyOf(context: ILoadOptionsFunctions, path: string): Promise<string> {
	const { apiKey, baseUrl } = await context.getCredentials('cambAiApi');
	return createHash('sha256')
		.update(JSON.stringify([apiKey, baseUrl, path]))
		.digest('hex');
}

/** A bare list, or the list in `{voices: []}` (contract notes, a3). */
function rowsIn(body: unknown): IDataObject[] | undefined {
	const list = Array.isArray(body) ? body : (body as { voices?: unknown } | null)?.voices;
	if (!Array.isArray(list)) return undefined;
	return list.filter((row): row is IDataObject => typeof row === 'object' && row !== null);
}
