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
	| { what: 'unreadable'; status: number; why: string; isLasting?: boolean }
	/** No answer. `sent` is 'no' only when it is certain that nothing reached the server. */
	| { what: 'silent'; code: string; sent: 'no' | 'maybe'; isLasting?: boolean };

/** Whether every other try is sure to come to the same. */
export function isLasting(trouble: Trouble): boolean {
	return trouble.what !== 'refused' && trouble.isLasting === true;
}

/** Whether a request that only reads may give more the next time. */
export function mayPass(trouble: Trouble): boolean {
	if (trouble.what !== 'refused') return !isLasting(trouble);
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
