import { ExplainedError } from '../../core/explainedError';
import type { Fetched, ResultContext, Run } from '../../tasks/kind';
import { wantsLinks } from '../includeLinks';
import type { ListedKind } from '../listedKind';
import { isOneLanguage, onlyLanguageFields, onlyLanguageIn } from '../madeFor';
import { HOURS_LONG } from '../pollingPolicies';
import { fetchDubbed } from './dubLanguage';
import type { DubOptions } from './dubOptions';
import { dubFilesOf, dubResultParameters, misfit } from './dubOptions';
import type { DubbedLanguage, DubEntry } from './dubResult';
import { byLanguage, readDubResult } from './dubResult';

/** A video or audio in other languages (contract: /dub). */
export const dub: ListedKind<DubOptions> = {
	name: 'dub',
	label: 'Dub',
	pollingPolicy: HOURS_LONG,
	statusPath: '/dub',
	bulkPath: '/dubbing-results',
	resultParameters: dubResultParameters,
	optionsIn: onlyLanguageIn,
	about: onlyLanguageFields,
	misfit,
	isOneResult: (options) => isOneLanguage(options) && options.altFormat === undefined,
	fetch: fetchDub,
};

/** One item for each language. A language that ends badly says why in its own. */
async function fetchDub(run: Run, context: ResultContext<DubOptions>): Promise<Fetched[]> {
	const runId = run.runId as number;
	const { targetLanguages = [], onlyLanguage } = context.resultOptions;
	const files = dubFilesOf({ ...context.resultOptions, includeLinks: wantsLinks(context) });
	const fetchAll = async (entries: DubEntry[], whenMissing?: string) =>
		await context.fetchEach(
			wantedLanguages(entries, targetLanguages, onlyLanguage).map(named),
			async (language, own) => await fetchDubbed(runId, language, files, own),
			whenMissing,
		);
	const bulk = readDubResult(run.bulk);
	// A bulk link may have expired by now. The single result has new ones; a conversion that did not
	// come would be started a second time for it.
	if (!files.format && bulk.length > 0 && bulk.every(hasFiles)) {
		const outputs = await fetchAll(bulk).catch(() => undefined);
		if (outputs && !outputs.some(({ json }) => json.error)) return outputs;
	}
	const entries = readDubResult(await context.read(`/dub-result/${runId}`));
	if (!entries.some(hasFiles)) {
		throw new ExplainedError({
			message: 'CAMB.AI finished the dub, but returned no files',
			description: 'They may become available in a few minutes.',
		});
	}
	return await fetchAll(entries, 'A language of the dub is not available');
}

function named(dubbed: DubbedLanguage) {
	const { language, languageTag, languageName } = dubbed;
	const label = languageName ?? 'unknown language';
	return { ...dubbed, name: { language, languageTag, languageName }, label };
}

/** All languages, or the one that is wanted, whatever there is of it. */
function wantedLanguages(entries: DubEntry[], targets: number[], only?: number | string) {
	if (only === undefined) return byLanguage(entries, targets);
	return byLanguage(entries, [only]).slice(0, 1);
}

function hasFiles({ video, audio }: DubEntry): boolean {
	return (video ?? audio) !== undefined;
}
