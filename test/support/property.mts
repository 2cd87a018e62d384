import fc from 'fast-check';

/** Runs of a property unless PROOF_RUNS says otherwise: short here, long in CI. */
const RUNS = 300;

/**
 * Checks a property on random input, and prints the seed. To see a failure again, run the same
 * file with PROOF_SEED (and PROOF_PATH, which leads straight to the smallest case found).
 *
 * @param share of the runs, for properties that are slow or cheap: 1 takes them all
 */
export async function holds<Input>(
	name: string,
	input: fc.Arbitrary<Input>,
	property: (input: Input) => Promise<void> | void,
	share = 1,
): Promise<void> {
	const { PROOF_RUNS, PROOF_SEED, PROOF_PATH } = process.env;
	const seed = PROOF_SEED === undefined ? Date.now() % 2 ** 31 : Number(PROOF_SEED);
	const runs = Math.max(1, Math.round(Number(PROOF_RUNS ?? RUNS) * share));
	const begun = Date.now();
	try {
		await fc.assert(
			fc.asyncProperty(input, async (given) => await property(given)),
			{
				seed,
				numRuns: runs,
				...(PROOF_PATH ? { path: PROOF_PATH } : {}),
			},
		);
	} finally {
		const seconds = (Date.now() - begun) / 1000;
		process.stderr.write(`${name}: ${runs} runs, PROOF_SEED=${seed}, ${seconds.toFixed(1)} s\n`);
	}
}
