import { streamOf } from '../../nodes/shared/files/join/stream';
import { silentBlocks } from '../../nodes/shared/files/join/wholeSamples';

test.each([
	['many small ones', Array<number>(20).fill(10_000), [70_000, 70_000, 60_000]],
	['one that is just too short', [65_535, 1, 1], [65_536, 1]],
	['those that are long enough', [65_536, 65_536], [65_536, 65_536]],
	['nothing', [0], []],
])('parts are gathered up to 64 KB, and no further: %s', async (_, given, handedOn) => {
	async function* bytes() {
		for (const size of given) yield Buffer.alloc(size);
	}
	const sizes: number[] = [];
	for await (const part of streamOf(bytes())) sizes.push((part as Buffer).length);
	expect(sizes).toEqual(handedOn);
});

test.each([
	[0, []],
	[5, [5]],
	[21_845, [21_845]],
	[50_000, [21_845, 21_845, 6310]],
])('%i samples of silence take no more than 64 KB at a time', (samples, counts) => {
	const blocks = [...silentBlocks(samples, 3, 0x80)];
	expect(blocks.map((block) => block.samples)).toEqual(counts);
	for (const { bytes, samples: count } of blocks) {
		expect(Buffer.from(bytes).equals(Buffer.alloc(3 * count, 0x80))).toBe(true);
		expect(bytes.buffer.byteLength).toBeLessThanOrEqual(64 * 1024);
	}
});
