import type { DirectKind } from '../tasks/directKind';
import { lostChange } from './lost';
import { SECONDS_LONG } from './pollingPolicies';
import { isAnswerOrEmpty, readReply } from './readReply';

const DELETED = { json: { deleted: true } };

/**
 * Something of one's own that is taken away for good. IDs are never given again, so a second
 * deletion finds nothing, and deletes nothing else.
 */
export function deletion(name: string, what: string): DirectKind {
	const whenLost = lostChange(what, 'deleted');
	return {
		name,
		pollingPolicy: SECONDS_LONG,
		whenLost,
		whenDone: DELETED,
		async read(reply) {
			await readReply(reply, isAnswerOrEmpty, whenLost);
			return { ...DELETED, hasTaskFields: true };
		},
	};
}
