import { languageById, languageFields, languageIdOf, languageName } from '../../camb/language';
import type { Media } from '../../files/fileType';
import type { ValuesOf } from '../../parameters/parameter';
import { subtitleFiles } from '../../parameters/subtitleFiles';
import type { RunKind } from '../../tasks/finishedRun';
import type { Fetched, Output, ResultContext, Run } from '../../tasks/kind';
import { cueOutput } from '../cues';
import { wantsLinks } from '../includeLinks';
import { joinOutputs } from '../joinOutputs';
import { MINUTES_LONG } from '../pollingPolicies';
import { withoutTranscript } from '../transcriptFiles';
import { isUnknownRun } from '../unknownRun';
import { convertedLink } from './dubExport';
import { dubOptions, partOf } from './dubOptions';
import type { DubEntry } from './dubResult';
import { readDubResult } from './dubResult';
import { dubTranscript } from './dubTranscript';

const { altFormat, includeLinks, output } = dubOptions;

/** How an export is wanted, besides its languages. */
export const exportParameters = { altFormat, includeLinks, output, subtitleFiles };

type ExportOptions = ValuesOf<typeof exportParameters> & { languages: number[] };

/**
 * What is made of a finished dub: the subtitles that CAMB.AI writes, and its video or audio in
 * another format (contract: /transcript, /dub-alt-format). Both calls name the language, so that
 * only what was asked for is made.
 */
export const exportedDub: RunKind<ExportOptions> = {
	name: 'dub',
	pollingPolicy: MINUTES_LONG,
	fetch: fetchExport,
};

/** One language of a finished dub. */
interface Dubbed {
	runId: number;
	language: number;
	/** What the dub consists of; nothing when no file is wanted. */
	entries: DubEntry[];
	saveAs: { name: string; suffix: string };
	/** What a warning is about. */
	about: string;
}

/** One item for each language. A language that ends badly says why in its own. */
async function fetchExport(run: Run, context: ResultContext<ExportOptions>): Promise<Fetched[]> {
	const runId = run.runId as number;
	const { languages, altFormat: format } = context.resultOptions;
	const entries = format ? readDubResult(await context.read(`/dub-result/${runId}`)) : [];
	const parts = languages.map((language) => {
		const label = languageName(language);
		const suffix = languageById(language)?.tag ?? String(language);
		const saveAs = { name: `dub-${runId}`, suffix };
		const about = `${label}, dub, run ID ${runId}`;
		return { runId, language, entries, saveAs, about, label, name: languageFields(language) };
	});
	return await context.fetchEach(
		parts,
		async ({ name, ...dubbed }, own) => {
			const { json, ...files } = await exportLanguage(dubbed, own);
			return { json: { ...name, ...json }, ...files };
		},
		'A language of the dub could not be exported',
	);
}

/** The transcript costs nothing, so it comes before the conversion. */
async function exportLanguage(
	dubbed: Dubbed,
	context: ResultContext<ExportOptions>,
): Promise<Output> {
	const { altFormat: format, subtitleFiles: formats = [] } = context.resultOptions;
	if (!format) return await transcriptOf(dubbed, context);
	const transcript = await transcriptOf(dubbed, context).catch((cause: unknown) => {
		// It may be missing for good: no reason to hold back the file.
		if (isUnknownRun(cause)) return withoutTranscript({ formats, about: dubbed.about }, context);
		throw cause;
	});
	return joinOutputs(await mediaOf(dubbed, format, context), transcript);
}

async function transcriptOf(
	{ runId, language, saveAs, about }: Dubbed,
	context: ResultContext<ExportOptions>,
): Promise<Output> {
	const transcript = await dubTranscript(context, runId, language);
	return await cueOutput(transcript, { saveAs, about }, context);
}

/** The converted file. A dub without a picture is not converted to video: that might be charged. */
async function mediaOf(
	{ runId, language, entries, saveAs, about }: Dubbed,
	format: string,
	context: ResultContext<ExportOptions>,
): Promise<Output> {
	const part = partOf(format) as Media;
	const own = entries.filter(({ key }) => key !== null && languageIdOf(key) === language);
	if (!(own.length > 0 ? own : entries).some((entry) => entry[part])) {
		context.warn(`CAMB.AI returned no ${part}`, about);
		return { json: { missing: [part] } };
	}
	const link = await convertedLink(context, runId, language, format);
	const file = await context.saveLink(link, { ...saveAs, expect: part });
	return {
		json: { ...file.json, ...(wantsLinks(context) ? { [`${part}Url`]: link } : {}) },
		binary: { [context.field]: file.binary },
	};
}
