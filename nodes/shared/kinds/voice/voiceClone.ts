import type { IDataObject } from 'n8n-workflow';

import { membersIn } from '../../camb/members';
import { voicesIn } from '../../camb/voices';
import type { DirectKind } from '../../tasks/directKind';
import { lostCreation } from '../lost';
import { SECONDS_LONG } from '../pollingPolicies';
import { readReply } from '../readReply';
import { voiceFields } from './voiceFields';

const LOST = lostCreation(['voice', 'voices']);

/**
 * A voice made from a recording, in the reply to its own request (contract: /create-custom-voice).
 * Its options are the fields that were sent, by the API's names.
 */
export const voiceClone: DirectKind = {
	name: 'voice-clone',
	pollingPolicy: SECONDS_LONG,
	whenLost: LOST,
	async read(reply, { resultOptions }) {
		const voice = await readReply(reply, (answer) => voiceOf(answer, resultOptions), LOST);
		return { json: voiceFields(voice, false), hasTaskFields: true };
	},
};

function voiceOf(answer: unknown, sent: IDataObject) {
	const { voice_id: id } = membersIn(answer);
	return voicesIn([{ ...sent, id }]).at(0);
}
