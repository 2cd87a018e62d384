import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { isPrivateHost } from '../camb/privateHost';
import { ExplainedError } from '../core/explainedError';
import { join } from '../errors/sentences';
import type { FileSource } from './upload';

/**
 * A link to a file in n8n's store that opens without login for so many ms. It ends in the name of
 * the file, for servers that look at the extension. Throws an ExplainedError where there is none
 * that CAMB.AI could open.
 *
 * @param otherWay what else the user can do
 */
export function signedLink(
	{ helpers }: IExecuteFunctions,
	{ id, fileName, mimeType }: FileSource,
	lifeMs: number,
	otherWay: string,
): string {
	const refuse = (message: string, advice: string) =>
		new ExplainedError({ message, description: join(advice, otherWay) });
	// Every n8n from 1.120 to 2.41 has it, but it is not documented.
	const { createBinarySignedUrl } = helpers as Partial<typeof helpers>;
	if (!createBinarySignedUrl) {
		throw refuse("This version of n8n can't make a link to a file", 'Update n8n.');
	}
	if (id === undefined) {
		throw refuse(
			'n8n has no link to the file, because it holds the file in memory',
			'Set N8N_DEFAULT_BINARY_DATA_MODE to filesystem or database on the n8n host. A file that a Code node makes is in memory all the same.',
		);
	}
	const stored: IBinaryData = { id, mimeType, data: '' };
	const link = createBinarySignedUrl(stored, `${Math.ceil(lifeMs / 1000)}s`);
	// n8n takes it from there (n8n 1.120 to 2.41, url.service.js: getWebhookBaseUrl).
	const setIt =
		'CAMB.AI downloads the file from this n8n. Set WEBHOOK_URL on the n8n host, and on its workers, to an address that works from anywhere.';
	if (!/^https?:\/\//i.test(link) || !URL.canParse(link)) {
		throw refuse('The address of this n8n is not a web address', setIt);
	}
	const { hostname } = new URL(link);
	if (isPrivateHost(hostname)) {
		throw refuse(`This n8n has the address ${hostname}, which is not on the internet`, setIt);
	}
	return `${link}&name=${encodeURIComponent(fileName)}`;
}
