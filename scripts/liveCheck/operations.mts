import { follow, membersIn, valuesIn, type Json } from './schema.mts';

/** An operation of an OpenAPI document. */
export interface Operation {
	operationId: string;
	/** "POST /tts/{}": names of path parameters may differ. */
	call: string;
	/** Query parameters and members of the body, with the values that they are limited to. */
	fields: Map<string, string[] | undefined>;
	required: Set<string>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** By call. Addresses may begin with what the contract has in its base URL. */
export function operationsIn(document: Json): Map<string, Operation> {
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
	const bodies = Object.values<Json>(follow(document, operation.requestBody ?? {}).content ?? {});
	const members = bodies.map(({ schema = {} }) => membersIn(document, schema));
	const fields = [
		...parameters.map(({ name, schema = {} }) => [String(name), schema as Json] as const),
		...members.flatMap((each) => [...each.fields]),
	];
	const wanted = parameters.filter(({ required }) => required).map(({ name }) => String(name));
	return {
		operationId: String(operation.operationId),
		call,
		fields: new Map(fields.map(([name, schema]) => [name, valuesIn(document, schema)])),
		required: new Set([...wanted, ...members.flatMap(({ required }) => [...required])]),
	};
}
