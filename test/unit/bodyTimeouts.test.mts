import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { handClock } from '../support/handClock.mts';

import { withTimeouts } from '../../nodes/shared/http/bodyTimeouts';

const limits = { stallMs: 8000, totalMs: 100_000 };

/** A body that a test sends piece by piece, watched by a clock that the test moves. */
function watched({ signal }: { signal?: AbortSignal } = {}) {
	const clock = handClock();
	const source = new Readable({ read() {} });
	let brokenOffAt: number | undefined;
	const begun = clock.now();
	const breakOff = jest.fn(() => {
		brokenOffAt = clock.now() - begun;
		source.destroy(new Error('canceled'));
	});
	const timed = withTimeouts(source, { limits, breakOff, clock, signal });
	return { clock, source, breakOff, ...timed, brokenOffAt: () => brokenOffAt };
}

/** Reads until the end; tells what came, and the error that ended it. */
async function readAll(body: Readable) {
	let text = '';
	try {
		for await (const chunk of body) text += String(chunk);
	} catch (error) {
		return { text, error: (error as Error).message };
	}
	return { text };
}

describe('a body that comes whole', () => {
	test('is passed on byte by byte, and the watch ends with it', async () => {
		const { clock, source, body, broke, breakOff } = watched();
		const reading = readAll(body);
		source.push('one ');
		await clock.pass(5000);
		source.push('two');
		source.push(null);
		expect(await reading).toEqual({ text: 'one two' });
		await clock.pass(limits.totalMs);
		expect(broke()).toBe(false);
		expect(breakOff).not.toHaveBeenCalled();
		expect(clock.waiting).toBe(0);
	});

	test('has a beginning, and is no longer watched, whether anybody reads it or not', async () => {
		const { clock, source, peek, breakOff } = watched();
		source.push('short');
		source.push(null);
		expect(String(await peek())).toBe('short');
		await clock.pass(limits.totalMs);
		expect(clock.waiting).toBe(0);
		expect(breakOff).not.toHaveBeenCalled();
	});

	test('is a stream of bytes, which can be read in pieces of any size', async () => {
		const { source, body } = watched();
		expect(body.readableObjectMode).toBe(false);
		source.push('abcdef');
		source.push(null);
		await new Promise((ready) => body.once('readable', ready));
		expect(String(body.read(2))).toBe('ab');
		expect(String(body.read(4))).toBe('cdef');
	});

	test('may take long while every piece comes in time', async () => {
		const { clock, source, body, breakOff } = watched();
		const reading = readAll(body);
		for (let piece = 0; piece < 9; piece++) {
			await clock.pass(7900);
			source.push('x');
		}
		source.push(null);
		expect(await reading).toEqual({ text: 'xxxxxxxxx' });
		expect(breakOff).not.toHaveBeenCalled();
	});
});

describe('a body that stops half way', () => {
	test('is broken off once it was quiet for too long', async () => {
		const { clock, source, body, broke, breakOff, brokenOffAt } = watched();
		const reading = readAll(body);
		await clock.pass(5000);
		source.push('half');
		await clock.pass(7999);
		expect(breakOff).not.toHaveBeenCalled();
		await clock.pass(2001);
		expect(await reading).toEqual({ text: 'half', error: 'canceled' });
		expect(brokenOffAt()).toBeLessThanOrEqual(15_000);
		expect(broke()).toBe(true);
		await clock.pass(limits.totalMs);
		expect(breakOff).toHaveBeenCalledTimes(1);
		expect(clock.waiting).toBe(0);
	});

	test('is broken off before its first byte, too, at the very limit', async () => {
		const { clock, body, brokenOffAt } = watched();
		const reading = readAll(body);
		await clock.pass(limits.stallMs);
		expect(await reading).toMatchObject({ error: 'canceled' });
		expect(brokenOffAt()).toBe(limits.stallMs);
	});

	test('is broken off while somebody waits for its beginning', async () => {
		const { clock, source, peek, broke, brokenOffAt } = watched();
		const peeked = expect(peek()).rejects.toThrow('canceled');
		source.push('half');
		await clock.pass(limits.stallMs);
		await clock.pass(limits.stallMs);
		await peeked;
		expect(brokenOffAt()).toBeLessThanOrEqual(2 * limits.stallMs);
		expect(broke()).toBe(true);
	});

	test('is broken off before its first byte while somebody waits for its beginning', async () => {
		const { clock, peek, brokenOffAt } = watched();
		const peeked = expect(peek()).rejects.toThrow('canceled');
		await clock.pass(limits.stallMs);
		await peeked;
		expect(brokenOffAt()).toBe(limits.stallMs);
	});

	test('is broken off when it drips for too long in all', async () => {
		const { clock, source, body, brokenOffAt } = watched();
		const reading = readAll(body);
		for (let piece = 0; piece < 30; piece++) {
			source.push('x');
			await clock.pass(4000);
		}
		expect(await reading).toMatchObject({ error: 'canceled' });
		expect(brokenOffAt()).toBe(limits.totalMs);
	});

	test('by itself, is told from one that was broken off by its reader', async () => {
		const { source, body, broke } = watched();
		const reading = readAll(body);
		source.push('half');
		await nextTurn();
		expect(broke()).toBe(false);
		source.destroy(new Error('aborted'));
		expect(await reading).toEqual({ text: 'half', error: 'aborted' });
		expect(broke()).toBe(true);
	});

	test('while its reader takes time is told behind what came before', async () => {
		const { source, body, broke } = watched();
		source.push('one ');
		source.push('two');
		await nextTurn();
		source.destroy(new Error('aborted'));
		await nextTurn();
		expect(broke()).toBe(true);
		expect(await readAll(body)).toEqual({ text: 'one two', error: 'aborted' });
	});

	test('is no longer watched, whether anybody reads it or not', async () => {
		const { clock, source, broke, breakOff } = watched();
		source.push('half');
		await nextTurn();
		source.destroy(new Error('aborted'));
		await clock.pass(limits.totalMs);
		expect([broke(), clock.waiting]).toEqual([true, 0]);
		expect(breakOff).not.toHaveBeenCalled();
	});

	test('before it is watched is no longer waited for', async () => {
		const source = new Readable({ read() {} });
		source.on('error', () => {});
		source.destroy(new Error('aborted'));
		await nextTurn();
		const clock = handClock();
		const { body, broke } = withTimeouts(source, { limits, breakOff() {}, clock });
		expect(await readAll(body)).toEqual({ text: '', error: 'aborted' });
		expect(broke()).toBe(true);
		await clock.pass(250);
		expect(clock.waiting).toBe(0);
	});

	test('before anybody reads it does not end n8n', async () => {
		const { source, body } = watched();
		source.destroy(new Error('aborted'));
		await nextTurn();
		expect((await readAll(body)).error).toBeDefined();
	});
});

