import { languageIdOf } from './language';
import { membersIn } from './members';

/**
 * What a body holds for each language, by the API's names of them: texts, links, lists or objects.
 * Other members, such as the number or the state of a run, are no languages.
 */
export function languageMapIn(body: unknown): Array<[key: string, content: unknown]> {
	return Object.entries(membersIn(body)).filter(
		([key, value]) => isLanguage(key) && isContent(value),
	);
}

/** CAMB.AI may know languages that we don't. */
function isLanguage(key: string): boolean {
	return languageIdOf(key) !== undefined || /^[a-z]{2,3}([-_][a-z]+)+$/i.test(key);
}

/** `id` is Indonesian, and often the number of the run: that is neither subtitles nor their link. */
function isContent(value: unknown): boolean {
	if (typeof value === 'string') return /\s|^https?:/.test(value.trim());
	return typeof value === 'object' && value !== null;
}
