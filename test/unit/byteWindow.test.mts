import { ByteWindow } from '../../nodes/shared/files/join/byteWindow';

/** A stream of chunks of so many bytes, and what became of it. */
function streamed(...sizes: number[]) {
	const seen = { chunks: 0, isClosed: false };
	async function* bytes() {
		try {
			for (const size of sizes) yield Buffer.alloc(size, ++seen.chunks);
		} finally {
			seen.isClosed = true;
		}
	}
	return { window: new ByteWindow(bytes()), seen };
}

test.each([
	[0, 0, 0],
	[3, 1, 4],
	[4, 1, 4],
	[5, 2, 8],
	[99, 3, 12],
])('%i bytes at hand take no more chunks than hold them', async (count, chunks, atHand) => {
	const { window, seen } = streamed(4, 4, 4);
	await window.fill(count);
	expect([seen.chunks, window.bytes.length, window.isEnd]).toEqual([chunks, atHand, chunks === 3]);
	const { bytes } = window;
	await window.fill(count);
	// Not copied for nothing.
	expect(window.bytes).toBe(bytes);
});

test('what is taken or skipped is gone, also what was not at hand', async () => {
	const { window } = streamed(4, 4, 4);
	await window.fill(1);
	expect(window.take(3)).toEqual(Buffer.of(1, 1, 1));
	await window.skip(6);
	expect(window.bytes).toEqual(Buffer.of(3, 3, 3));
	await window.skip(99);
	expect([window.bytes.length, window.isEnd]).toEqual([0, true]);
});

test('a window that is closed lets go of the stream, and nothing more comes', async () => {
	const { window, seen } = streamed(4, 4);
	await window.fill(1);
	await window.close();
	expect([seen, window.isEnd]).toEqual([{ chunks: 1, isClosed: true }, true]);
});

test('a stream that holds nothing open can be closed', async () => {
	const next = async () => ({ done: true as const, value: undefined });
	const window = new ByteWindow({ [Symbol.asyncIterator]: () => ({ next }) });
	await expect(window.close()).resolves.toBeUndefined();
});
