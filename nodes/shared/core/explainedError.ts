/** What happened, then what to do. */
export interface Explanation {
	message: string;
	description: string;
	/** The HTTP status, when the server answered. */
	httpCode?: string;
	/** Why there is no response, where a later try does not send the request again. */
	why?: string;
	/** The task has ended without a result: there is nothing to fetch. */
	isOver?: boolean;
}

/** Carries an explanation up to the one place that makes n8n's error of it. */
export class ExplainedError extends Error {
	constructor(readonly explanation: Explanation) {
		super(explanation.message);
	}
}
