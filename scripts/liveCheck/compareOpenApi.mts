import { COVERAGE } from '../../test/contract/coverage.mts';
import type { Difference, Effect } from './findings.mts';

type Json = Record<string, any>;

/** An operation of an OpenAPI document. */
interface Operation {
	operationId: string;
	/** "POST /tts/{}": names of path parameters may differ. */
	call: string;
	/** Query parameters and members of the body. */
	fields: Set<string>;
	required: Set<string>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Where the API's own description differs from the contract. */
export function compareOpenApi(contract: Json, api: Json): Difference[] {
	const ours = operationsIn(contract);
	const theirs = operationsIn(api);
	const differences = [...ours.values()].flatMap((operation) => {
		const found = theirs.get(operation.call);
		return found ? compareOperation(operation, found) : [missing(operation)];
	});
	const added = [...theirs.keys()].filter((call) => !ours.has(call));
	if (added.length > 0) {
		const all = added.join(', ');
		differences.push({
			call: '/openapi.json',
			contract: 'no such calls',
			api: all,
			effect: 'taken',
		});
	}
	return differences;
}

const missing = ({ call, operationId }: Operation): Difference => {
	return { call, contract: 'there', api: 'not in /openapi.json', effect: effectOn(operationId) };
};

/** What it means for the nodes if a call is refused. */
function effectOn(operationId: string): Effect {
	return 'nodes' in (COVERAGE[operationId] ?? {}) ? 'breaks' : 'taken';
}

function compareOperation(ours: Operation, theirs: Operation): Difference[] {
	const { call, operationId } = ours;
	const wanted = [...theirs.required].filter((name) => !ours.required.has(name));
	const added = [...theirs.fields].filter(
		(name) => !ours.fields.has(name) && !wanted.includes(name),
	);
	const gone = [...ours.fields].filter((name) => !theirs.fields.has(name));
	const rows: Array<[names: string[], contract: string, api: string, effect: Effect]> = [
		[wanted, 'not required', 'required', effectOn(operationId)],
		[added, 'no such parameter', 'there', 'taken'],
		[gone, 'there', 'no such parameter', 'taken'],
	];
	return rows
		.filter(([names]) => names.length > 0)
		.map(([names, contract, api, effect]) => {
			return { call: `${call}: ${names.join(', ')}`, contract, api, effect };
		});
}

/** By call. Addresses may begin with what the contract has in its base URL. */
function operationsIn(document: Json): Map<string, Operation> {
	const found = Object.entries<Json>(document.paths ?? {}).flatMap(([path, methods]) => {
		const place = path.replace(/^\/apis(?=\/)/, '').replace(/\{[^}]*\}/g, '{}');
		return METHODS.filter((method) => methods[method]).map((method) => {
			const call = `${method.toUpperCase()} ${place}`;
			return [call, operationIn(document, call, methods, methods[method])] as const;
		});
	});
	return new Map(found);
}

function operationIn(document: Json, call: string, path: Json, operation: Json): Operation {
	const parameters = [...(path.parameters ?? []), ...(operation.parameters ?? [])]
		.map((parameter: Json) => follow(document, parameter))
		.filter((parameter) => parameter.in === 'query');
	const named = (some: Json[]) => some.map(({ name }) => String(name));
	const bodies = Object.values<Json>(follow(document, operation.requestBody ?? {}).content ?? {});
	const members = bodies.map(({ schema = {} }) => membersIn(document, schema));
	return {
		operationId: String(operation.operationId),
		call,
		fields: new Set([...named(parameters), ...members.flatMap(({ fields }) => fields)]),
		required: new Set([
			...named(parameters.filter(({ required }) => required)),
			...members.flatMap(({ required }) => required),
		]),
	};
}

/** The members of a body. Those of alternatives count, but none of these is required. */
function membersIn(document: Json, schema: Json): { fields: string[]; required: string[] } {
	const {
		properties = {},
		required = [],
		allOf = [],
		anyOf = [],
		oneOf = [],
	} = follow(document, schema);
	const all = allOf.map((part: Json) => membersIn(document, part)) as Array<
		ReturnType<typeof membersIn>
	>;
	const some = [...anyOf, ...oneOf].map((part: Json) => membersIn(document, part));
	return {
		fields: [...Object.keys(properties), ...[...all, ...some].flatMap(({ fields }) => fields)],
		required: [...required, ...all.flatMap((part) => part.required)],
	};
}

/** Follows a local `$ref`, if there is one. */
function follow(document: Json, value: Json): Json {
	if (typeof value.$ref !== 'string') return value;
	const path = value.$ref.replace('#/', '').split('/');
	return path.reduce((node: Json, name: string) => node?.[name] ?? {}, document);
}
