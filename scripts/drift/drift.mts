import type { Operation } from '../liveCheck/operations.mts';

type Operations = Map<string, Operation>;

/** What an API newly has, or no longer has; each a call, or what one of its fields is. */
export interface Drift {
	added: string[];
	gone: string[];
}

/**
 * How an API moved away from what is known of it. The contract knows more than any one description,
 * since it has many sources: so only what an earlier description had can be gone from a newer one.
 */
export function driftBetween(contract: Operations, known: Operations, newest: Operations): Drift {
	const before = factsOf(known, contract);
	const now = factsOf(newest, contract);
	const ours = factsOf(contract, contract);
	const fresh = [...now].filter((fact) => !before.has(fact) && !ours.has(fact));
	const lost = [...before].filter((fact) => !now.has(fact));
	return { added: withoutDetails(fresh), gone: withoutDetails(lost) };
}

/** All that a description says, as the report says it. */
function factsOf(operations: Operations, contract: Operations): Set<string> {
	const facts = [...operations.values()].flatMap(({ call, fields, required }) => [
		call,
		...[...fields].flatMap(([name, values]) => {
			const field = `${call}: ${name}`;
			// Where the contract takes any value, it does not matter which ones others name.
			const isLimited = contract.get(call)?.fields.get(name) !== undefined;
			const named = isLimited ? (values ?? []) : [];
			return [
				field,
				...(required.has(name) ? [`${field} is required`] : []),
				...named.map((value) => `${field} = ${value}`),
			];
		}),
	]);
	return new Set(facts);
}

/** What belongs to a call that is itself in the list goes without saying, and so for a field. */
function withoutDetails(facts: string[]): string[] {
	const all = new Set(facts);
	return facts.filter((fact) => {
		const [call] = fact.split(': ');
		const [field] = fact.split(/ = | is required$/);
		return (fact === call || !all.has(call)) && (fact === field || !all.has(field));
	});
}
