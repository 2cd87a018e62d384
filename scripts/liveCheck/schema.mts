import { follow, type Json } from '../../sandbox/contract.mts';

export { follow, type Json };

export interface Members {
	/** Schemas by name; those of objects inside come after a dot. */
	fields: Map<string, Json>;
	required: Set<string>;
}

/** A schema may hold itself: it is looked into so far. */
const DEEPEST = 6;

/** The members of a body. Those of alternatives count, but none of these is required. */
export function membersIn(document: Json, schema: Json, depth = DEEPEST): Members {
	const found = depth > 0 ? follow(document, schema) : {};
	const { properties = {}, required = [], allOf = [] } = found;
	const all: Members[] = allOf.map((part: Json) => membersIn(document, part, depth - 1));
	const some = alternativesIn(found).map((part) => membersIn(document, part, depth - 1));
	const own = Object.entries<Json>(properties).flatMap(([name, member]) => {
		const inner = [...membersIn(document, member, depth - 1).fields];
		return [
			[name, member] as const,
			...inner.map(([part, each]) => [`${name}.${part}`, each] as const),
		];
	});
	return {
		fields: new Map([...own, ...[...all, ...some].flatMap(({ fields }) => [...fields])]),
		required: new Set([...required, ...all.flatMap((part) => [...part.required])]),
	};
}

/** The values that a member is limited to; undefined if it takes any. */
export function valuesIn(document: Json, schema: Json, depth = DEEPEST): string[] | undefined {
	const found = depth > 0 ? follow(document, schema) : {};
	if (found.enum) return found.enum.map(String);
	if (found.const !== undefined) return [String(found.const)];
	if (found.items) return valuesIn(document, found.items, depth - 1);
	const choices = [...alternativesIn(found), ...(found.allOf ?? [])].filter(
		({ type }) => type !== 'null',
	);
	const each = choices.map((choice) => valuesIn(document, choice, depth - 1));
	if (each.length === 0 || each.includes(undefined)) return undefined;
	return each.flatMap((values) => values ?? []);
}

const alternativesIn = ({ anyOf = [], oneOf = [] }: Json): Json[] => [...anyOf, ...oneOf];
