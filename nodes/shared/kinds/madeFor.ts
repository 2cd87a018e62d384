import type { IDataObject } from 'n8n-workflow';

import { languageFields, languageIdOf } from '../camb/language';
import { trimmedIn } from '../camb/members';
import { targetLanguages } from '../parameters/targetLanguages';

/** The languages of a task that somebody else submitted, for kinds whose result may not say them. */
export const madeFor = targetLanguages({
	description:
		'The languages that the dub or the subtitles were made for. The result of a dub into a single language does not say which one it is. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
});

/** All languages that a task was made for, as far as it was said. */
interface MadeFor {
	targetLanguages?: number[];
}

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
export function isOneLanguage({ onlyLanguage, targetLanguages }: OnlyLanguage & MadeFor): boolean {
	return onlyLanguage !== undefined || targetLanguages?.length === 1;
}

/** What an item says of its task: the language, if one is wanted and no more. */
export function onlyLanguageFields(options: OnlyLanguage & MadeFor): IDataObject {
	const { onlyLanguage, targetLanguages = [] } = options;
	if (!isOneLanguage(options)) return {};
	const language = onlyLanguage ?? targetLanguages[0];
	if (typeof language === 'number') return languageFields(language);
	return { language: null, languageTag: language, languageName: language };
}
