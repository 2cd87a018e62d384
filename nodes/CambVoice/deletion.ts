import type { INodeProperties } from 'n8n-workflow';

import { voiceDeletion } from '../shared/kinds/voice/voiceDeletion';
import { boolean } from '../shared/parameters/boolean';
import type { ItemParameters } from '../shared/parameters/parameter';
import type { DirectRequest } from '../shared/tasks/kind';

const confirm = boolean({
	displayName: 'Confirm Deletion',
	name: 'confirmDeletion',
	type: 'boolean',
	default: false,
	description:
		'Whether the voice may be deleted for good. Only your own voices can be deleted, and nothing brings one back.',
});

export const deletionFields: INodeProperties[] = [confirm.field];

/** Throws unless the user has confirmed it. */
export function deletionRequest(from: ItemParameters, id: number): DirectRequest {
	if (confirm.read(from) !== true) {
		throw from.refuse(
			'The deletion is not confirmed',
			'Turn on Confirm Deletion. A deleted voice cannot be brought back.',
		);
	}
	return {
		kind: voiceDeletion,
		method: 'DELETE',
		path: `/delete-voice/${id}`,
		payload: { isEmpty: true },
		resultOptions: {},
	};
}
