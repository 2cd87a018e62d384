import { randomUUID } from 'node:crypto';
import { ApiError } from '../apiError.mts';
import type { Operations } from './call.mts';

/** The three steps of an upload for dubbing: an address, a PUT to it, a word that it is done. */
export const uploadOperations: Operations = {
	createFileUpload({ account, body, links }) {
		if (account.settings.files === 'off') {
			throw new ApiError(403, { detail: 'The Files API is not enabled for this account' });
		}
		const fileId = randomUUID();
		const headers = { 'content-type': String(body.content_type) };
		return {
			file: { file_id: fileId },
			upload: { url: links.forUpload(account, fileId), headers },
		};
	},
	completeFileUpload({ account, params, log }) {
		const upload = account.uploads.get(String(params.file_id));
		if (!upload) throw new ApiError(404, { detail: 'File not found' });
		log.note = `${upload.size} bytes received`;
		return { file_id: params.file_id, status: 'complete' };
	},
};
