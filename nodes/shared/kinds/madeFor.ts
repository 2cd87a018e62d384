import type { IDataObject } from 'n8n-workflow';

import { targetLanguages } from '../parameters/targetLanguages';

/** The languages of a task that somebody else submitted, for kinds whose result may not say them. */
export const madeFor = targetLanguages({
	description:
		'The languages that the dub or the subtitles were made for. The result of a dub into a single language does not say which one it is. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
});

/** The one language that is wanted of all that a task was made for; all if not set. */
export interface OnlyLanguage extends IDataObject {
	onlyLanguage?: number;
}

/**
 * An item that stands for one language of its task is about that language alone. It has its tag, too,
 * unlike a field of the user's.
 */
export function onlyLanguageIn({ language, languageTag }: IDataObject): OnlyLanguage {
	return typeof language === 'number' && languageTag !== undefined
		? { onlyLanguage: language }
		: {};
}
