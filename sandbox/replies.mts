import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { contract, requestContract } from './contract.mts';

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
ajv.addSchema(contract, 'open');
ajv.addSchema(requestContract(), 'closed');

const escaped = (part: string) => part.replace(/~/g, '~0').replace(/\//g, '~1');

/** Where the contract has an operation: "/tts/{task_id}" and "get". */
export function placeOf(operationId: string): [path: string, method: string] {
	for (const [path, methods] of Object.entries<any>(contract.paths)) {
		for (const [method, operation] of Object.entries<any>(methods)) {
			if (operation.operationId === operationId) return [path, method];
		}
	}
	throw new Error(`The contract has no ${operationId}`);
}

/** Where the contract has a response, as a JSON pointer, and its content by type; if it has it. */
function responseOf(operationId: string, status: number) {
	const [path, method] = placeOf(operationId);
	const response = contract.paths[path][method].responses[status];
	if (!response) return undefined;
	const pointer = response.$ref ?? `#/paths/${escaped(path)}/${method}/responses/${status}`;
	const [, , section, name] = pointer.split('/');
	const { content = {} } = response.$ref ? contract.components[section][name] : response;
	return { pointer, content: content as Record<string, unknown> };
}

/** The Content-Types that the contract names for a status; undefined if it has no such status. */
export function contentTypesOf(operationId: string, status: number): string[] | undefined {
	const response = responseOf(operationId, status);
	return response && Object.keys(response.content);
}

export interface ReplyCheck {
	/** What does not fit, in words, without a value of the reply. */
	problems: string[];
	/** Members that the contract does not name. */
	unknown: string[];
}

/** Checks a JSON reply against the contract's schema for its operation and status. */
export function checkReply(operationId: string, status: number, data: unknown): ReplyCheck {
	const response = responseOf(operationId, status);
	if (!response?.content['application/json']) {
		return { problems: [`JSON under status ${status}`], unknown: [] };
	}
	const errorsIn = (schema: string): ErrorObject[] => {
		const $ref = `${schema}${response.pointer}/content/application~1json/schema`;
		const validate = ajv.getSchema($ref) ?? ajv.compile({ $ref });
		return validate(data) ? [] : [...(validate.errors ?? [])];
	};
	const problems = errorsIn('open').map(inWords);
	if (problems.length > 0) return { problems: [...new Set(problems)], unknown: [] };
	const unknown = errorsIn('closed').flatMap(({ params }) => params.additionalProperty ?? []);
	return { problems: [], unknown: [...new Set(unknown as string[])] };
}

/** The rows of a list count as one. */
function inWords({ instancePath, message }: ErrorObject): string {
	const place = instancePath.replace(/\/\d+(?=\/|$)/g, '[]').replace(/\//g, '.') || 'the body';
	return `${place.replace(/^\./, '')} ${message}`;
}
