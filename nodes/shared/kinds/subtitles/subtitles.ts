import { languageById, languageIdOf, languageName } from '../../camb/language';
import { languageMapIn } from '../../camb/languageMap';
import { ExplainedError } from '../../core/explainedError';
import type { ValuesOf } from '../../parameters/parameter';
import { optional } from '../../parameters/parameter';
import { subtitleFiles } from '../../parameters/subtitleFiles';
import type { Fetched, ResultContext, Run } from '../../tasks/kind';
import { AS_SRT, cueOutput } from '../cues';
import type { ListedKind } from '../listedKind';
import type { OnlyLanguage } from '../madeFor';
import { isOneLanguage, madeFor, onlyLanguageFields, onlyLanguageIn } from '../madeFor';
import { MINUTES_LONG } from '../pollingPolicies';
import { transcriptAt } from '../transcriptAt';
import { output } from '../transcriptOutput';

const subtitlesResultParameters = {
	output,
	subtitleFiles: optional(subtitleFiles),
	targetLanguages: madeFor,
};

type SubtitlesOptions = ValuesOf<typeof subtitlesResultParameters> & OnlyLanguage;

/**
 * What is said in media, as subtitles in other languages (contract: /sub).
 *
 * Without bulkPath: what the bulk call gives is not described.
 */
export const subtitles: ListedKind<SubtitlesOptions> = {
	name: 'subtitles',
	label: 'Subtitles',
	pollingPolicy: MINUTES_LONG,
	statusPath: '/sub',
	resultParameters: subtitlesResultParameters,
	optionsIn: onlyLanguageIn,
	about: onlyLanguageFields,
	isOneResult: isOneLanguage,
	fetch: fetchSubtitles,
};

/** One item for each language. A language that ends badly says why in its own. */
async function fetchSubtitles(
	{ runId }: Run,
	context: ResultContext<SubtitlesOptions>,
): Promise<Fetched[]> {
	const path = `/sub-result/${runId}`;
	const { targetLanguages = [], onlyLanguage } = context.resultOptions;
	const known = onlyLanguage === undefined ? targetLanguages : [onlyLanguage];
	const keys = known.length > 0 ? known.map(String) : languagesIn(await context.read(path, AS_SRT));
	return await context.fetchEach(
		keys.map(named),
		async ({ key, name, label }, own) => {
			const transcript = await transcriptAt(
				own,
				`${path}/${encodeURIComponent(key)}`,
				AS_SRT,
				'The subtitles themselves are finished.',
			);
			const file = {
				saveAs: { name: `subtitles-${runId}`, suffix: name.languageTag ?? key },
				about: `${label}, subtitles, run ID ${runId}`,
			};
			const { json, ...more } = await cueOutput(transcript, file, own);
			return { json: { ...name, ...json }, ...more };
		},
		'The subtitles in a language are not available',
	);
}

/** The languages of all of a run's subtitles, as the API calls them. */
function languagesIn(body: unknown): string[] {
	const languages = languageMapIn(body).map(([key]) => key);
	if (languages.length > 0) return languages;
	throw new ExplainedError({
		message: 'CAMB.AI did not say which languages the subtitles are in',
		description:
			'Set the option Target Language Names or IDs to the languages that they were made for.',
	});
}

function named(key: string) {
	const language = languageIdOf(key) ?? null;
	const label = language === null ? key : languageName(language);
	const languageTag = language === null ? key : (languageById(language)?.tag ?? null);
	return { key, name: { language, languageTag, languageName: label }, label };
}
