import { dictionariesIn } from '../../camb/dictionaries';
import type { DirectKind } from '../../tasks/kind';
import { lostCreation } from '../lost';
import { SECONDS_LONG } from '../pollingPolicies';
import { isAnswer, readReply } from '../readReply';
import { dictionaryFields } from './dictionaryFields';

const LOST = lostCreation(['dictionary', 'dictionaries'], 'file');

/**
 * A dictionary that is made of a sheet (contract: /dictionaries/create-from-file). The reply does not
 * tell its ID: it is looked up in the list, by a name that no other one has.
 */
export const dictionaryCreation: DirectKind<{ name: string; description?: string }> = {
	name: 'dictionary-creation',
	pollingPolicy: SECONDS_LONG,
	whenLost: LOST,
	async read(reply, { resultOptions, isTool, list, warn }) {
		await readReply(reply, isAnswer, LOST);
		const { name, description = null } = resultOptions;
		const listed = dictionariesIn((await list('/dictionaries')) ?? []);
		const [made, ...others] = listed.filter((dictionary) => dictionary.name === name);
		if (made && others.length === 0) {
			return { json: dictionaryFields(made, isTool), hasTaskFields: true };
		}
		warn(
			made
				? 'The dictionary was created, but its ID is not known: others have the same name'
				: 'The dictionary was created, but its ID is not known: it is not in the list yet',
			name,
		);
		return { json: { dictionaryId: null, name, description }, hasTaskFields: true };
	},
};
