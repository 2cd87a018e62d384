/** The results in order, or the first throw and the item it came from. */
export type Mapped<T> = { ok: true; results: T[] } | { ok: false; index: number; cause: unknown };

/**
 * Works on `count` items, `atOnce` at a time. After the first throw no new item begins; those
 * under way are told by their signal, and waited for, so that none of them is lost half way.
 *
 * @param outer ends the work from outside
 */
export async function mapConcurrently<T>(
	count: number,
	atOnce: number,
	work: (index: number, signal: AbortSignal) => Promise<T>,
	outer?: AbortSignal,
): Promise<Mapped<T>> {
	const results: T[] = [];
	let thrown: { index: number; cause: unknown } | undefined;
	const own = new AbortController();
	const signal = outer ? AbortSignal.any([outer, own.signal]) : own.signal;
	let next = 0;

	async function worker() {
		while (next < count && !signal.aborted) {
			const index = next++;
			try {
				results[index] = await work(index, signal);
			} catch (cause) {
				thrown ??= { index, cause };
				own.abort();
			}
		}
	}
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
	return thrown ? { ok: false, ...thrown } : { ok: true, results };
}
