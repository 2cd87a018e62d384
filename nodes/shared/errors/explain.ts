import type { Explanation } from '../core/explainedError';
import { ExplainedError } from '../core/explainedError';
import type { Purpose, RequestFailure } from '../http/requestFailure';
import { isOfFileServer, mayHaveBeenAccepted } from '../http/requestFailure';
import { explainNoAnswer } from './explainNoAnswer';
import { explainStatus } from './explainStatus';
import { join } from './sentences';

/** What is said of a direct call whose reply is lost. */
export interface Lost {
	/** What may have happened. */
	message: string;
	/** What to do, or what can't be done. */
	advice: string;
	/**
	 * What a later try of n8n says, which does not send it again. If not set, it does.
	 *
	 * @param isTool an agent can't retry an execution, but it may ask for something else
	 */
	notAgain?(isTool: boolean): Explanation;
}

/** Streams are not kept. */
export const LOST_STREAM: Lost = {
	message: 'The result did not arrive complete, but you may have been charged for it',
	advice: "CAMB.AI does not keep a stream, so it can't be fetched again.",
	notAgain(isTool) {
		const first = isTool ? 'an earlier call with this input' : 'the first try';
		const again = isTool
			? 'call this tool with another text'
			: 'retry this execution manually or start a new one';
		return {
			message: `CAMB.AI may have charged for ${first}, so it was not sent again`,
			description: `It returned nothing usable, and CAMB.AI does not keep a stream. To try again and be charged again, ${again}.`,
		};
	},
};

/**
 * Says in plain words why a request gave nothing.
 *
 * @param whenLost what to say of a direct call that may have been taken all the same
 */
export function explainFailure(
	failure: RequestFailure,
	purpose: Purpose,
	whenLost = LOST_STREAM,
): Explanation {
	const plain = explainPlainly(failure, purpose);
	if (!mayHaveBeenAccepted(failure)) return plain;
	const why = join(plain.message, plain.description);
	if (purpose === 'direct') {
		const { message, advice } = whenLost;
		return { ...plain, message, description: join(why, advice), why, isLost: true };
	}
	if (purpose !== 'create') return plain;
	return {
		...plain,
		why,
		message: 'CAMB.AI may have accepted the task, but its response was lost',
		description: join(
			plain.message,
			'Check CAMB.AI Studio before you run this again: you may already have been charged for the task.',
			plain.description,
		),
		isLost: true,
	};
}

/** Why nothing came of a request, without what was said to do about it. */
export function reasonOf(cause: unknown): string {
	if (!(cause instanceof ExplainedError)) return cause instanceof Error ? cause.message : '';
	const { why, message, description } = cause.explanation;
	return why ?? join(message, description);
}

/** What a later try says that does not send a request again, with what became of the first one. */
export function withReason({ message, description }: Explanation, why = ''): ExplainedError {
	const happened = why && `What happened then: ${why}`;
	return new ExplainedError({ message, description: join(happened, description), isLost: true });
}

function explainPlainly(failure: RequestFailure, purpose: Purpose): Explanation {
	const who = isOfFileServer(purpose) ? 'The file server' : 'CAMB.AI';
	switch (failure.what) {
		case 'refused':
			return { ...explainStatus(failure, purpose), httpCode: String(failure.status) };
		case 'unreadable':
			return {
				message: `${who} sent a response that can't be used`,
				description: `${failure.why}.`,
				httpCode: String(failure.status),
			};
		case 'silent':
			return explainNoAnswer(failure, purpose);
	}
}
