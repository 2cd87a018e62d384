import { COVERAGE } from '../../test/contract/coverage.mts';
import { operationsIn, type Operation } from '../liveCheck/operations.mts';
import type { Json } from '../liveCheck/schema.mts';
import { driftBetween, type Drift } from './drift.mts';
import { readPublished, type Places } from './published.mts';

export interface Sdk {
	version: string;
	/** What it can call, by call. */
	operations: Map<string, Operation>;
}

export interface Sources {
	contract: Json;
	/** The SDK that the contract was compared with last. */
	known: Sdk;
	newest: Sdk;
	places: Places;
}

interface Outcome {
	/** Markdown. */
	report: string;
	hasDrifted: boolean;
}

/** Compares what CAMB.AI publishes with the contract. */
export async function checkDrift({ contract, known, newest, places }: Sources): Promise<Outcome> {
	const ours = operationsIn(contract);
	const { found, notes } = await readPublished(places);
	const drifts = [
		{
			source: `The SDK ${newest.version}, after ${known.version}`,
			...driftBetween(ours, known.operations, newest.operations),
		},
		...found.map(({ address, document }) => {
			const theirs = operationsIn(document);
			const { added } = driftBetween(ours, new Map(), theirs);
			// No earlier form of it is kept: of its calls, those must be there that came from the docs.
			const gone = callsOfDocs(contract).filter((call) => !theirs.has(call));
			return { source: address, added, gone };
		}),
	];
	const unreadable = newest.operations.size === 0;
	const parts = [
		'## What CAMB.AI publishes, and the contract',
		...drifts.map(({ source, added, gone }) =>
			sectionOf(source, { added, gone }, usedBy(contract)),
		),
		...(unreadable ? [`The SDK ${newest.version} has no calls that this check can read.`] : []),
		...(notes.length > 0
			? [`Not compared:\n\n${notes.map((note) => `- ${note}`).join('\n')}`]
			: []),
	];
	const hasDrifted = drifts.some(({ added, gone }) => added.length + gone.length > 0);
	return { report: parts.join('\n\n'), hasDrifted: hasDrifted || unreadable };
}

/** The calls of the contract that the documentation describes, too. */
function callsOfDocs(contract: Json): string[] {
	const described = Object.fromEntries(
		Object.entries<Json>(contract.paths).map(([path, methods]) => [
			path,
			Object.fromEntries(
				Object.entries<Json>(methods).filter(([, { 'x-source': source = [] }]) =>
					source.some((mark: string) => mark.startsWith('docs')),
				),
			),
		]),
	);
	return [...operationsIn({ ...contract, paths: described }).keys()];
}

/** Which nodes have a call, by call. */
function usedBy(contract: Json): Map<string, string[]> {
	return new Map(
		[...operationsIn(contract).values()].map(({ call, operationId }) => {
			const place = COVERAGE[operationId];
			return [call, place && 'nodes' in place ? place.nodes : []] as const;
		}),
	);
}

function sectionOf(source: string, { added, gone }: Drift, nodes: Map<string, string[]>): string {
	const list = (facts: string[]) =>
		facts.map((fact) => {
			const users = nodes.get(fact.split(': ')[0]) ?? [];
			return `- \`${fact}\`${users.length > 0 ? ` (${users.join(', ')})` : ''}`;
		});
	const parts = [
		`### ${source}`,
		...(added.length > 0 ? ['New, and not in the contract:', list(added).join('\n')] : []),
		...(gone.length > 0 ? ['Gone:', list(gone).join('\n')] : []),
		...(added.length + gone.length === 0 ? ['Nothing is new, and nothing is gone.'] : []),
	];
	return parts.join('\n\n');
}
