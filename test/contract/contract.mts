import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What the tests read of an OpenAPI schema. */
interface Schema {
	$ref?: string;
	properties?: Record<string, Schema>;
	anyOf?: Schema[];
	items?: Schema;
	type?: string | string[];
}

interface Parameter {
	$ref?: string;
	name?: string;
	'x-internal'?: boolean;
}

export interface Operation {
	operationId: string;
	tags: string[];
	summary: string;
	parameters?: Parameter[];
	requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Contract {
	paths: Record<string, Record<string, Operation>>;
	components: Record<string, Record<string, unknown>>;
}

export const contract = parse(
	readFileSync(new URL('../../sandbox/contract/openapi.yaml', import.meta.url), 'utf8'),
) as Contract;

/** Every operation, with its method and path, in the order of the contract. */
export const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
);

function follow<T extends { $ref?: string }>(value: T): T {
	if (!value.$ref) return value;
	const [, , section, name] = value.$ref.split('/');
	return contract.components[section][name] as T;
}

/** The names of a schema's members; those of an object inside come after a dot. */
function members(schema: Schema): string[] {
	return Object.entries(follow(schema).properties ?? {}).flatMap(([name, member]) => {
		const inner = objectIn(member);
		return inner ? members(inner).map((part) => `${name}.${part}`) : [name];
	});
}

/** The object that a member is, may be, or is a list of. */
function objectIn(schema: Schema): Schema | undefined {
	const found = follow(schema);
	if (found.properties) return found;
	const choices = found.anyOf ?? (found.items ? [found.items] : []);
	return choices.map(objectIn).find((choice) => choice !== undefined);
}

/** Every parameter that an operation takes, without those that the contract marks as internal. */
export function parametersOf(operationId: string): string[] {
	const operation = operations.find((candidate) => candidate.operationId === operationId);
	if (!operation) throw new Error(`The contract has no operation ${operationId}`);
	const outside = (operation.parameters ?? [])
		.map(follow)
		.filter((parameter) => !parameter['x-internal'])
		.map(({ name }) => String(name));
	const bodies = Object.values(operation.requestBody?.content ?? {});
	return [...outside, ...bodies.flatMap(({ schema }) => members(schema))];
}
