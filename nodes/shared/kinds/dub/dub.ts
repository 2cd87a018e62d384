import { ExplainedError } from '../../core/explainedError';
import type { ResultContext, Fetched, Run } from '../../tasks/kind';
import { badEndIn } from '../badEnd';
import type { ListedKind } from '../listedKind';
import { HOURS_LONG } from '../pollingPolicies';
import { fetchDubbed } from './dubLanguage';
import type { DubOptions } from './dubOptions';
import { dubResultParameters, misfit, readDubOptions } from './dubOptions';
import type { DubbedLanguage, DubEntry } from './dubResult';
import { byLanguage, readDubResult } from './dubResult';

/** A video or audio in other languages (contract: /dub). */
export const dub: ListedKind = {
	name: 'dub',
	label: 'Dub',
	pollingPolicy: HOURS_LONG,
	statusPath: '/dub',
	bulkPath: '/dubbing-results',
	resultParameters: dubResultParameters,
	misfit,
	fetch,
};

/** One item for each language. A language that ends badly says why in its own. */
async function fetch(run: Run, context: ResultContext): Promise<Fetched[]> {
	const runId = run.runId as number;
	// An agent gets no files: the links are all that it can hand on.
	const { includeLinks = context.isTool } = context.resultOptions;
	const resultOptions = readDubOptions({ ...context.resultOptions, includeLinks });
	const targets = (context.resultOptions.targetLanguages ?? []) as number[];
	const fetchAll = async (entries: DubEntry[]) =>
		await fetchLanguages(runId, byLanguage(entries, targets), resultOptions, context);
	const bulk = readDubResult(run.bulk);
	if (bulk.length > 0 && bulk.every(hasFiles)) {
		// A bulk link may have expired by now. The single result has new ones.
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
	const outputs = await fetchAll(entries);
	for (const bad of outputs.flatMap(({ json }) => badEndIn(json) ?? [])) {
		const name = String(bad.languageName ?? 'unknown language');
		context.warn('A language of the dub is not available', `${name}: ${bad.message}`);
	}
	return outputs;
}

async function fetchLanguages(
	runId: number,
	languages: DubbedLanguage[],
	resultOptions: DubOptions,
	context: ResultContext,
): Promise<Fetched[]> {
	const names = languages.map(({ language, languageTag, languageName }) => ({
		language,
		languageTag,
		languageName,
	}));
	return await context.fetchEach(
		names,
		async (index, own) => await fetchDubbed(runId, languages[index], resultOptions, own),
	);
}

function hasFiles({ video, audio }: DubEntry): boolean {
	return (video ?? audio) !== undefined;
}
