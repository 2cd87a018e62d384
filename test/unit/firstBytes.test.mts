import { Readable } from 'node:stream';

import { replyOf } from '../support/reply.mts';

import { FIRST_BYTES, openFirstBytes } from '../../nodes/shared/http/firstBytes';

/** A body of chunks of so many bytes, which may break off. */
function bodyOf(sizes: number[], error?: Error) {
	async function* chunks() {
		for (const [index, size] of sizes.entries()) yield Buffer.alloc(size, index + 1);
		if (error) throw error;
	}
	return replyOf(Readable.from(chunks(), { objectMode: false }));
}

async function lengthOf(body: AsyncIterable<Buffer>) {
	let length = 0;
	for await (const chunk of body) length += chunk.length;
	return length;
}

test.each<[string, number[], number]>([
	['one long chunk', [FIRST_BYTES, 1], FIRST_BYTES],
	['short chunks', [4000, 95, 1, 1], FIRST_BYTES],
	['a long one behind a short one', [1, 9000, 1], 9001],
	['all of a short body', [10, 20], 30],
	['nothing', [], 0],
])('the beginning is %s; all can be read afterwards', async (_name, sizes, bytes) => {
	const { peek, body } = bodyOf(sizes);
	const first = await peek();
	expect(first).toHaveLength(bytes);
	expect(await peek()).toBe(first);
	const all = await body.toArray();
	expect(Buffer.concat(all as Buffer[])).toEqual(
		Buffer.concat(sizes.map((size, index) => Buffer.alloc(size, index + 1))),
	);
	expect(await peek()).toBe(first);
});

test('the beginning is told as soon as it is there', async () => {
	const first = openFirstBytes();
	first.add(Buffer.alloc(FIRST_BYTES - 1));
	first.add(Buffer.alloc(1));
	expect(await first.peek()).toHaveLength(FIRST_BYTES);
});

test('all can be read without a look at the beginning', async () => {
	expect(await lengthOf(bodyOf([1, 2]).body)).toBe(3);
});

test('what breaks off early has no beginning, however often it is asked for', async () => {
	const { peek, body } = bodyOf([10], new Error('aborted'));
	await expect(peek()).rejects.toThrow('aborted');
	await expect(peek()).rejects.toThrow('aborted');
	await expect(lengthOf(body)).rejects.toThrow('aborted');
});

test('what breaks off later has one', async () => {
	const { peek, body } = bodyOf([5000], new Error('aborted'));
	expect(await peek()).toHaveLength(5000);
	await expect(lengthOf(body)).rejects.toThrow('aborted');
});

test('what is closed before its end is no whole body', async () => {
	const source = new Readable({ read() {} });
	const { peek, body } = replyOf(source);
	source.push('half');
	source.destroy();
	await expect(lengthOf(body)).rejects.toThrow();
	await expect(peek()).rejects.toBeUndefined();
});
