import { checkReply, contentTypesOf, placeOf, type ReplyCheck } from '../../sandbox/replies.mts';
import type { Answer } from './api.mts';
import { isOk } from './api.mts';
import type { Difference, Effect } from './findings.mts';
import { shapeOf } from './shape.mts';

/** Whether a request was to be granted or turned down. */
type Expected = 'success' | 'refusal';

/** Answers that nodes try again after, or tell their user of, and that say nothing of the contract. */
const isPassing = (status: number) => status === 402 || status === 429 || status >= 500;

/**
 * Where an answer differs from what the contract says of its operation.
 *
 * @param isTaken whether the nodes can use the answer as it is
 */
export function compareReply(
	operationId: string,
	answer: Answer,
	isTaken: boolean,
	expected: Expected = 'success',
): Difference[] {
	const [path, method] = placeOf(operationId);
	const call = `${method.toUpperCase()} ${path}`;
	const effect: Effect = isTaken ? 'taken' : 'breaks';
	const difference = (contract: string, api: string): Difference => {
		return { call, contract, api, effect };
	};
	const { status, contentType, why } = answer;
	if (status === 0) return [difference('an answer', `none: ${why}`)];
	const isGranted = isOk(answer);
	if (isGranted !== (expected === 'success') || isPassing(status)) {
		const effect = isPassing(status) || isGranted ? 'taken' : 'breaks';
		return [{ call, contract: expected, api: `${status}, ${shapeOf(answer)}`, effect }];
	}
	const types = contentTypesOf(operationId, status);
	if (!types) return [difference('no such status', `${status}, ${shapeOf(answer)}`)];

	const differences: Difference[] = [];
	if (!types.includes(contentType)) {
		differences.push(
			difference(`${status}: ${types.join(', ')}`, contentType || 'no Content-Type'),
		);
	}
	const { problems, unknown } = checkBody(operationId, answer, types);
	if (problems.length > 0) {
		const found = `${problems.join('; ')}. ${shapeOf(answer)}`;
		differences.push(difference(`${status}: its schema`, found));
	}
	if (unknown.length > 0) {
		differences.push({ ...difference('no such members', unknown.join(', ')), effect: 'taken' });
	}
	if (!isTaken && differences.every((each) => each.effect === 'taken')) {
		differences.push(difference('what the nodes can use', shapeOf(answer)));
	}
	return differences;
}

function checkBody(operationId: string, { status, json }: Answer, types: string[]): ReplyCheck {
	if (json !== undefined) return checkReply(operationId, status, json);
	const mayBeFile = types.some((type) => type !== 'application/json');
	return { problems: mayBeFile ? [] : ['the body is no JSON'], unknown: [] };
}
