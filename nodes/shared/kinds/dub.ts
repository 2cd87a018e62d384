import { Problem } from '../http/errors';
import { badEndIn } from './badEnd';
import type { DubWants } from './dubOptions';
import { dubResultOptions, misfit, readDubWants } from './dubOptions';
import { fetchDubbed } from './dubLanguage';
import type { DubbedLanguage, DubEntry } from './dubResult';
import { byLanguage, readDubResult } from './dubResult';
import type { Desk, Fetched, Kind, Run } from './kind';
import { HOURS_LONG } from './patience';

/** A video or audio in other languages (contract: /dub). */
export const dub: Kind = {
	name: 'dub',
	label: 'Dub',
	patience: HOURS_LONG,
	statusPath: '/dub',
	bulkPath: '/dubbing-results',
	resultOptions: dubResultOptions,
	misfit,
	fetch,
};

/** One item for each language. A language that ends badly says why in its own. */
async function fetch(run: Run, desk: Desk): Promise<Fetched[]> {
	const runId = run.runId as number;
	// An agent gets no files: the links are all that it can hand on.
	const { includeLinks = desk.isTool } = desk.wants;
	const wants = readDubWants({ ...desk.wants, includeLinks });
	const targets = (desk.wants.targetLanguages ?? []) as number[];
	const fetchAll = async (entries: DubEntry[]) =>
		await fetchLanguages(runId, byLanguage(entries, targets), wants, desk);
	const bulk = readDubResult(run.bulk);
	if (bulk.length > 0 && bulk.every(hasFiles)) {
		// A bulk link may have expired by now. The single result has new ones.
		const outputs = await fetchAll(bulk).catch(() => undefined);
		if (outputs && !outputs.some(({ json }) => json.error)) return outputs;
	}
	const entries = readDubResult(await desk.read(`/dub-result/${runId}`));
	if (!entries.some(hasFiles)) {
		throw new Problem({
			message: 'CAMB.AI finished the dub, but returned no files',
			description: 'They may become available in a few minutes.',
		});
	}
	const outputs = await fetchAll(entries);
	for (const bad of outputs.flatMap(({ json }) => badEndIn(json) ?? [])) {
		const name = String(bad.languageName ?? 'unknown language');
		desk.warn('A language of the dub is not available', `${name}: ${bad.message}`);
	}
	return outputs;
}

async function fetchLanguages(
	runId: number,
	languages: DubbedLanguage[],
	wants: DubWants,
	desk: Desk,
): Promise<Fetched[]> {
	const names = languages.map(({ language, languageTag, languageName }) => ({
		language,
		languageTag,
		languageName,
	}));
	return await desk.fetchEach(
		names,
		async (index, own) => await fetchDubbed(runId, languages[index], wants, own),
	);
}

function hasFiles({ video, audio }: DubEntry): boolean {
	return (video ?? audio) !== undefined;
}
