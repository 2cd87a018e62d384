import type { Packed } from './pack.mts';

/** What the package may weigh, in bytes: of the tarball, and of all files in it. */
export const BUDGET = { size: 180_000, unpackedSize: 700_000 };

/** What is over the budget. */
export function overBudget(packed: Packed): string[] {
	return (['size', 'unpackedSize'] as const)
		.filter((what) => packed[what] > BUDGET[what])
		.map((what) => `${what} is ${packed[what]} bytes, over the budget of ${BUDGET[what]}`);
}
