import { toKnownLanguage } from '../fields/language';
import { readList } from '../fields/listValue';
import { Problem } from '../http/errors';
import type { Worked } from '../task/pool';
import { inOrder } from '../task/pool';
import type { DubWants } from './dubOptions';
import { dubResultOptions, misfit, readDubWants } from './dubOptions';
import { fetchDubbed } from './dubLanguage';
import type { DubbedLanguage, DubEntry } from './dubResult';
import { byLanguage, readDubResult } from './dubResult';
import type { Desk, Kind, Output, Run } from './kind';
import { HOURS_LONG } from './patience';

/** So many languages are fetched at the same time: each may wait for a conversion of its own. */
const LANGUAGES_AT_ONCE = 3;

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

/** One item for each language. */
async function fetch(run: Run, desk: Desk): Promise<Output[]> {
	const runId = run.runId as number;
	const wants = readDubWants(desk.wants);
	const wrong = misfit(wants);
	if (wrong) throw new Problem({ message: wrong[0], description: wrong[1] });

	const targets = targetsIn(desk);
	const inAll = async (entries: DubEntry[], at: Desk) =>
		await fetchLanguages(runId, byLanguage(entries, targets), wants, at);
	const bulk = readDubResult(run.bulk);
	if (bulk.length > 0 && bulk.every(hasFiles)) {
		// A bulk link may have expired by now. The single result has new ones.
		let linkBroke = false;
		const saveLink: Desk['saveLink'] = async (...link) =>
			await desk.saveLink(...link).catch((cause) => {
				linkBroke = true;
				throw cause;
			});
		const worked = await inAll(bulk, { ...desk, saveLink });
		if (worked.ok) return worked.results;
		if (!linkBroke) throw worked.cause;
	}
	const entries = readDubResult(await desk.read(`/dub-result/${runId}`));
	if (!entries.some(hasFiles)) {
		throw new Problem({
			message: 'CAMB.AI finished the dub, but returned no files',
			description: 'They may become available in a few minutes.',
		});
	}
	const worked = await inAll(entries, desk);
	if (!worked.ok) throw worked.cause;
	return worked.results;
}

async function fetchLanguages(
	runId: number,
	languages: DubbedLanguage[],
	wants: DubWants,
	desk: Desk,
): Promise<Worked<Output>> {
	return await inOrder(
		languages.length,
		LANGUAGES_AT_ONCE,
		async (index) => await fetchDubbed(runId, languages[index], wants, desk),
	);
}

function hasFiles({ video, audio }: DubEntry): boolean {
	return (video ?? audio) !== undefined;
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
