import { toKnownLanguage } from '../fields/language';
import { readList } from '../fields/listValue';
import { Problem } from '../http/errors';
import { dubResultOptions, misfit, readDubWants } from './dubOptions';
import { fetchDubbed } from './dubLanguage';
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
	fetch,
};

/** One item for each language. A language that ends badly says why in its own. */
async function fetch(run: Run, desk: Desk): Promise<Fetched[]> {
	const runId = run.runId as number;
	const wants = readDubWants(desk.wants);
	const wrong = misfit(wants);
	if (wrong) throw new Problem({ message: wrong[0], description: wrong[1] });

	const bulk = readDubResult(run.bulk);
	const entries = bulk.length ? bulk : readDubResult(await desk.read(`/dub-result/${runId}`));
	if (!entries.some(({ video, audio }) => video ?? audio)) {
		throw new Problem({
			message: 'CAMB.AI finished the dub, but returned no files',
			description: 'They may become available in a few minutes.',
		});
	}
	const languages = byLanguage(entries, targetsIn(desk));
	const names = languages.map(({ language, languageTag, languageName }) => ({
		language,
		languageTag,
		languageName,
	}));
	const outputs = await desk.fetchEach(
		names,
		async (index, own) => await fetchDubbed(runId, languages[index], wants, own),
	);
	for (const [index, { json }] of outputs.entries()) {
		if (!json.error) continue;
		const name = languages[index].languageName ?? 'one of its languages';
		desk.warn(`The dub is not available in ${name}: ${String(json.error)}`);
	}
	return outputs;
}

function targetsIn({ wants }: Desk): number[] {
	const ids = readList(wants.targetLanguages).map((part) => {
		const id = toKnownLanguage(part);
		if (id !== undefined) return id;
		throw new Problem({
			message: `Target Language "${String(part).slice(0, 40)}" is not recognized`,
			description:
				'Select it from the list, or enter its ID, such as 54, or its tag, such as es-es.',
		});
	});
	return [...new Set(ids)];
}
