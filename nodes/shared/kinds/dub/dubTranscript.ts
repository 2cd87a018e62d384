import { languageIdOf } from '../../camb/language';
import { languageMapIn } from '../../camb/languageMap';
import { membersIn } from '../../camb/members';
import { linkIn } from '../../camb/results';
import { asSrt, readSrt } from '../../files/srt';
import type { ResultContext } from '../../tasks/kind';
import { AS_SRT } from '../cues';
import type { Transcript } from '../transcriptAt';
import { transcriptIn } from '../transcriptAt';

/**
 * What CAMB.AI wrote of one language of a dub, as subtitles (contract: /transcript; notes, a3).
 * Throws when there are none.
 */
export async function dubTranscript(
	context: ResultContext,
	runId: number,
	language: number,
): Promise<Transcript> {
	const path = `/transcript/${runId}/${language}`;
	const body = await context.read(path, AS_SRT, { mayBeText: true });
	const transcript = contentIn(body, language);
	return await transcriptIn(context, transcript, 'The dub itself is finished.');
}

/**
 * Text, a list or a link as it is; of an object its transcript, what it holds for the language, or a
 * text that can be nothing but subtitles. A refusal has none of these.
 */
export function contentIn(body: unknown, language: number): unknown {
	const link = linkIn(body);
	if (link || typeof body !== 'object' || body === null || Array.isArray(body)) return link ?? body;
	const { transcript } = membersIn(body);
	if (transcript !== undefined && transcript !== null) return { transcript };
	const languages = languageMapIn(body);
	const [, own] =
		languages.find(([key]) => languageIdOf(key) === language) ??
		(languages.length === 1 ? languages[0] : []);
	return own ?? Object.values(body).find(isSubtitles);
}

function isSubtitles(value: unknown): boolean {
	return typeof value === 'string' && readSrt(asSrt(value)).length > 0;
}
