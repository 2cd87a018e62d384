import type { Step } from '../../sandbox/requestLog.mts';

/** What can happen to one request between a node and the API. */
export type WireFault =
	/** No connection: nothing was sent. */
	| { type: 'refused' | 'dns' | 'no-route' }
	/** The connection ends without an answer; after: the API had the request. */
	| { type: 'reset-before' | 'reset-after' | 'route-lost' }
	/** No answer ever comes; after: the API had the request. */
	| { type: 'hang-before' | 'hang-after' }
	/** Half of the answer, then the end, or nothing more. */
	| { type: 'cut' | 'stall' }
	/** The answer comes in pieces, so far apart in ms. */
	| { type: 'drip'; gapMs: number }
	/** The answer again and again, in pieces so far apart in ms. */
	| { type: 'endless'; gapMs: number }
	/** The API did its work, but this comes instead of its answer. */
	| { type: 'garbled'; body: string; contentType: string }
	/** A status instead of the work. */
	| { type: 'status'; status: number; body?: string; retryAfter?: string }
	| { type: 'redirect' }
	/** An answer that is in the contract but rare. */
	| { type: 'no-task-id' | 'unknown-word' };

/** The fault of each request of a step, in order; after the last one all goes well. */
export type Schedule = Partial<Record<Step, Array<WireFault | null>>>;

/** Whether a request with this fault reaches the API. */
export function reachesApi({ type }: WireFault): boolean {
	return [
		'reset-after',
		'route-lost',
		'hang-after',
		'cut',
		'stall',
		'drip',
		'endless',
		'garbled',
	].includes(type);
}

interface SystemError extends Error {
	code: string;
	syscall?: string;
}

function systemError(code: string, syscall?: string): SystemError {
	return Object.assign(new Error(`${syscall ?? 'request'} ${code}`), { code, syscall });
}

/** What Node.js says, as axios hands it on: `test/engine/helpers.test.mts` compares it. */
function axiosError(code: string, syscall: string): Error {
	const cause = systemError(code, syscall);
	return Object.assign(new Error(cause.message, { cause }), { code });
}

/** What Node.js throws for a fault that leaves a request without an answer. */
export function errorFor({ type }: WireFault): Error | undefined {
	switch (type) {
		case 'refused':
			return axiosError('ECONNREFUSED', 'connect');
		case 'no-route':
			return axiosError('EHOSTUNREACH', 'connect');
		case 'dns':
			return axiosError('ENOTFOUND', 'getaddrinfo');
		case 'reset-before':
		case 'reset-after':
			return axiosError('ECONNRESET', 'read');
		case 'route-lost':
			return axiosError('EHOSTUNREACH', 'read');
	}
	return undefined;
}

export const timedOut = () => systemError('ECONNABORTED');
export const canceled = () => systemError('ERR_CANCELED');
export const brokenOff = () => systemError('ECONNRESET', 'read');
