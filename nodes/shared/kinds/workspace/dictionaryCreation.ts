import type { IDataObject } from 'n8n-workflow';

import type { Dictionary } from '../../camb/dictionaries';
import { dictionariesIn } from '../../camb/dictionaries';
import { readRunId } from '../../camb/status';
import type { DirectKind } from '../../tasks/kind';
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
		const id = await readReply(reply, (answer) => isAnswer(answer) && idIn(answer), LOST);
		const { name, description = null } = resultOptions;
		const listed = await list();
		const made = (listed ?? []).filter(
			id === null ? newOne(name, listedBefore) : ({ dictionaryId }) => dictionaryId === id,
		);
		if (made.length === 1) {
			return { json: dictionaryFields(made[0], isTool), hasTaskFields: true };
		}
		if (id === null) {
			warn(
				`The dictionary was created, but its ID is not known: ${
					!listed || !listedBefore
						? "the list of dictionaries can't be read"
						: made.length > 1
							? 'others were created with the same name'
							: 'it is not in the list yet'
				}`,
				name,
			);
		}
		return { json: { dictionaryId: id, name, description }, hasTaskFields: true };
	},
};

function idIn(answer: unknown): number | null {
	return readRunId((Object(answer) as IDataObject).dictionary_id);
}

/** Picks what has the name and was not there before; nothing if it is not known what was. */
function newOne(name: string, before: Dictionary[] | undefined) {
	const old = before?.map(({ dictionaryId }) => dictionaryId);
	return (one: Dictionary) => one.name === name && old?.includes(one.dictionaryId) === false;
}
