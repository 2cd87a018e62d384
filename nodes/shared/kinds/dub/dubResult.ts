import type { IDataObject } from 'n8n-workflow';

import { languageById, languageName, languageIdOf } from '../../camb/language';
import { membersIn } from '../../camb/members';
import { linkIn } from '../../camb/results';

/** What a dub made in one language. */
export interface DubEntry {
	/** The name of the language in the API's answer; null when it gave none. */
	key: string | null;
	video?: string;
	audio?: string;
	transcript: unknown;
}

/** A language of a dub, with what was made in it, if anything. */
export interface DubbedLanguage {
	language: number | null;
	languageTag: string | null;
	languageName: string | null;
	entry?: DubEntry;
}

const MEMBERS = ['video_url', 'audio_url', 'output_video_url', 'output_audio_url', 'transcript'];

/**
 * The languages of a result: one object, or a map from language to such an object, with new or old
 * names (contract: DubResultAny; notes, a3).
 */
export function readDubResult(body: unknown): DubEntry[] {
	if (isEntry(body)) return [entryOf(null, body)];
	return Object.entries(membersIn(body)).flatMap(([key, value]) =>
		isEntry(value) ? [entryOf(key, value)] : [],
	);
}

/**
 * The languages asked for, in order, then any others. Nothing that was made is left out.
 *
 * @param targets the IDs of languages, or the keys of those that we don't know
 */
export function byLanguage(entries: DubEntry[], targets: Array<number | string>): DubbedLanguage[] {
	const rest = new Set(entries);
	const take = (fits: (key: DubEntry['key']) => boolean) => {
		const entry = [...rest].find(({ key }) => fits(key));
		if (entry) rest.delete(entry);
		return entry;
	};
	const asked = targets.map((target) =>
		dubbed(
			target,
			take((key) => languageOf(key) === target),
		),
	);
	// One language without a result and one result without a known language belong together.
	const missing = asked.filter(({ language, entry }) => language !== null && !entry);
	const nameless = [...rest].filter(({ key }) => typeof languageOf(key) !== 'number');
	if (missing.length === 1 && nameless.length === 1) {
		missing[0].entry = take((key) => key === nameless[0].key);
	}
	return [...asked, ...[...rest].map((entry) => dubbed(languageOf(entry.key), entry))];
}

function dubbed(language: number | string | null, entry?: DubEntry): DubbedLanguage {
	if (typeof language !== 'number') {
		return { language: null, languageTag: language, languageName: language, entry };
	}
	const languageTag = languageById(language)?.tag ?? null;
	return { language, languageTag, languageName: languageName(language), entry };
}

/** The ID of the language; its key if we don't know it. */
function languageOf(key: string | null): number | string | null {
	return key === null ? null : (languageIdOf(key) ?? key);
}

function isEntry(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && MEMBERS.some((name) => name in value);
}

function entryOf(key: string | null, value: IDataObject): DubEntry {
	return {
		key,
		video: linkIn(value.video_url) ?? linkIn(value.output_video_url),
		audio: linkIn(value.audio_url) ?? linkIn(value.output_audio_url),
		transcript: value.transcript,
	};
}
