/** Why a request gave nothing to work with. */
export type Trouble =
	/** The server answered with a status other than 2xx. `body` is JSON when it could be parsed. */
	| {
			what: 'refused';
			status: number;
			body: unknown;
			retryAfterMs?: number;
			/** Where a redirect, which is never followed with the key, leads. */
			location?: string;
	  }
	/** The server answered 2xx, but with a body that makes no sense. */
	| { what: 'unreadable'; status: number; why: string }
	/** No answer. `sent` is 'no' only when it is certain that nothing reached the server. */
	| { what: 'silent'; code: string; sent: 'no' | 'maybe' };

/** Codes of Node.js that mean: no connection was made. */
const NO_CONNECTION = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
/** Codes that mean it only while connecting: a route can also be lost under a request. */
const NO_ROUTE = ['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'];
/** Node.js's names for a certificate that was not accepted: nothing is sent before that. */
const CERTIFICATE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|ERR_TLS_CERT_)/;

/** What an exception of n8n's request helpers says about the request (facts of Node.js and axios). */
export function readFault(error: unknown): Extract<Trouble, { what: 'silent' }> {
	const links = chain(error);
	const codes = links.map(({ code }) => code).filter((code) => typeof code === 'string');
	const neverSent = links.find(
		({ code, syscall }) =>
			typeof code === 'string' &&
			(NO_CONNECTION.includes(code) ||
				CERTIFICATE.test(code) ||
				(NO_ROUTE.includes(code) && syscall === 'connect')),
	);
	const code = String(neverSent?.code ?? codes[codes.length - 1] ?? 'no answer');
	return { what: 'silent', code, sent: neverSent ? 'no' : 'maybe' };
}

/** Whether a request that only reads may give more the next time. */
export function mayPass(trouble: Trouble): boolean {
	if (trouble.what !== 'refused') return true;
	return [408, 425, 429].includes(trouble.status) || trouble.status >= 500;
}

/** Whether the API cannot have taken the request, so that it may be sent again for nothing. */
export function wasNotTaken(trouble: Trouble): boolean {
	if (trouble.what === 'silent') return trouble.sent === 'no';
	return trouble.what === 'refused' && trouble.status === 429;
}

/** Whether a create may have been accepted although its answer was lost. */
export function mayHaveBeenTaken(trouble: Trouble): boolean {
	if (trouble.what === 'refused') return trouble.status === 408 || trouble.status >= 500;
	return trouble.what === 'unreadable' || trouble.sent === 'maybe';
}

interface Link {
	code?: unknown;
	syscall?: unknown;
}

/** An error with all that it was caused by, from the outside in. */
function chain(error: unknown, depth = 0): Link[] {
	if (typeof error !== 'object' || error === null || depth > 5) return [];
	const { code, httpCode, syscall, cause, errors } = error as Record<string, unknown>;
	const inner = Array.isArray(errors) ? errors : [];
	// n8n 1.x keeps of what Node.js said only the code, in its own place.
	const link = { code: code ?? (/^[A-Z]/.test(String(httpCode)) ? httpCode : undefined), syscall };
	return [link, ...[cause, ...inner].flatMap((cause) => chain(cause, depth + 1))];
}
