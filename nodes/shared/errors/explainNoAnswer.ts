import type { Explanation } from '../core/explainedError';
import { CERTIFICATE, REDIRECTS } from '../http/fault';
import type { Purpose, RequestFailure } from '../http/requestFailure';
import { isOfFileServer } from '../http/requestFailure';
import { join } from './sentences';

type NoAnswer = Extract<RequestFailure, { what: 'silent' }>;

/** Says why no answer came. */
export function explainNoAnswer(failure: NoAnswer, purpose: Purpose): Explanation {
	const { code, sent, isLasting } = failure;
	const isMedia = isOfFileServer(purpose);
	const who = isMedia ? 'the file server' : 'CAMB.AI';
	const Who = isMedia ? 'The file server' : 'CAMB.AI';
	const checkAddress = isMedia ? '' : 'Check the Base URL of the credential.';
	if (isLasting || REDIRECTS.test(code)) return explainAddress(code, isMedia, checkAddress);
	if (sent === 'maybe') {
		const inTime = ['ECONNABORTED', 'ETIMEDOUT'].includes(code);
		return {
			message: `${Who} did not answer`,
			description: inTime
				? `No answer came in time (${code}).`
				: `The connection ended with ${code}.`,
		};
	}
	if (CERTIFICATE.test(code)) {
		return {
			message: `n8n does not trust the certificate of ${who}`,
			description: join(
				`Nothing was sent (${code})`,
				checkAddress,
				'If a proxy or a server of your own signs its certificates itself, set NODE_EXTRA_CA_CERTS to its certificate file on the n8n host',
			),
		};
	}
	return {
		message: `${Who} could not be reached`,
		description: `Check your network${isMedia ? '' : ' and the Base URL of the credential'} (${code}).`,
	};
}

/** An address that nothing can be sent to, or that leads nowhere. */
function explainAddress(code: string, isMedia: boolean, checkAddress: string): Explanation {
	const what = isMedia ? 'The link to the file' : 'The address of CAMB.AI';
	if (code.startsWith('Ssrf')) {
		return {
			message: `This n8n is not allowed to send requests to ${isMedia ? 'the file server' : 'CAMB.AI'}`,
			description: join(
				'Ask its administrator to add the host to N8N_SSRF_ALLOWED_HOSTNAMES',
				checkAddress,
			),
		};
	}
	const happened: Record<string, string> = {
		ERR_FR_TOO_MANY_REDIRECTS: 'leads in a circle of redirects',
		ERR_FR_REDIRECTION_FAILURE: 'leads to something that is not a web address',
		ERR_INVALID_URL: 'is not a web address',
		ERR_INVALID_PROTOCOL: 'is not a web address',
	};
	return {
		message: `${what} ${happened[code] ?? "contains characters that can't be sent"}`,
		description: join(
			isMedia ? 'There may be another link later' : 'Nothing was sent',
			checkAddress,
			`The reason is ${code}`,
		),
	};
}
