import { isSpoiled } from '../camb/results';
import { ExplainedError } from '../core/explainedError';
import type { Lost } from '../errors/explain';
import { explainFailure } from '../errors/explain';
import { parseIfJson, readText } from '../http/body';
import type { Reply } from '../http/client';

/**
 * What the JSON reply to a direct call says.
 *
 * @param find gives undefined for what is no answer; `''` for no body
 * @param whenLost what is said then, since the call may have been taken all the same
 */
export async function readReply<T>(
	{ body, status }: Reply,
	find: (answer: unknown) => T | undefined,
	whenLost: Lost,
): Promise<T> {
	const reading = await readText(body);
	const found = reading.ok ? find(parseIfJson(reading.text)) : undefined;
	if (found !== undefined) return found;
	const why = reading.ok ? `It says: ${reading.text.slice(0, 200)}` : reading.why;
	throw new ExplainedError(explainFailure({ what: 'unreadable', status, why }, 'direct', whenLost));
}

/** Whether an answer of which nothing but its coming is known is one: a page or half an answer is none. */
export function isAnswer(answer: unknown): true | undefined {
	return typeof answer === 'string' && isSpoiled(answer) ? undefined : true;
}

/** The same where nothing needs to be said: of a change that went well (RFC 9110, 9.3.5). */
export function isAnswerOrEmpty(answer: unknown): true | undefined {
	return answer === '' ? true : isAnswer(answer);
}
