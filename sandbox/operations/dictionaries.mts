import type { Account } from '../accounts.mts';
import { ApiError } from '../apiError.mts';
import type { Dictionary, Term } from '../dictionaries.mts';
import { findLanguage } from '../languages.mts';
import type { Call, Operations } from './call.mts';

type Translations = Term['term_translations'];

const nextId = (rows: Array<{ id: number }>, first: number) =>
	Math.max(first - 1, ...rows.map(({ id }) => id)) + 1;

const done = (message: string) => ({ message, status: 'success' });

const nowOf = ({ clock }: Account) => new Date(clock.now()).toISOString();

function dictionaryOf({ account, params }: Call): Dictionary {
	const found = account.dictionaries.find(({ id }) => id === params.dictionary_id);
	if (!found) throw new ApiError(404, { detail: 'Dictionary not found' });
	return found;
}

function termOf({ dictionary_terms: terms }: Dictionary, { params }: Call): Term {
	const found = terms.find(({ id }) => id === params.term_id);
	if (!found) throw new ApiError(404, { detail: 'Term not found' });
	return found;
}

/** What a call changed: when, and which languages there are now. */
function touch(dictionary: Dictionary, { account }: Call): void {
	const used = dictionary.dictionary_terms.flatMap((term) => term.term_translations);
	dictionary.languages = [
		...new Set([...dictionary.languages, ...used.map(({ language }) => language)]),
	];
	dictionary.last_edited_at = nowOf(account);
}

function translationsIn({ body }: Call): Translations {
	const given = body.translations as Array<{ translation: string; language: number }>;
	return given.map(({ translation, language }) => ({ language, term_text: translation }));
}

/** A sheet with a language at the head of each column; the vendor's layout is not public. */
function termsIn(csv: string): Term[] {
	const [head = [], ...rows] = csv
		.split(/\r?\n/)
		.filter((line) => line.trim() !== '')
		.map((line) => line.split(',').map((cell) => cell.trim()));
	const languages = head.map((name) => findLanguage(name.toLowerCase())?.id);
	return rows.map((cells, index) => ({
		id: index + 1,
		term_translations: languages.flatMap((language, column) =>
			language && cells[column] ? [{ language, term_text: cells[column] }] : [],
		),
	}));
}

const withoutTerms = ({ dictionary_terms: _terms, ...rest }: Dictionary) => rest;

export const dictionaryOperations: Operations = {
	listDictionaries: ({ account }) => account.dictionaries.map(withoutTerms),
	getDictionary: (call) => withoutTerms(dictionaryOf(call)),
	getDictionaryDetails(call) {
		const { limit, search_term: search } = call.query;
		const dictionary = dictionaryOf(call);
		const wanted = String(search ?? '').toLowerCase();
		const found = dictionary.dictionary_terms.filter((term) =>
			term.term_translations.some(({ term_text: text }) => text.toLowerCase().includes(wanted)),
		);
		return { ...dictionary, dictionary_terms: found.slice(0, Number(limit ?? Infinity)) };
	},
	createDictionaryFromFile(call) {
		const { account, body, files, reply, log } = call;
		const file = files.dictionary_file;
		const dictionary: Dictionary = {
			id: nextId(account.dictionaries, 501),
			name: String(body.dictionary_name),
			description: body.dictionary_description == null ? null : String(body.dictionary_description),
			created_at: nowOf(account),
			last_edited_at: null,
			dictionary_terms: /\.csv$/i.test(file.fileName) ? termsIn(file.head.toString('utf8')) : [],
			languages: [],
		};
		touch(dictionary, call);
		account.dictionaries.push(dictionary);
		log.note = `dictionary ${dictionary.id} made, ${dictionary.dictionary_terms.length} terms`;
		reply.code(201);
		return done('Dictionary created successfully');
	},
	deleteDictionary(call) {
		const { dictionaries } = call.account;
		dictionaries.splice(dictionaries.indexOf(dictionaryOf(call)), 1);
		return done('Dictionary deleted successfully');
	},
	addDictionaryTerm(call) {
		const dictionary = dictionaryOf(call);
		const { dictionary_terms: terms } = dictionary;
		terms.push({ id: nextId(terms, 1), term_translations: translationsIn(call) });
		touch(dictionary, call);
		return done('Term added successfully');
	},
	updateDictionaryTerm(call) {
		const dictionary = dictionaryOf(call);
		termOf(dictionary, call).term_translations = translationsIn(call);
		touch(dictionary, call);
		return done('Term updated successfully');
	},
	deleteDictionaryTerm(call) {
		const dictionary = dictionaryOf(call);
		const { dictionary_terms: terms } = dictionary;
		terms.splice(terms.indexOf(termOf(dictionary, call)), 1);
		touch(dictionary, call);
		return done('Term deleted successfully');
	},
};
