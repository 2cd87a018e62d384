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
	let thrown: { index: number; cause: unknown } | undefined;
	const own = new AbortController();
	const signal = outer ? AbortSignal.any([outer, own.signal]) : own.signal;

	async function attempt(index: number): Promise<T | undefined> {
		try {
			return await work(index, signal);
		} catch (cause) {
			thrown ??= { index, cause };
			own.abort();
			return undefined;
		}
	}
	const results = await mapAll(count, atOnce, attempt, signal);
	return thrown ? { ok: false, ...thrown } : { ok: true, results: results as T[] };
}

/**
 * The same for work that throws nothing, but says itself how it went.
 *
 * @param signal ends the work from outside
 */
export async function mapAll<T>(
	count: number,
	atOnce: number,
	work: (index: number) => Promise<T>,
	signal: AbortSignal,
): Promise<T[]> {
	const results: T[] = [];
	let next = 0;

	async function worker() {
		while (next < count && !signal.aborted) {
			const index = next++;
			results[index] = await work(index);
		}
	}
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
	return results;
}
