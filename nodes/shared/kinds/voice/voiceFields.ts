import type { IDataObject } from 'n8n-workflow';

import { languageFields } from '../../camb/language';
import type { Voice } from '../../camb/voices';

/** What an item says of a voice. An agent needs what it chooses by, and pays for every word. */
export function voiceFields(voice: Voice, isTool: boolean): IDataObject {
	const { voiceId, name, gender, age, description, isShared } = voice;
	const language = languageFields(voice.language ?? undefined);
	if (isTool) return { voiceId, name, gender, languageName: language.languageName ?? null };
	return { voiceId, name, gender, age, ...language, description, isShared };
}
