import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { readSegments, textOf } from '../../camb/segments';
import { ExplainedError } from '../../core/explainedError';
import { freeField } from '../../files/fieldName';
import type { Media } from '../../files/fileType';
import type { SaveAs } from '../../files/save';
import type { SubtitleFormat } from '../../files/subtitles';
import { SUBTITLE_FIELDS } from '../../parameters/subtitleFiles';
import type { Output, ResultContext } from '../../tasks/kind';
import { cuesIn } from '../cues';
import { joinOutputs } from '../joinOutputs';
import { transcriptFields, transcriptOf } from '../transcriptOutput';
import { convertedLink } from './dubExport';
import type { DubFiles, DubOptions } from './dubOptions';
import { partOf } from './dubOptions';
import type { DubbedLanguage, DubEntry } from './dubResult';
import { dubTranscript } from './dubTranscript';

type FileName = Pick<SaveAs, 'name' | 'suffix'>;

/** The item of one language of a dub. What did not come is named in `missing`. */
export async function fetchDubbed(
	runId: number,
	{ language, languageTag, languageName, entry }: DubbedLanguage,
	files: DubFiles,
	context: ResultContext<DubOptions>,
): Promise<Output> {
	const suffix = languageTag ?? (language === null ? undefined : String(language));
	const name = { name: `dub-${runId}`, suffix };
	const links = await linksOf(runId, language, entry ?? {}, files.format, context);
	const media = await mediaOf(links, partsWanted(files, entry), name, files, context);
	const cues =
		entry && files.subtitles.length > 0 ? await cuesOf(runId, language, entry, context) : undefined;
	const subtitles = await subtitlesOf(cues, files.subtitles, name, context);

	const missing = [...media.missing, ...subtitles.missing];
	if (missing.length > 0) {
		const about = [languageName, 'dub', `run ID ${runId}`].filter(Boolean).join(', ');
		context.warn(`CAMB.AI returned no ${missing.join(', ')}`, about);
	}
	const json = {
		language,
		languageTag,
		languageName,
		...(entry ? transcriptFields(transcriptOf(entry.transcript), context) : {}),
		...media.json,
		...(missing.length > 0 ? { missing } : {}),
	};
	return joinOutputs({ json, binary: media.binary }, { json: {}, binary: subtitles.binary });
}

/** The first of the files in the user's field, which the item is about, and links to all if wanted. */
async function mediaOf(
	links: Pick<DubEntry, Media>,
	parts: Media[],
	name: FileName,
	{ result, includeLinks }: DubFiles,
	context: ResultContext,
) {
	const json: IDataObject = {};
	const binary: Record<string, IBinaryData> = {};
	const missing: string[] = [];
	for (const part of parts) {
		const link = links[part];
		if (!link) {
			missing.push(part);
			continue;
		}
		if (includeLinks) json[`${part}Url`] = link;
		if (result === 'links') continue;
		const file = await context.saveLink(link, { ...name, expect: part });
		const isFirst = Object.keys(binary).length === 0;
		if (isFirst) Object.assign(json, file.json);
		binary[isFirst ? context.field : freeField(part, binary)] = file.binary;
	}
	return { json, binary, missing };
}

async function subtitlesOf(
	cues: ReturnType<typeof cuesIn>,
	formats: SubtitleFormat[],
	name: FileName,
	context: ResultContext,
) {
	const binary: Record<string, IBinaryData> = {};
	if (!cues) return { binary, missing: formats.map((format) => SUBTITLE_FIELDS[format]) };
	for (const format of formats) {
		const saveAs = { ...name, expect: 'text' as const, extension: format };
		const { binary: file } = await context.saveText(cues.write(format), saveAs);
		binary[SUBTITLE_FIELDS[format]] = file;
	}
	return { binary, missing: [] };
}

/** The parts to hand out. A source without a picture has a dub without one: the sound stands in. */
function partsWanted({ result, format }: DubFiles, entry?: DubEntry): Media[] {
	if (result === 'audio') return ['audio'];
	const isSoundAlone = entry?.audio !== undefined && entry.video === undefined;
	const parts: Media[] = [];
	if (!isSoundAlone || (format && partOf(format) === 'video')) parts.push('video');
	if (isSoundAlone || result !== 'video') parts.push('audio');
	return parts;
}

/** Where the parts are: the dub's own files, and the converted one in place of its like. */
async function linksOf(
	runId: number,
	language: number | null,
	{ video, audio }: Pick<DubEntry, Media>,
	format: string | undefined,
	context: ResultContext,
): Promise<Pick<DubEntry, Media>> {
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
