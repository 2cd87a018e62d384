import type { IDataObject } from 'n8n-workflow';

import { languageFields, languageIdOf } from '../camb/language';
import { trimmedIn } from '../camb/members';
import { targetLanguages } from '../parameters/targetLanguages';

/** The languages of a task that somebody else submitted, for kinds whose result may not say them. */
export const madeFor = targetLanguages({
	description:
		'The languages that the dub or the subtitles were made for. The result of a dub into a single language does not say which one it is. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
});

/** The one language that is wanted of all that a task was made for; all if not set. */
export interface OnlyLanguage extends IDataObject {
	/** Its ID, or its tag if we don't know it. */
	onlyLanguage?: number | string;
}

/**
 * An item that stands for one language of its task is about that language alone, also if a sheet
 * or a database made text of its ID. It has its tag, too, unlike a field of the user's.
 */
export function onlyLanguageIn({ language, languageTag }: IDataObject): OnlyLanguage {
	if (languageTag === undefined) return {};
	const [ofId, ofTag] = [language, languageTag].map(trimmedIn);
	const onlyLanguage = languageIdOf(ofId) ?? languageIdOf(ofTag) ?? ofTag;
	return onlyLanguage === '' ? {} : { onlyLanguage };
}

/** Whether one language is wanted, and no more. */
export function isOneLanguage(options: OnlyLanguage & { targetLanguages?: number[] }): boolean {
	return options.onlyLanguage !== undefined || options.targetLanguages?.length === 1;
}

/** What an item says of this one language, so that it is read again in the same way. */
export function onlyLanguageFields({ onlyLanguage }: OnlyLanguage): IDataObject {
	if (typeof onlyLanguage !== 'string') return languageFields(onlyLanguage);
	return { language: null, languageTag: onlyLanguage, languageName: onlyLanguage };
}
