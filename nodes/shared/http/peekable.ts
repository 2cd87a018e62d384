/** So many first bytes tell what a file is, and hold the header of nearly every WAV and of every FLAC. */
export const FIRST_BYTES = 4096;

/** Chunks whose beginning can be seen before they are read. */
export interface Peekable {
	/**
	 * The first bytes: at least `FIRST_BYTES`, or all there are. Call it before `all` is read. Rejects
	 * when the chunks break off earlier.
	 */
	peek(): Promise<Buffer>;
	/** All chunks, from the beginning. */
	all(): AsyncGenerator<Buffer>;
}

export function peekable(chunks: AsyncGenerator<Buffer>): Peekable {
	const seen: Buffer[] = [];
	let first: Promise<Buffer> | undefined;

	async function begin() {
		for (let bytes = 0; bytes < FIRST_BYTES;) {
			const { done, value } = await chunks.next();
			if (done) break;
			seen.push(value);
			bytes += value.length;
		}
		return Buffer.concat(seen);
	}

	return {
		peek: async () => await (first ??= begin()),
		async *all() {
			yield* seen;
			// What broke off while it was looked at is not whole.
			await first;
			yield* chunks;
		},
	};
}
