import type { IDataObject } from 'n8n-workflow';

import { languageById } from './language';
import { languageWords } from './languageNames';
import type { Language } from './languages';
import { numberIn, textIn } from './members';
import { linkIn } from './results';

/** A voice of a list (contract: Voice). What the API does not say is null. */
export interface Voice {
	voiceId: number;
	name: string;
	gender: 'male' | 'female' | null;
	/** In years. */
	age: number | null;
	/** The number of its language. */
	language: number | null;
	description: string | null;
	/** Whether everybody may use it; a voice of one's own is not, unless one has published it. */
	isShared: boolean;
	/** A link to a sample, which expires. */
	sampleUrl: string | null;
}

const GENDERS: Record<number, Voice['gender']> = { 1: 'male', 2: 'female' };

/** The voices in the rows of the list, of which any member but the ID may be missing. */
export function voicesIn(rows: IDataObject[]): Voice[] {
	return rows.flatMap((row) => {
		const voiceId = numberIn(row.id);
		return voiceId === null ? [] : [voiceIn(row, voiceId)];
	});
}

function voiceIn(row: IDataObject, voiceId: number): Voice {
	return {
		voiceId,
		name: textIn(row.voice_name) ?? `Voice ${voiceId}`,
		gender: GENDERS[Number(row.gender)] ?? null,
		age: numberIn(row.age),
		language: numberIn(row.language),
		description: textIn(row.description),
		isShared: row.is_published === true,
		sampleUrl: linkIn(row.signed_url) ?? null,
	};
}

/** The language of a voice, as far as we know it. */
export function languageOf({ language }: Voice): Language | undefined {
	return language === null ? undefined : languageById(language);
}

/** What a search looks at: also all that people call the language. */
export function searchTextOf(voice: Voice): string {
	const { voiceId, name, gender, description } = voice;
	const known = languageOf(voice);
	return [voiceId, name, gender, known && languageWords(known), description]
		.filter(Boolean)
		.join(' ');
}
