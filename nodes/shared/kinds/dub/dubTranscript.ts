import type { IDataObject } from 'n8n-workflow';

import { linkIn } from '../../camb/results';
import type { SubtitleFormat } from '../../files/subtitles';
import type { ResultContext } from '../../tasks/kind';
import { AS_SRT } from '../cues';
import type { Transcript } from '../transcriptAt';
import { transcriptIn } from '../transcriptAt';

/** What CAMB.AI wrote of one language of a dub, as subtitles. Throws when there are none. */
export async function dubTranscript(
	context: ResultContext,
	runId: number,
	language: number,
): Promise<Transcript> {
	const body = await context.read(pathOf(runId, language), AS_SRT, { mayBeText: true });
	const text = linkIn(body) ?? textIn(body) ?? body;
	return await transcriptIn(context, text, 'The dub itself is finished.');
}

/**
 * The subtitles that CAMB.AI itself makes of a dub, for a result that came without a transcript:
 * the text or a link to it; undefined when it has none (contract: /transcript; notes, a3).
 */
export async function readDubTranscript(
	context: ResultContext,
	runId: number,
	language: number,
	format: SubtitleFormat,
): Promise<{ text: string } | { link: string } | undefined> {
	const query = { format_type: format, data_type: 'raw_data' };
	// A transcript may be missing for good: a file less is no reason to hold back the others.
	const path = pathOf(runId, language);
	const body = await context.read(path, query, { mayBeText: true }).catch(() => undefined);
	const link = linkIn(body);
	if (link) return { link };
	const text = textIn(body);
	return text ? { text } : undefined;
}

const pathOf = (runId: number, language: number) => `/transcript/${runId}/${language}`;

/** Bare text, `{transcript: text}` or a map from a language to text. */
function textIn(body: unknown): string | undefined {
	if (typeof body === 'string') return body.trim() ? body : undefined;
	if (typeof body !== 'object' || body === null) return undefined;
	const { transcript, ...others } = body as IDataObject;
	return [transcript, ...Object.values(others)].find(
		(value): value is string => typeof value === 'string' && value.trim() !== '',
	);
}
