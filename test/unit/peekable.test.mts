import { FIRST_BYTES, peekable } from '../../nodes/shared/http/peekable';

/** Chunks of so many bytes, which may break off; tells how many were taken. */
function chunksOf(sizes: number[], error?: Error) {
	const seen = { taken: 0 };
	async function* chunks() {
		for (const [index, size] of sizes.entries()) {
			seen.taken++;
			yield Buffer.alloc(size, index + 1);
		}
		if (error) throw error;
	}
	return { ...peekable(chunks()), seen };
}

async function sizesOf(chunks: AsyncIterable<Buffer>) {
	const sizes = [];
	for await (const chunk of chunks) sizes.push(chunk.length);
	return sizes;
}

test.each<[string, number[], number, number]>([
	['one long chunk', [FIRST_BYTES, 1], FIRST_BYTES, 1],
	['short chunks', [4000, 95, 1, 1], FIRST_BYTES, 3],
	['a long one behind a short one', [1, 9000, 1], 9001, 2],
	['all of a short body', [10, 20], 30, 2],
	['nothing', [], 0, 0],
])('the beginning is %s; all can be read afterwards', async (_name, sizes, bytes, taken) => {
	const { peek, all, seen } = chunksOf(sizes);
	const first = await peek();
	expect(first).toHaveLength(bytes);
	expect(await peek()).toBe(first);
	expect(seen.taken).toBe(taken);
	expect(await sizesOf(all())).toEqual(sizes);
	expect(await peek()).toBe(first);
});

test('all can be read without a look at the beginning', async () => {
	expect(await sizesOf(chunksOf([1, 2]).all())).toEqual([1, 2]);
});

test('what breaks off early has no beginning, however often it is asked for', async () => {
	const { peek, all } = chunksOf([10], new Error('aborted'));
	await expect(peek()).rejects.toThrow('aborted');
	await expect(peek()).rejects.toThrow('aborted');
	await expect(sizesOf(all())).rejects.toThrow('aborted');
});

test('what breaks off later has one', async () => {
	const { peek, all } = chunksOf([5000], new Error('aborted'));
	expect(await peek()).toHaveLength(5000);
	await expect(sizesOf(all())).rejects.toThrow('aborted');
});
