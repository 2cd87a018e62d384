import { sourceLanguages, targetLanguages, type Language } from '../languages.mts';
import type { Operations } from './call.mts';

const listed = ({ id, name, tag }: Language) => ({
	id,
	language: name.toLowerCase(),
	short_name: tag,
});

export const languageOperations: Operations = {
	listSourceLanguages: () => sourceLanguages.map(listed),
	listTargetLanguages: () => targetLanguages.map(listed),
};
