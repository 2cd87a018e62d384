import { ExplainedError } from '../core/explainedError';

/** Whether the API said that it has nothing under this run (contract notes, d: 400 and 404). */
export function isUnknownRun(cause: unknown): boolean {
	return (
		cause instanceof ExplainedError && ['400', '404'].includes(cause.explanation.httpCode ?? '')
	);
}
