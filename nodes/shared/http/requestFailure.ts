/** Why a request gave nothing to work with. */
export type RequestFailure =
	/** The server answered with a status other than 2xx. `body` is JSON when it could be parsed. */
	| {
			what: 'refused';
			status: number;
			body: unknown;
			retryAfterMs?: number;
			/** It was held back: the host had asked before not to be called for so long. */
			notSent?: boolean;
			/** Where a redirect, which is never followed with the key, leads. */
			location?: string;
			/** Never: a server may answer otherwise the next time. */
			isLasting?: false;
	  }
	/** The server answered 2xx, but with a body that makes no sense. */
	| { what: 'unreadable'; status: number; why: string; isLasting?: boolean }
	/** No answer. `sent` is 'no' only when it is certain that nothing reached the server. */
	| { what: 'silent'; code: string; sent: 'no' | 'maybe'; isLasting?: boolean };

/** Whether every other try is sure to come to the same. */
export function isLasting(failure: RequestFailure): boolean {
	return failure.isLasting === true;
}

/** Whether a request that only reads may give more the next time. */
export function isTransient(failure: RequestFailure): boolean {
	if (failure.what !== 'refused') return !isLasting(failure);
	return [408, 425, 429].includes(failure.status) || failure.status >= 500;
}

/** Whether the API cannot have taken the request, so that it may be sent again for nothing. */
export function isSafeToResend(failure: RequestFailure): boolean {
	if (failure.what === 'silent') return failure.sent === 'no';
	return failure.status === 429;
}

/** Whether a create may have been accepted although its answer was lost. */
export function mayHaveBeenAccepted(failure: RequestFailure): boolean {
	if (failure.what === 'refused') return failure.status === 408 || failure.status >= 500;
	return failure.what === 'unreadable' || failure.sent === 'maybe';
}

/**
 * What the request was for: a create costs money, a read does not. The reply to a direct call is the
 * result, so that there is nothing to fetch later. Media are got from the server that has the files,
 * and uploads are put there.
 */
export type Purpose = 'create' | 'direct' | 'read' | 'media' | 'upload';

/** Whether it goes to the server that has the files, and not to the API. */
export function isOfFileServer(purpose: Purpose): boolean {
	return purpose === 'media' || purpose === 'upload';
}
