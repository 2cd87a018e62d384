import type { INodeProperties } from 'n8n-workflow';

import { voiceDeletion } from '../shared/kinds/voice/voiceDeletion';
import { confirmDeletion } from '../shared/parameters/confirmDeletion';
import type { ItemParameters } from '../shared/parameters/parameter';
import type { DirectRequest } from '../shared/tasks/directKind';

const confirm = confirmDeletion(
	'Whether the voice may be deleted for good. Only your own voices can be deleted, and nothing brings one back.',
	'A deleted voice',
);

export const deletionFields: INodeProperties[] = [confirm.field];

/** Throws unless the user has confirmed it. */
export function deletionRequest(from: ItemParameters, id: number): DirectRequest {
	confirm.read(from);
	return {
		kind: voiceDeletion,
		method: 'DELETE',
		path: `/delete-voice/${id}`,
		payload: { isEmpty: true },
		resultOptions: {},
	};
}
