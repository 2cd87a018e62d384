import { createHash } from 'crypto';

import { ExplainedError } from '../core/explainedError';
import { keyHider } from './hideKey';
import { hideSignedLinks } from './hideSignedLinks';
import type { Context } from './n8nRequests';

export const CREDENTIAL = 'cambAiApi';

/**
 * The API's address, a way to take the key, and links to n8n's files, out of answers that repeat them,
 * and what tells the account from others without saying its key.
 */
export async function readCredential(context: Context) {
	const { apiKey, baseUrl } = await context.getCredentials<{ apiKey?: unknown; baseUrl?: unknown }>(
		CREDENTIAL,
	);
	const key = trimmed(apiKey);
	const address = trimmed(baseUrl).replace(/\/+$/, '');
	if (!isAddress(address)) {
		throw new ExplainedError({
			message: 'The Base URL of the credential is not a web address',
			description:
				'It must look like https://client.camb.ai/apis: starting with https://, without spaces, a user name or a question mark.',
		});
	}
	// n8n's axios would leave out what a header can't hold, and send another key.
	if (!/^[\x21-\x7e]+$/.test(key)) {
		throw new ExplainedError({
			message: key
				? 'The API Key of the credential contains characters that no key has'
				: 'The API Key of the credential is empty',
			description: 'Copy the key again from CAMB.AI Studio.',
		});
	}
	const hide = keyHider(key);
	const account = createHash('sha256').update(`${address}\n${key}`).digest('hex');
	return {
		baseUrl: address,
		hideKey: (text: string) => hideSignedLinks(hide(text)),
		account,
	};
}

function isAddress(text: string): boolean {
	if (!/^https?:\/\/[^/\s\\][^\s\\?#]*$/i.test(text) || !URL.canParse(text)) return false;
	const { username, password } = new URL(text);
	return username === '' && password === '';
}

function trimmed(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
