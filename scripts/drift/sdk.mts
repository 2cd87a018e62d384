import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import type { Operation } from '../liveCheck/operations.mts';

/** Types may hold themselves: they are looked into so far. */
const DEEPEST = 6;

/**
 * What CAMB.AI's TypeScript SDK can call, by call. The calls are in its code, and what they take is
 * in its types. Fern generates both: each of its clients is a class in a file Client.js, with types
 * beside it, and each call a private method that ends with its method and path.
 *
 * @param folder the unpacked package
 */
export function operationsOfSdk(folder: string): Map<string, Operation> {
	const clients = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => /(^|[\\/])Client\.js$/.test(name))
		.map((name) => join(folder, name));
	const types = ts.createProgram(
		clients.map((file) => file.replace(/js$/, 'd.ts')),
		{
			strict: true,
			target: ts.ScriptTarget.ES2022,
			module: ts.ModuleKind.NodeNext,
			moduleResolution: ts.ModuleResolutionKind.NodeNext,
			types: [],
		},
	);
	const checker = types.getTypeChecker();
	const operations = clients.flatMap((file) => {
		const requests = requestsIn(checker, types.getSourceFile(file.replace(/js$/, 'd.ts')));
		return [...callsIn(readFileSync(file, 'utf8'))].map(([name, { method, path }]) =>
			operationOf(checker, name, method, path, requests.get(name)),
		);
	});
	return new Map(operations.map((operation) => [operation.call, operation]));
}

/** By the name of its method. */
function callsIn(code: string): Map<string, { method: string; path: string }> {
	const marks = code.matchAll(
		/async __(?<name>\w+)\(|handleNonStatusCodeError\([^"]*"(?<method>[A-Z]+)", "(?<path>[^"]+)"/g,
	);
	const calls = new Map<string, { method: string; path: string }>();
	let current = '';
	for (const { groups } of marks) {
		const { name, method, path } = groups as Record<string, string | undefined>;
		if (name) current = name;
		else if (method && path) calls.set(current, { method, path });
	}
	return calls;
}

/** The type of the request that each public method takes. */
function requestsIn(checker: ts.TypeChecker, file?: ts.SourceFile): Map<string, ts.Type> {
	const methods = [...(file?.statements ?? [])]
		.filter(ts.isClassDeclaration)
		.flatMap(({ members }) => members.filter(ts.isMethodDeclaration));
	return new Map(
		methods.flatMap(({ name, parameters: [first] }) => {
			if (first?.name.getText() !== 'request') return [];
			return [[name.getText(), checker.getTypeAtLocation(first)] as const];
		}),
	);
}

function operationOf(
	checker: ts.TypeChecker,
	operationId: string,
	method: string,
	path: string,
	request: ts.Type | undefined,
): Operation {
	const inPath = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
	const members = request
		? membersOf(checker, request).filter(({ name }) => !inPath.includes(name))
		: [];
	return {
		operationId,
		call: `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`,
		fields: new Map(members.map(({ name, values }) => [name, values])),
		required: new Set(members.filter(({ required }) => required).map(({ name }) => name)),
	};
}

interface Member {
	/** Members of an object inside come after a dot. */
	name: string;
	/** Those of objects inside are not: the object may be left out. */
	required: boolean;
	values?: string[];
}

function membersOf(checker: ts.TypeChecker, type: ts.Type, depth = DEEPEST): Member[] {
	const parts = partsOf(checker, type).filter((part) => isObjectOfApi(checker, part));
	if (depth === 0) return [];
	return parts
		.flatMap((part) => checker.getPropertiesOfType(part))
		.flatMap((property) => {
			const { name } = property;
			const inside = checker.getTypeOfSymbol(property);
			const members = membersOf(checker, inside, depth - 1);
			// Where a call also takes something beside its body, the SDK calls the body so.
			if (name === 'body' && members.length > 0) return members;
			const required = (property.flags & ts.SymbolFlags.Optional) === 0;
			return [
				{ name, required, values: valuesOf(checker, inside) },
				...members.map((member) => ({
					...member,
					name: `${name}.${member.name}`,
					required: false,
				})),
			];
		});
}

/** What a type can be, other than null or undefined. */
function partsOf(checker: ts.TypeChecker, type: ts.Type): ts.Type[] {
	const present = checker.getNonNullableType(type);
	return present.isUnion() ? present.types : [present];
}

/** Not a list, a map of anything, or a file: those are declared elsewhere. */
const isObjectOfApi = (checker: ts.TypeChecker, type: ts.Type) =>
	!checker.isArrayType(type) &&
	(type.symbol?.declarations ?? []).some((declaration) =>
		/[\\/]api[\\/]/.test(declaration.getSourceFile().fileName),
	);

/** The values that a type, or the members of a list, are limited to; undefined if they are not. */
function valuesOf(checker: ts.TypeChecker, type: ts.Type): string[] | undefined {
	const parts = partsOf(checker, type);
	if (parts.length === 1 && checker.isArrayType(parts[0])) {
		return valuesOf(checker, checker.getTypeArguments(parts[0] as ts.TypeReference)[0]);
	}
	const values = parts.map((part) =>
		part.isStringLiteral() || part.isNumberLiteral() ? String(part.value) : undefined,
	);
	return values.includes(undefined) ? undefined : (values as string[]);
}
