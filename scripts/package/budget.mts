import type { Packed } from './pack.mts';

/** What the package may weigh, in bytes: of the tarball, and of all files in it. */
export const BUDGET = { size: 200_000, unpackedSize: 750_000 };

/** What is over the budget, and by how much. */
export function overBudget(packed: Pick<Packed, keyof typeof BUDGET>): string[] {
	return (['size', 'unpackedSize'] as const)
		.map((what) => ({ what, over: packed[what] - BUDGET[what] }))
		.filter(({ over }) => over > 0)
		.map(({ what, over }) => `${what} is ${over} bytes over the budget of ${BUDGET[what]}`);
}
