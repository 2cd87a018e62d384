import type { Voice } from '../shared/camb/voices';
import { voicesIn } from '../shared/camb/voices';
import { ExplainedError } from '../shared/core/explainedError';
import { voiceFields } from '../shared/kinds/voice/voiceFields';
import type { ListRequest } from '../shared/tasks/listCall';

export const VOICES_PATH = '/list-voices';

/** One voice of the list: the API has no call for one (contract: /list-voices). */
export function getRequest(id: number): ListRequest<Voice> {
	return {
		listPath: VOICES_PATH,
		read: voicesIn,
		pick(voices, isTool) {
			const voice = voices.find(({ voiceId }) => voiceId === id);
			if (voice) return [{ json: voiceFields(voice, isTool) }];
			throw new ExplainedError({
				message: `This account has no voice with the ID ${id}`,
				description:
					'It may have been deleted, or belong to another account. Get Many lists the voices that there are.',
			});
		},
	};
}
