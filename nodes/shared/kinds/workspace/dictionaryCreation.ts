import type { Dictionary } from '../../camb/dictionaries';
import { dictionariesIn } from '../../camb/dictionaries';
import { membersIn, numberIn } from '../../camb/members';
import type { DirectKind } from '../../tasks/directKind';
import { lostCreation } from '../lost';
import { SECONDS_LONG } from '../pollingPolicies';
import { isAnswer, readReply } from '../readReply';
import { dictionaryFields } from './dictionaryFields';

type DictionaryOptions = { name: string; description?: string };

const LOST = lostCreation(['dictionary', 'dictionaries'], 'file');

/**
 * A dictionary that is made of a sheet (contract: /dictionaries/create-from-file). If the reply does
 * not tell its ID, it is the one of its name that was not in the list before.
 */
export const dictionaryCreation: DirectKind<DictionaryOptions, Dictionary> = {
	name: 'dictionary-creation',
	pollingPolicy: SECONDS_LONG,
	whenLost: LOST,
	list: { listPath: '/dictionaries', read: dictionariesIn },
	async read(reply, { resultOptions, isTool, listedBefore, list, warn }) {
		const id = await readReply(reply, (answer) => isAnswer(answer) && dictionaryIdIn(answer), LOST);
		const { name, description = null } = resultOptions;
		const listed = await list();
		const made = (listed ?? []).filter(
			id === null ? newOne(name, listedBefore) : ({ dictionaryId }) => dictionaryId === id,
		);
		if (made.length === 1) {
			return { json: dictionaryFields(made[0], isTool), hasTaskFields: true };
		}
		if (id === null) {
			const why = whyUnknown(made, listed && listedBefore);
			warn(`The dictionary was created, but its ID is not known: ${why}`, name);
		}
		return { json: { dictionaryId: id, name, description }, hasTaskFields: true };
	},
};

function dictionaryIdIn(answer: unknown): number | null {
	return numberIn(membersIn(answer).dictionary_id);
}

function whyUnknown(made: Dictionary[], listed: Dictionary[] | undefined): string {
	if (!listed) return "the list of dictionaries can't be read";
	return made.length > 1 ? 'others were created with the same name' : 'it is not in the list yet';
}

/** Picks what has the name and was not there before; nothing if it is not known what was. */
function newOne(name: string, before: Dictionary[] | undefined) {
	const old = before?.map(({ dictionaryId }) => dictionaryId);
	return (one: Dictionary) => one.name === name && old?.includes(one.dictionaryId) === false;
}
