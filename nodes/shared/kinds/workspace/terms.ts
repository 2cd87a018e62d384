import type { Translation } from '../../camb/dictionaries';
import type { DirectKind } from '../../tasks/directKind';
import { deletion } from '../deletion';
import { lostChange, lostCreation } from '../lost';
import { SECONDS_LONG } from '../pollingPolicies';
import { isAnswer, isAnswerOrEmpty, readReply } from '../readReply';
import { translationFields } from './dictionaryFields';

/** What was sent of a term. */
type TermOptions = { translations: Translation[] };

const LOST = lostCreation(['term', 'terms'], 'term');
const LOST_UPDATE = lostChange('term', 'changed');

/** A term that a dictionary gets (contract: add-term). The reply does not tell its ID. */
export const termCreation: DirectKind<TermOptions> = {
	name: 'term-creation',
	pollingPolicy: SECONDS_LONG,
	whenLost: LOST,
	async read(reply, { resultOptions, isTool }) {
		await readReply(reply, isAnswer, LOST);
		const translations = translationFields(resultOptions.translations, isTool);
		return { json: { translations }, hasTaskFields: true };
	},
};

/** A term that is changed: twice is the same as once (contract: PUT /dictionaries/term). */
export const termUpdate: DirectKind<TermOptions & { termId: number }> = {
	name: 'term-update',
	pollingPolicy: SECONDS_LONG,
	whenLost: LOST_UPDATE,
	async read(reply, { resultOptions, isTool }) {
		await readReply(reply, isAnswerOrEmpty, LOST_UPDATE);
		const { termId } = resultOptions;
		const translations = translationFields(resultOptions.translations, isTool);
		return { json: { termId, translations }, hasTaskFields: true };
	},
};

/** A term that is taken out of its dictionary (contract: DELETE /dictionaries/term). */
export const termDeletion = deletion('term-deletion', 'term');
