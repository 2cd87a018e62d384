import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { DETECT_LANGUAGE, languageById } from '../camb/language';
import { languageWords } from '../camb/languageNames';
import type { Language } from '../camb/languages';
import { LANGUAGES } from '../camb/languages';
import type { Voice } from '../camb/voices';
import { languageOf, voicesIn } from '../camb/voices';
import { hasWords } from '../core/words';
import type { Timing } from '../http/timing';
import { openRows } from './rows';

/** For languages that are heard: always offered, whatever is searched for. */
const DETECT = { name: 'Detect Automatically', value: DETECT_LANGUAGE };

/** What the fields of the nodes search in (listSearch) and offer (loadOptions). */
export function openLists(timing: Timing) {
	const load = openRows(timing);

	async function languages(context: ILoadOptionsFunctions, path: string) {
		return (await load(context, path)).map(languageItem);
	}
	const listSearch = {
		async searchVoices(this: ILoadOptionsFunctions, filter?: string) {
			return search(filter, voicesIn(await load(this, '/list-voices')).map(voiceItem));
		},
		async searchSourceLanguages(this: ILoadOptionsFunctions, filter?: string) {
			return search(filter, await languages(this, '/source-languages'));
		},
		async searchSpokenLanguages(this: ILoadOptionsFunctions, filter?: string) {
			const { results } = search(filter, await languages(this, '/source-languages'));
			return { results: [DETECT, ...results] };
		},
		async searchTargetLanguages(this: ILoadOptionsFunctions, filter?: string) {
			return search(filter, await languages(this, '/target-languages'));
		},
		/** The languages of streamed speech, which the API has no list of. */
		async searchStreamLanguages(this: ILoadOptionsFunctions, filter?: string) {
			return search(filter, LANGUAGES.filter(({ locale }) => locale).map(streamItem));
		},
	};
	const loadOptions = {
		async getTargetLanguages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return sorted(await languages(this, '/target-languages'));
		},
		async getDictionaries(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return sorted(namedItems('Dictionary', await load(this, '/dictionaries')));
		},
		async getFolders(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return sorted(namedItems('Folder', await load(this, '/folders', { limit: 100 })));
		},
	};
	return { listSearch, loadOptions };
}

interface Item extends INodeListSearchItems {
	/** What a search looks at besides the name. */
	words: string;
}

function voiceItem(voice: Voice): Item {
	const { voiceId, name, gender } = voice;
	const known = languageOf(voice);
	return {
		name: [name, gender, known?.name].filter(Boolean).join(', '),
		value: voiceId,
		words: [voiceId, known && languageWords(known)].join(' '),
	};
}

function languageItem(row: IDataObject): Item {
	const id = Number(row.id);
	const known = languageById(id);
	const tag = String(row.short_name ?? known?.tag ?? '');
	const name = known?.name ?? capitalize(String(row.language ?? tag));
	const words = [id, tag, row.language, known && languageWords(known)].join(' ');
	return { name, value: id, words };
}

function streamItem(language: Language): Item {
	return { name: language.name, value: language.id, words: languageWords(language) };
}

/** Those rows that have an ID, by which they can be chosen. */
function namedItems(what: string, rows: IDataObject[]): INodeListSearchItems[] {
	return rows.flatMap((row) => {
		const id = idOf(row);
		if (id === undefined) return [];
		return [{ name: String(row.folder_name ?? row.name ?? `${what} ${id}`), value: id }];
	});
}

/** A folder has names of its own for both, and had others before (contract: Folder). */
function idOf(row: IDataObject): number | undefined {
	const id = Number(row.folder_id ?? row.id);
	return Number.isInteger(id) ? id : undefined;
}

function capitalize(text: string): string {
	return text.replace(/(^|[\s(])\p{L}/gu, (start) => start.toUpperCase());
}

/** Every word of the filter must be somewhere in the name, the id, the tag or the names of the language. */
function search(filter: string | undefined, items: Item[]): INodeListSearchResult {
	const found = items.filter(({ name, words }) => hasWords(`${name} ${words}`, filter ?? ''));
	return { results: sorted(found) };
}

function sorted(items: INodeListSearchItems[]): Array<{ name: string; value: number }> {
	return items
		.map(({ name, value }) => ({ name, value: value as number }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.value - b.value);
}
