import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Dictionary } from '../camb/dictionaries';
import { dictionariesIn } from '../camb/dictionaries';
import type { Folder } from '../camb/folders';
import { foldersIn } from '../camb/folders';
import { DETECT_LANGUAGE, languageById } from '../camb/language';
import { languageWords } from '../camb/languageNames';
import type { Language } from '../camb/languages';
import { LANGUAGES } from '../camb/languages';
import type { ListedLanguage } from '../camb/listedLanguages';
import { languagesIn } from '../camb/listedLanguages';
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
		return (await load(context, path, languagesIn)).map(languageItem);
	}
	async function dictionaries(context: ILoadOptionsFunctions) {
		return (await load(context, '/dictionaries', dictionariesIn)).map(dictionaryItem);
	}
	const listSearch = {
		async searchVoices(this: ILoadOptionsFunctions, filter?: string) {
			return search(filter, (await load(this, '/list-voices', voicesIn)).map(voiceItem));
		},
		async searchDictionaries(this: ILoadOptionsFunctions, filter?: string) {
			return search(filter, await dictionaries(this));
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
			return search(filter, streamLanguages());
		},
	};
	const loadOptions = {
		async getTargetLanguages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return sorted(await languages(this, '/target-languages'));
		},
		/** Those of streamed speech, and none: n8n marks an empty field red that has no such option. */
		async getSpeakerLanguages(): Promise<INodePropertyOptions[]> {
			return [{ name: 'Language of the Script', value: '' }, ...sorted(streamLanguages())];
		},
		async getVoices(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return sorted((await load(this, '/list-voices', voicesIn)).map(voiceItem));
		},
		async getDictionaries(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return sorted(await dictionaries(this));
		},
		async getFolders(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return sorted((await load(this, '/folders', foldersIn, { limit: 100 })).map(folderItem));
		},
	};
	return { listSearch, loadOptions };
}

interface Choice {
	name: string;
	value: number;
}

interface Item extends Choice {
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

function languageItem({ id, tag, name, listed }: ListedLanguage): Item {
	const known = languageById(id);
	return { name, value: id, words: [id, tag, listed, known && languageWords(known)].join(' ') };
}

function streamLanguages(): Item[] {
	return LANGUAGES.filter(({ locale }) => locale).map(streamItem);
}

function streamItem(language: Language): Item {
	return { name: language.name, value: language.id, words: languageWords(language) };
}

function dictionaryItem({ dictionaryId, name, description }: Dictionary): Item {
	return { name, value: dictionaryId, words: [dictionaryId, description].join(' ') };
}

function folderItem({ folderId, name }: Folder): Choice {
	return { name, value: folderId };
}

/** Every word of the filter must be somewhere in the name, the id, the tag or the names of the language. */
function search(filter: string | undefined, items: Item[]): INodeListSearchResult {
	const found = items.filter(({ name, words }) => hasWords(`${name} ${words}`, filter ?? ''));
	return { results: sorted(found) };
}

function sorted(choices: Choice[]): Choice[] {
	return choices
		.map(({ name, value }) => ({ name, value }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.value - b.value);
}
