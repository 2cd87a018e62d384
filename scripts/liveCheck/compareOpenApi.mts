import { COVERAGE } from '../../test/contract/coverage.mts';
import type { Difference, Effect } from './findings.mts';
import { operationsIn, type Operation } from './operations.mts';
import type { Json } from './schema.mts';

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
	const added = [...theirs.fields.keys()].filter(
		(name) => !ours.fields.has(name) && !wanted.includes(name),
	);
	const gone = [...ours.fields.keys()].filter((name) => !theirs.fields.has(name));
	const rows: Array<[names: string[], contract: string, api: string, effect: Effect]> = [
		[wanted, 'not required', 'required', effectOn(operationId)],
		[added, 'no such parameter', 'there', 'taken'],
		[gone, 'there', 'no such parameter', 'taken'],
	];
	const names = rows
		.filter(([found]) => found.length > 0)
		.map(([found, contract, api, effect]) => {
			return { call: `${call}: ${found.join(', ')}`, contract, api, effect };
		});
	return [...names, ...compareValues(ours, theirs)];
}

/** Where both limit a parameter to some values. */
function compareValues(ours: Operation, theirs: Operation): Difference[] {
	return [...ours.fields].flatMap(([name, known]): Difference[] => {
		const taken = theirs.fields.get(name);
		if (!known || !taken) return [];
		const gone = known.filter((value) => !taken.includes(value));
		const added = taken.filter((value) => !known.includes(value));
		if (gone.length + added.length === 0) return [];
		const effect = gone.length > 0 ? effectOn(ours.operationId) : 'taken';
		const call = `${ours.call}: ${name}`;
		const inWords = (values: string[]) => values.join(', ') || 'no others';
		return [{ call, contract: inWords(gone), api: inWords(added), effect }];
	});
}
