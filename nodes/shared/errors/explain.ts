import { apiWords, refusedFields } from '../camb/apiWords';
import type { Explanation } from '../core/explainedError';
import { ExplainedError } from '../core/explainedError';
import type { Purpose, RequestFailure } from '../http/requestFailure';
import { isOfFileServer, isTransient, mayHaveBeenAccepted } from '../http/requestFailure';
import { explainNoAnswer } from './explainNoAnswer';
import { duration, firstOf, join } from './sentences';

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

function explainStatus(failure: Extract<RequestFailure, { what: 'refused' }>, purpose: Purpose) {
	const { status, body, retryAfterMs } = failure;
	const words = apiWords(body);
	const says = words ? `CAMB.AI says: ${words}` : '';
	const asksToWait = retryAfterMs ? `It asks you to wait ${duration(retryAfterMs)}` : '';
	// Only proxies say so (RFC 9110, section 15.5.8).
	if (status === 407) {
		return {
			message: 'The proxy of this n8n asks for a user name and password',
			description: 'Put them into HTTP_PROXY and HTTPS_PROXY on the n8n host.',
		};
	}
	if (purpose === 'upload') {
		return {
			message: `The file server refused the upload (HTTP ${status})`,
			description: isTransient(failure)
				? join(asksToWait, 'Try again later.')
				: 'The file may be too large for it, or the address that CAMB.AI gave for it may have expired.',
		};
	}
	if (purpose === 'media') {
		return {
			message: `The file server refused the download (HTTP ${status})`,
			description: isTransient(failure)
				? join(asksToWait, 'Try again later.')
				: [404, 410].includes(status)
					? 'The file may not be there yet, or no longer.'
					: 'The link may have expired: when the result is fetched again, it comes with a new one.',
		};
	}
	if (status < 400) {
		return {
			message: 'CAMB.AI responded with a redirect',
			description:
				'It was not followed, so that your API key stays with CAMB.AI. Check the Base URL of the credential.',
		};
	}
	switch (status) {
		case 401:
			return {
				message: 'CAMB.AI does not recognize this API key',
				description: join(says, 'Check the API Key of the CAMB.AI credential.'),
			};
		case 402:
			return {
				message: 'The CAMB.AI account is out of credits',
				description: join(says, 'Add credits in CAMB.AI Studio, then try again.'),
			};
		case 403:
			return {
				message: 'This API key is not allowed to do this',
				description: join(
					says,
					// A wrong path was once answered so, too (contract notes, d).
					purpose === 'read'
						? 'Check your plan, and whether the ID belongs to another account.'
						: 'Check your plan, whether the IDs in the parameters, such as Voice, Dictionary or Folder, belong to this account, and the Base URL of the credential.',
				),
			};
		case 404:
			if (purpose === 'create' || purpose === 'direct') {
				return {
					message: 'CAMB.AI could not find what was asked for',
					description: join(
						says,
						'Check the IDs in the parameters, such as Voice, Dictionary or Folder, and the Base URL of the credential.',
					),
				};
			}
			return {
				message: 'CAMB.AI could not find this ID',
				description: join(
					says,
					'It may be incomplete, or belong to another account or another kind of task.',
				),
			};
		case 413:
			return {
				message: 'The file is too large for CAMB.AI',
				description: join(says, 'Send a smaller or shorter file.'),
			};
		case 422: {
			const fields = refusedFields(body);
			return {
				message: fields.length
					? `CAMB.AI did not accept ${firstOf(fields, ', ')}`
					: 'CAMB.AI did not accept the input',
				description: join(says, 'Change the input, then try again.'),
			};
		}
		case 429:
			return {
				message: 'CAMB.AI is receiving too many requests from this account',
				description: join(says, asksToWait, 'Lower Items at Once, or try again later.'),
			};
	}
	if (status === 408 || status >= 500) {
		return {
			message: `CAMB.AI is not available right now (HTTP ${status})`,
			description: join(says, asksToWait, purpose === 'read' ? 'Try again later' : ''),
		};
	}
	return {
		message: 'CAMB.AI did not accept the request',
		description: join(says || `The HTTP status was ${status}`, 'Check the input, then try again.'),
	};
}
