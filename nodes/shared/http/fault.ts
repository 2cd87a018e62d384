import type { RequestFailure } from './requestFailure';

/** Node.js's codes for which nothing is sent, however often it is tried: an address that is none. */
const NEVER_WORKS = [
	'ERR_INVALID_URL',
	'ERR_INVALID_PROTOCOL',
	'ERR_INVALID_CHAR',
	'ERR_UNESCAPED_CHARACTERS',
];
/** The codes of follow-redirects, which only files are got with. */
export const REDIRECTS = /^ERR_FR_/;
/** n8n's guard against requests to its own network (N8N_SSRF_PROTECTION_ENABLED) has names, no codes. */
const GUARD = /^SsrfBlocked/;
/** Codes that mean: no connection was made. */
const NO_CONNECTION = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
/** What Node.js was at when no connection was made yet, also to a proxy. */
const CONNECTING: unknown[] = ['connect', 'getaddrinfo'];
/** Node.js's names for a certificate that was not accepted: nothing is sent before that. */
export const CERTIFICATE =
	/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|ERR_TLS_CERT_)/;
/**
 * OpenSSL's names for alerts that only answer a handshake (RFC 8446, section 6.2). In TLS 1.3 the
 * client believes it is over by then. Other ERR_SSL_ codes may also come after the request
 * (measured: ERR_SSL_WRONG_VERSION_NUMBER in place of an answer).
 */
const HANDSHAKE_REFUSED =
	/^ERR_SSL_.*(HANDSHAKE_FAILURE|CERTIFICATE|UNKNOWN_CA|PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|UNRECOGNIZED_NAME|INSUFFICIENT_SECURITY)/;

/** How Node.js says that the other side hung up in the handshake. */
const BEFORE_TLS = 'before secure TLS connection was established';

/** What an exception of n8n's request helpers says about the request (facts of Node.js and axios). */
export function readFault(error: unknown): Extract<RequestFailure, { what: 'silent' }> {
	const links = chain(error);
	const redirect = links.find(({ code }) => REDIRECTS.test(code));
	if (redirect) return { what: 'silent', code: redirect.code, sent: 'maybe' };
	const lasting = links.find(({ code }) => NEVER_WORKS.includes(code) || GUARD.test(code));
	if (lasting) return { what: 'silent', code: lasting.code, sent: 'no', isLasting: true };
	const neverSent = links.find(wasNeverSent);
	const codes = links.filter(({ code }) => code);
	const code = (neverSent ?? codes[codes.length - 1])?.code || 'no answer';
	return { what: 'silent', code, sent: neverSent ? 'no' : 'maybe' };
}

function wasNeverSent({ code, syscall, inHandshake }: Link): boolean {
	return (
		NO_CONNECTION.includes(code) ||
		CONNECTING.includes(syscall) ||
		CERTIFICATE.test(code) ||
		HANDSHAKE_REFUSED.test(code) ||
		inHandshake === true ||
		// The request was still waiting to be written when TLS failed.
		(code === 'EPROTO' && inHandshake !== false)
	);
}

interface Link {
	/** Empty when there is none. */
	code: string;
	syscall: unknown;
	/** Whether the TLS handshake was still under way, where axios tells: nothing is sent before its end. */
	inHandshake?: boolean;
}

/** An error with all that it was caused by, from the outside in. */
function chain(error: unknown, depth = 0): Link[] {
	if (typeof error !== 'object' || error === null || depth > 5) return [];
	const { code, httpCode, name, syscall, messages, request, cause, errors } = error as Record<
		string,
		unknown
	>;
	const { socket } = (request ?? {}) as { socket?: { secureConnecting?: boolean } };
	// n8n 1.x keeps of what Node.js said only the code and the words, in places of its own.
	const told = [code, httpCode, name].find(isCode);
	const words = [messages].flat().join('\n');
	const link = {
		code: told ?? '',
		syscall: syscall ?? /^(connect|getaddrinfo) E/m.exec(words)?.[1],
		inHandshake: socket?.secureConnecting ?? (words.includes(BEFORE_TLS) || undefined),
	};
	const causes: unknown[] = [cause, errors].flat();
	return [link, ...causes.flatMap((cause) => chain(cause, depth + 1))];
}

function isCode(value: unknown): value is string {
	return typeof value === 'string' && (/^[A-Z][A-Z0-9_/]+$/.test(value) || GUARD.test(value));
}