describe('a reader who takes time', () => {
	/** More than streams take in advance, so that who does not read holds the body up. */
	const piece = Buffer.alloc(65_536, 'x');

	/** Takes the first of three pieces, and keeps the body waiting. */
	async function takeFirst(source: Readable, body: Readable) {
		const pieces = body[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
		for (let count = 0; count < 3; count++) {
			source.push(piece);
			await nextTurn();
			if (count === 0) expect((await pieces.next()).value).toEqual(piece);
		}
		return pieces;
	}

	async function countRest(pieces: AsyncIterator<Buffer, undefined>) {
		let bytes = 0;
		for (;;) {
			const { done, value } = await pieces.next();
			if (done) return bytes;
			bytes += value.length;
		}
	}

	test('is not taken for a body that stalls', async () => {
		const { clock, source, body, breakOff } = watched();
		const pieces = await takeFirst(source, body);
		await clock.pass(5 * limits.stallMs);
		expect(breakOff).not.toHaveBeenCalled();
		source.push(null);
		expect(await countRest(pieces)).toBe(2 * piece.length);
	});

	test('gives the body its whole time again when the reader goes on', async () => {
		const { clock, source, body, brokenOffAt } = watched();
		const pieces = await takeFirst(source, body);
		await clock.pass(5 * limits.stallMs);
		const failed = expect(countRest(pieces)).rejects.toThrow('canceled');
		await clock.pass(limits.stallMs);
		await failed;
		expect(brokenOffAt()).toBe(6 * limits.stallMs);
	});

	test('has its whole time for the rest, of which nothing has come', async () => {
		const { clock, source, body, brokenOffAt } = watched();
		source.push(piece);
		await nextTurn();
		await clock.pass(5 * limits.stallMs);
		const failed = readAll(body);
		await clock.pass(limits.stallMs);
		expect(await failed).toMatchObject({ error: 'canceled' });
		expect(brokenOffAt()).toBe(6 * limits.stallMs);
	});

	test('and gives up behind its beginning closes the body at once', async () => {
		const { clock, source, body, peek, broke } = watched();
		source.push(piece);
		expect(await peek()).toEqual(piece);
		body.destroy();
		expect(source.destroyed).toBe(true);
		await clock.pass(limits.stallMs);
		expect(broke()).toBe(false);
		expect(clock.waiting).toBe(0);
	});

	test('and gives up closes the body at once, and the watch ends', async () => {
		const { clock, source, body, broke, breakOff } = watched();
		await takeFirst(source, body);
		body.destroy();
		expect(source.destroyed).toBe(true);
		await clock.pass(limits.totalMs);
		expect(broke()).toBe(false);
		expect(breakOff).not.toHaveBeenCalled();
		expect(clock.waiting).toBe(0);
	});

	test('and gives up with an error is told that error', async () => {
		const { source, body, broke } = watched();
		const told = new Promise((tell) => body.once('error', tell));
		await takeFirst(source, body);
		body.destroy(new Error('the disk is full'));
		expect(await told).toMatchObject({ message: 'the disk is full' });
		expect(broke()).toBe(false);
	});
});

test('after a stop nothing is watched any more', async () => {
	const sign = new AbortController();
	const { clock, breakOff, body } = watched({ signal: sign.signal });
	body.on('error', () => {});
	await clock.pass(1000);
	expect(clock.waiting).toBe(1);
	sign.abort();
	await clock.pass(250);
	expect(clock.waiting).toBe(0);
	await clock.pass(limits.totalMs);
	expect(breakOff).not.toHaveBeenCalled();
});
