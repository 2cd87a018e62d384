/** Something that says when to give up. An AbortSignal is one. */
export interface StopSign {
	readonly aborted: boolean;
}

/** The results in order, or the first throw and the item it came from. */
export type Worked<T> = { ok: true; results: T[] } | { ok: false; index: number; cause: unknown };

/**
 * Works on `count` items, `atOnce` at a time. After the first throw no new item begins; those
 * under way are told by the sign and waited for, so that none of them is lost half way.
 *
 * @param outer says when to begin no more items, from outside
 */
export async function inOrder<T>(
	count: number,
	atOnce: number,
	work: (index: number, sign: StopSign) => Promise<T>,
	outer?: StopSign,
): Promise<Worked<T>> {
	const results: T[] = [];
	let thrown: { index: number; cause: unknown } | undefined;
	const sign: StopSign = {
		get aborted() {
			return thrown !== undefined || outer?.aborted === true;
		},
	};
	let next = 0;

	async function worker() {
		while (next < count && !sign.aborted) {
			const index = next++;
			try {
				results[index] = await work(index, sign);
			} catch (cause) {
				thrown ??= { index, cause };
			}
		}
	}
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
	return thrown ? { ok: false, ...thrown } : { ok: true, results };
}
