/** The results in order, or the first throw and the item it came from. */
export type Mapped<T> = { ok: true; results: T[] } | { ok: false; index: number; cause: unknown };

/** What became of one piece of work. */
export type Settled<T> = { ok: true; value: T } | { ok: false; cause: unknown };

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
	const results: T[] = [];
	const own = new AbortController();
	const signal = outer ? AbortSignal.any([outer, own.signal]) : own.signal;

	async function attempt(index: number) {
		try {
			results[index] = await work(index, signal);
		} catch (cause) {
			thrown ??= { index, cause };
			own.abort();
		}
	}
	await settleAll(count, atOnce, attempt, signal);
	return thrown ? { ok: false, ...thrown } : { ok: true, results };
}

/**
 * Works on `count` items, `atOnce` at a time, whatever becomes of each. Gives what became of them in
 * order, up to the first that did not begin.
 *
 * @param signal ends the work from outside: no new item begins
 */
export async function settleAll<T>(
	count: number,
	atOnce: number,
	work: (index: number) => Promise<T>,
	signal: AbortSignal,
): Promise<Array<Settled<T>>> {
	const settled: Array<Settled<T>> = [];
	let next = 0;

	async function worker() {
		while (next < count && !signal.aborted) {
			const index = next++;
			settled[index] = await work(index).then(
				(value) => ({ ok: true, value }),
				(cause: unknown) => ({ ok: false, cause }),
			);
		}
	}
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
	return settled;
}
