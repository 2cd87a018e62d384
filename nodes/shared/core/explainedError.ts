/** What happened, then what to do. */
export interface Explanation {
	message: string;
	description: string;
	/** The HTTP status, when the server answered. */
	httpCode?: string;
	/** More of what happened, without what to do about it, where that is told apart. */
	why?: string;
	/** There is nothing to fetch, since the task has ended without a result, or it is said how. */
	isOver?: boolean;
	/** It is about a request that may have been accepted although its response was lost. */
	isLost?: boolean;
	/** Which pieces do not fit the others, from 0 on: one of them has to be made anew. */
	unfitPieces?: number[];
}

/** Carries an explanation up to the one place that makes n8n's error of it. */
export class ExplainedError extends Error {
	constructor(readonly explanation: Explanation) {
		super(explanation.message);
	}
}
