/** What a difference means for the nodes: they take it, or one of them breaks. */
export type Effect = 'taken' | 'breaks';

export interface Difference {
	call: string;
	contract: string;
	api: string;
	effect: Effect;
}

/** What the check found so far. */
export interface Findings {
	differences: Difference[];
	/** Answers to the open questions of the contract (notes, h), by question. */
	answers: Map<string, string>;
}

export const newFindings = (): Findings => ({ differences: [], answers: new Map() });

/** Exit codes; with NOT_CHECKED nothing can be said. */
export const SAME = 0;
export const TAKEN = 1;
export const BREAKS = 2;
export const NOT_CHECKED = 3;

export function exitCodeOf({ differences }: Findings): number {
	if (differences.length === 0) return SAME;
	return differences.some(({ effect }) => effect === 'breaks') ? BREAKS : TAKEN;
}
