import type { FastifyReply } from 'fastify';
import type { Account } from '../accounts.mts';
import type { OperationInfo } from '../contract.mts';
import type { Fault } from '../faults/types.mts';
import type { ReceivedFile } from '../forms.mts';
import type { Links } from '../media/links.mts';
import type { Media } from '../media/media.mts';
import type { LoggedRequest } from '../requestLog.mts';

/** One call of the API, checked against the contract, as a handler sees it. */
export interface Call {
	operation: OperationInfo;
	account: Account;
	params: Record<string, unknown>;
	query: Record<string, unknown>;
	/** JSON or form fields; a form's files stand here by their names. */
	body: Record<string, unknown>;
	files: Record<string, ReceivedFile>;
	/** All text of the request. */
	text: string;
	fault?: Fault;
	links: Links;
	log: LoggedRequest;
	reply: FastifyReply;
}

/** Answers a call with a JSON value, plain text or a file. */
export type Operation = (call: Call) => unknown;
/** Operations by operationId. */
export type Operations = Record<string, Operation>;

export function isMedia(result: unknown): result is Media {
	return typeof result === 'object' && result !== null && 'open' in result;
}
