import { apiWords, refusedFields } from '../camb/apiWords';
import type { Explanation } from '../core/explainedError';
import type { Purpose, RequestFailure } from '../http/requestFailure';
import { isOfFileServer, isTransient } from '../http/requestFailure';
import { duration, firstOf, join } from './sentences';

type Refusal = Extract<RequestFailure, { what: 'refused' }>;

/** Says what a refusal means, by its HTTP status. */
export function explainStatus(failure: Refusal, purpose: Purpose): Explanation {
	// Only proxies say so (RFC 9110, section 15.5.8).
	if (failure.status === 407) {
		return {
			message: 'The proxy of this n8n asks for a user name and password',
			description: 'Put them into HTTP_PROXY and HTTPS_PROXY on the n8n host.',
		};
	}
	return isOfFileServer(purpose)
		? explainFileServer(failure, purpose)
		: explainApi(failure, purpose);
}

function explainFileServer(failure: Refusal, purpose: Purpose): Explanation {
	const { status } = failure;
	const isUpload = purpose === 'upload';
	const why = isUpload
		? 'The file may be too large for it, or the address that CAMB.AI gave for it may have expired.'
		: [404, 410].includes(status)
			? 'The file may not be there yet, or no longer.'
			: 'The link may have expired: when the result is fetched again, it comes with a new one.';
	return {
		message: `The file server refused the ${isUpload ? 'upload' : 'download'} (HTTP ${status})`,
		description: isTransient(failure) ? join(waitIn(failure), 'Try again later.') : why,
	};
}

function explainApi(failure: Refusal, purpose: Purpose): Explanation {
	const { status, body } = failure;
	if (status < 400) {
		return {
			message: 'CAMB.AI responded with a redirect',
			description:
				'It was not followed, so that your API key stays with CAMB.AI. Check the Base URL of the credential.',
		};
	}
	const words = apiWords(body);
	const says = words ? `CAMB.AI says: ${words}` : '';
	const known = meaningOf(failure, purpose);
	if (known) {
		const [message, ...advice] = known;
		return { message, description: join(says, ...advice) };
	}
	return {
		message: 'CAMB.AI did not accept the request',
		description: join(says || `The HTTP status was ${status}`, 'Check the input, then try again.'),
	};
}

/** What happened, then what to do; undefined for a status that says no more than no. */
function meaningOf(
	failure: Refusal,
	purpose: Purpose,
): [message: string, ...advice: string[]] | undefined {
	const { status, body } = failure;
	switch (status) {
		case 401:
			return [
				'CAMB.AI does not recognize this API key',
				'Check the API Key of the CAMB.AI credential.',
			];
		case 402:
			return [
				'The CAMB.AI account is out of credits',
				'Add credits in CAMB.AI Studio, then try again.',
			];
		case 403:
			return [
				'This API key is not allowed to do this',
				// A wrong path was once answered so, too (contract notes, d).
				purpose === 'read'
					? 'Check your plan, and whether the ID belongs to another account.'
					: 'Check your plan, whether the IDs in the parameters, such as Voice, Dictionary or Folder, belong to this account, and the Base URL of the credential.',
			];
		case 404:
			return purpose === 'read'
				? [
						'CAMB.AI could not find this ID',
						'It may be incomplete, or belong to another account or another kind of task.',
					]
				: [
						'CAMB.AI could not find what was asked for',
						'Check the IDs in the parameters, such as Voice, Dictionary or Folder, and the Base URL of the credential.',
					];
		case 413:
			return ['The file is too large for CAMB.AI', 'Send a smaller or shorter file.'];
		case 422: {
			const refused = firstOf(refusedFields(body), ', ') || 'the input';
			return [`CAMB.AI did not accept ${refused}`, 'Change the input, then try again.'];
		}
		case 429:
			return [
				'CAMB.AI is receiving too many requests from this account',
				waitIn(failure),
				'Lower Items at Once where the node has it, or try again later.',
			];
	}
	if (status !== 408 && status < 500) return undefined;
	return [
		`CAMB.AI is not available right now (HTTP ${status})`,
		waitIn(failure),
		purpose === 'read' ? 'Try again later' : '',
	];
}

function waitIn({ retryAfterMs }: Refusal): string {
	return retryAfterMs ? `It asks you to wait ${duration(retryAfterMs)}` : '';
}
