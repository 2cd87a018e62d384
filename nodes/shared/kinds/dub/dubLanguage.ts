import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { readSegments, textOf } from '../../camb/segments';
import { ExplainedError } from '../../core/explainedError';
import { freeField } from '../../files/fieldName';
import { SUBTITLE_FIELDS } from '../../parameters/subtitleFiles';
import type { ResultContext, Output } from '../../tasks/kind';
import { cuesIn } from '../cues';
import { transcriptFields, transcriptOf } from '../transcriptOutput';
import { convertedLink } from './dubExport';
import type { DubFiles, DubOptions, Part } from './dubOptions';
import { partOf } from './dubOptions';
import type { DubbedLanguage, DubEntry } from './dubResult';
import { dubTranscript } from './dubTranscript';

/** The item of one language of a dub. What did not come is named in `missing`. */
export async function fetchDubbed(
	runId: number,
	{ language, languageTag, languageName, entry }: DubbedLanguage,
	files: DubFiles,
	context: ResultContext<DubOptions>,
): Promise<Output> {
	const json: IDataObject = { language, languageTag, languageName };
	const binary: Record<string, IBinaryData> = {};
	const missing: string[] = [];
	const suffix = languageTag ?? (language === null ? undefined : String(language));
	const name = { name: `dub-${runId}`, suffix };

	if (entry) Object.assign(json, transcriptFields(transcriptOf(entry.transcript), context));
	const links = await linksOf(runId, language, entry ?? {}, files.format, context);
	for (const part of partsWanted(files, entry)) {
		const link = links[part];
		if (!link) {
			missing.push(part);
			continue;
		}
		if (files.includeLinks) json[`${part}Url`] = link;
		if (files.result === 'links') continue;
		const file = await context.saveLink(link, { ...name, expect: part });
		const isFirst = Object.keys(binary).length === 0;
		if (isFirst) Object.assign(json, file.json);
		binary[isFirst ? context.field : freeField(part, binary)] = file.binary;
	}
	const cues =
		entry && files.subtitles.length > 0 ? await cuesOf(runId, language, entry, context) : undefined;
	for (const format of files.subtitles) {
		if (!cues) {
			missing.push(SUBTITLE_FIELDS[format]);
			continue;
		}
		const saveAs = { ...name, expect: 'text' as const, extension: format };
		const file = await context.saveText(cues.write(format), saveAs);
		binary[freeField(SUBTITLE_FIELDS[format], binary)] = file.binary;
	}
	if (missing.length > 0) {
		json.missing = missing;
		const about = [languageName, 'dub', `run ID ${runId}`].filter(Boolean).join(', ');
		context.warn(`CAMB.AI returned no ${missing.join(', ')}`, about);
	}
	return Object.keys(binary).length > 0 ? { json, binary } : { json };
}

/** The parts to hand out. A source without a picture has a dub without one: the sound stands in. */
function partsWanted({ result, format }: DubFiles, entry?: DubEntry): Part[] {
	if (result === 'audio') return ['audio'];
	const isSoundAlone = entry?.audio !== undefined && entry.video === undefined;
	const parts: Part[] = [];
	if (!isSoundAlone || (format && partOf(format) === 'video')) parts.push('video');
	if (isSoundAlone || result !== 'video') parts.push('audio');
	return parts;
}

/** Where the parts are: the dub's own files, and the converted one in place of its like. */
async function linksOf(
	runId: number,
	language: number | null,
	{ video, audio }: Pick<DubEntry, Part>,
	format: string | undefined,
	context: ResultContext,
): Promise<Pick<DubEntry, Part>> {
	const links = { video, audio };
	const part = format && partOf(format);
	if (!part || !links[part]) return links;
	if (language === null) {
		throw new ExplainedError({
			message: 'The dub could not be converted, because its language is not known',
			description:
				'Set the option Target Language Names or IDs to the languages that the dub was made for.',
		});
	}
	return { ...links, [part]: await convertedLink(context, runId, language, format) };
}

/** What is said in a language, and when: in its segments or, without any, in what CAMB.AI writes of it. */
async function cuesOf(
	runId: number,
	language: number | null,
	{ transcript }: DubEntry,
	context: ResultContext,
) {
	const segments = readSegments(transcript);
	if (textOf(segments)) return cuesIn({ is: 'transcript', text: textOf(segments), segments });
	if (language === null) return undefined;
	// They may be missing for good: a file less is no reason to hold back the others.
	const written = await dubTranscript(context, runId, language).catch(() => undefined);
	return written && cuesIn(written);
}
