import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Step } from './requestLog.mts';

export type Json = Record<string, any>;

/** What the sandbox needs to know of one operation before its handler runs. */
export interface OperationInfo {
	operationId: string;
	step: Step;
	/** Content types of the request body; empty if there is none. */
	bodyTypes: string[];
	/** Form fields that hold JSON, because the contract says that they are objects. */
	jsonFields: string[];
	/** Form fields that take a file. */
	fileFields: string[];
}

/** The contract as an OpenAPI object. */
export const contract: Json = parse(
	readFileSync(fileURLToPath(new URL('./contract/openapi.yaml', import.meta.url)), 'utf8'),
);

/** Follows a local `$ref` of an OpenAPI document, if there is one. */
export function follow(document: Json, value: Json): Json {
	if (typeof value.$ref !== 'string') return value;
	const path = value.$ref.replace('#/', '').split('/');
	return path.reduce((node: Json, name: string) => node?.[name] ?? {}, document);
}

function stepOf(method: string, operation: Json): Step {
	if (operation.operationId.endsWith('FileUpload')) return 'upload';
	if (operation.operationId.endsWith('Status')) return 'poll';
	if (/Results?(ForLanguage)?$|DubTranscript$/.test(operation.operationId)) return 'fetch';
	return method === 'get' ? 'list' : 'submit';
}

function infoOf(method: string, operation: Json): OperationInfo {
	const content: Json = operation.requestBody?.content ?? {};
	const form: Json = follow(contract, content['multipart/form-data']?.schema ?? {});
	const fields = Object.entries<Json>(form.properties ?? {});
	const names = (fits: (schema: Json) => boolean) =>
		fields.filter(([, schema]) => fits(follow(contract, schema))).map(([name]) => name);
	return {
		operationId: operation.operationId,
		step: stepOf(method, operation),
		bodyTypes: Object.keys(content),
		jsonFields: names(({ type }) => type === 'object'),
		fileFields: names(({ contentMediaType }) => contentMediaType !== undefined),
	};
}

/** All operations by operationId. */
export const operationInfos = new Map<string, OperationInfo>(
	Object.values<Json>(contract.paths)
		.flatMap((path) => Object.entries<Json>(path))
		.map(([method, operation]) => [operation.operationId, infoOf(method, operation)]),
);

/** A copy in which no object takes members that it doesn't name: misspelled fields are refused. */
function closed(node: any): any {
	if (Array.isArray(node)) return node.map(closed);
	if (typeof node !== 'object' || node === null) return node;
	const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
	const isOpenObject = copy.type === 'object' && copy.properties !== undefined;
	return isOpenObject ? { additionalProperties: false, ...copy } : copy;
}

/** The contract for checking requests, a fresh copy: fastify-openapi-glue changes what it gets. */
export function requestContract(): Json {
	return { ...closed(contract), openapi: contract.openapi };
}
