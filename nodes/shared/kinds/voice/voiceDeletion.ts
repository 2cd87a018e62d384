import { isSpoiled } from '../../camb/results';
import type { Lost } from '../../errors/explain';
import { parseIfJson } from '../../http/body';
import type { DirectKind } from '../../tasks/kind';
import { SECONDS_LONG } from '../pollingPolicies';
import { readReply } from '../readReply';

const DELETED = { json: { deleted: true } };

const LOST: Lost = {
	message: 'The voice may have been deleted, but the response of CAMB.AI was lost',
	advice: 'It is safe to try again.',
};

/**
 * A voice of one's own that is taken away for good (contract: /delete-voice). IDs of voices are
 * never given again, so a second deletion finds nothing, and deletes nothing else.
 */
export const voiceDeletion: DirectKind = {
	name: 'voice-deletion',
	pollingPolicy: SECONDS_LONG,
	whenLost: LOST,
	whenDone: DELETED,
	async read(reply) {
		return { ...(await readReply(reply, deletedBy, LOST)), hasTaskFields: true };
	},
};

/** Servers often say nothing of a deletion that went well (RFC 9110, 9.3.5). A page is no answer. */
function deletedBy(text: string) {
	const answer = parseIfJson(text);
	const isNoAnswer = typeof answer === 'string' && answer !== '' && isSpoiled(answer);
	return isNoAnswer ? undefined : DELETED;
}
