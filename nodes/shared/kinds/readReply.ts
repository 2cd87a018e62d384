import { apiWords } from '../camb/apiWords';
import { saysDone } from '../camb/saysDone';
import { ExplainedError } from '../core/explainedError';
import type { Lost } from '../errors/explain';
import { explainFailure } from '../errors/explain';
import { beginningOf } from '../files/text';
import { parseIfJson, readText } from '../http/body';
import type { Reply } from '../http/client';

/** How much is told of a reply without words of the API, in characters. */
const MOST_TOLD = 200;

/**
 * What the reply to a direct call says.
 *
 * @param find gets the reply as JSON, or its text when it is no JSON, and the text; gives undefined
 * for what is no answer
 * @param whenLost what is said then, since the call may have been taken all the same; what is true
 * of a stream if not set
 */
export async function readReply<T>(
	{ body, status }: Pick<Reply, 'body' | 'status'>,
	find: (answer: unknown, text: string) => T | undefined,
	whenLost?: Lost,
): Promise<T> {
	const reading = await readText(body);
	const found = reading.ok ? find(parseIfJson(reading.text), reading.text) : undefined;
	if (found !== undefined) return found;
	const why = reading.ok ? `It says: ${wordsOf(reading.text)}` : reading.why;
	throw new ExplainedError(explainFailure({ what: 'unreadable', status, why }, 'direct', whenLost));
}

function wordsOf(text: string): string {
	const answer = parseIfJson(text);
	const words = typeof answer === 'object' ? apiWords(answer) : '';
	return words || beginningOf(Buffer.from(text), MOST_TOLD) || 'nothing';
}

/** Whether the answer to a change, of which only that it was made is of use, says so. */
export function isAnswer(answer: unknown): true | undefined {
	return saysDone(answer) || undefined;
}

/** The same where nothing needs to be said: of a change that went well (RFC 9110, 9.3.5). */
export function isAnswerOrEmpty(answer: unknown): true | undefined {
	return answer === '' || answer === null || isAnswer(answer);
}
