/** So many first bytes tell what a file is, and hold the header of nearly every WAV and of every FLAC. */
export const FIRST_BYTES = 4096;

/** The beginning of a body, seen while its chunks go by. */
export interface FirstBytes {
	/** Another chunk has come. */
	add(chunk: Buffer): void;
	/** No more come. */
	end(): void;
	/** The rest will not come. */
	fail(error?: Error): void;
	/** At least `FIRST_BYTES`, or all there are. Rejects when the body broke off before. */
	peek(): Promise<Buffer>;
}

export function openFirstBytes(): FirstBytes {
	const seen: Buffer[] = [];
	let bytes = 0;
	let end = () => {};
	let fail: FirstBytes['fail'] = () => {};
	const first = new Promise<Buffer>((resolve, reject) => {
		end = () => resolve(Buffer.concat(seen));
		fail = reject;
	});
	// Not everybody asks.
	first.catch(() => {});
	return {
		add(chunk) {
			if (bytes >= FIRST_BYTES) return;
			seen.push(chunk);
			bytes += chunk.length;
			if (bytes >= FIRST_BYTES) end();
		},
		end,
		fail,
		peek: async () => await first,
	};
}
