import type { IDataObject } from 'n8n-workflow';

import { voicesIn } from '../../camb/voices';
import type { Lost } from '../../errors/explain';
import { parseIfJson } from '../../http/body';
import type { DirectKind } from '../../tasks/kind';
import { SECONDS_LONG } from '../pollingPolicies';
import { readReply } from '../readReply';
import { voiceFields } from './voiceFields';

const LOST: Lost = {
	message: 'The voice may have been created, but the response of CAMB.AI was lost',
	advice: 'Check your voices before you try again.',
	notAgain(isTool) {
		const first = isTool ? 'in an earlier call with this input' : 'on the first try';
		const again = isTool
			? 'call this tool with another name'
			: 'retry this execution manually or start a new one';
		return {
			message: `CAMB.AI may have created the voice ${first}, so it was not sent again`,
			description: `Check your voices. If it is not among them, ${again}.`,
		};
	},
};

/**
 * A voice made from a recording, in the reply to its own request (contract: /create-custom-voice).
 * Its options are the fields that were sent, by the API's names.
 */
export const voiceClone: DirectKind = {
	name: 'voice-clone',
	pollingPolicy: SECONDS_LONG,
	whenLost: LOST,
	async read(reply, { resultOptions }) {
		const voice = await readReply(reply, (text) => voiceOf(text, resultOptions), LOST);
		return { json: voiceFields(voice, false), hasTaskFields: true };
	},
};

function voiceOf(text: string, sent: IDataObject) {
	const { voice_id: id } = (parseIfJson(text) ?? {}) as IDataObject;
	return voicesIn([{ ...sent, id }]).at(0);
}
