import type { Explanation, Purpose } from './explain';
import { CERTIFICATE } from './fault';
import type { Trouble } from './trouble';

/** What happened and what to do when n8n never came to send the request, by Node.js's code. */
const NOT_SENT: Array<[code: RegExp, message: (what: string) => string, advice: string]> = [
	[
		/^ERR_FR_TOO_MANY_REDIRECTS$/,
		(what) => `${what} leads in a circle of redirects`,
		'There may be another link later.',
	],
	[
		/^ERR_FR_REDIRECTION_FAILURE$/,
		(what) => `${what} leads to something that is not a web address`,
		'There may be another link later.',
	],
	[/^ERR_INVALID_(URL|PROTOCOL)$/, (what) => `${what} is not a web address`, ''],
	[/^ERR_/, (what) => `${what} contains characters that can't be sent`, ''],
	[
		/^SsrfBlocked/,
		(what) => `This n8n does not allow requests to ${lowerFirst(what)}`,
		'Ask the administrator of this n8n to allow the host with N8N_SSRF_ALLOWED_HOSTNAMES.',
	],
];

/** Says why no answer came. */
export function explainFault(
	{ code, sent, isLasting }: Extract<Trouble, { what: 'silent' }>,
	purpose: Purpose,
): Explanation {
	const isMedia = purpose === 'media';
	const who = isMedia ? 'The file server' : 'CAMB.AI';
	if (sent === 'maybe') {
		return { message: `${who} did not answer`, description: `The connection ended with ${code}.` };
	}
	const checkAddress = isMedia ? '' : 'Check the Base URL of the credential.';
	if (isLasting) {
		const what = isMedia ? 'The link to the file' : 'The address of CAMB.AI';
		const [, message, advice] = NOT_SENT.find(([codes]) => codes.test(code)) ?? NOT_SENT[3];
		return {
			message: message(what),
			description: [`Nothing was sent (${code}).`, advice, checkAddress].filter(Boolean).join(' '),
		};
	}
	if (CERTIFICATE.test(code)) {
		return {
			message: `n8n does not trust the certificate of ${lowerFirst(who)}`,
			description: [
				`Nothing was sent (${code}).`,
				checkAddress,
				'If a proxy or a server of your own signs its certificates itself, set NODE_EXTRA_CA_CERTS to its certificate file on the n8n host.',
			]
				.filter(Boolean)
				.join(' '),
		};
	}
	return {
		message: `${who} could not be reached`,
		description: `Check your network${isMedia ? '' : ' and the Base URL of the credential'} (${code}).`,
	};
}

/** Inside a sentence, but for names. */
function lowerFirst(words: string): string {
	return words.replace(/^The /, 'the ');
}
