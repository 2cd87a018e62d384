import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { Readable } from './body';

export type Context = IExecuteFunctions | ILoadOptionsFunctions;

/*
 * What n8n's request helper (n8n 1.120 to 2.41) does otherwise than this package needs, and how to
 * get along with it. Nothing else knows of it.
 */

/** Every body comes as a stream and every status as an answer, so that errors are made here alone. */
export function asStream(url: string, timeout: number): IHttpRequestOptions {
	const encoding = 'stream' as const;
	return { url, timeout, encoding, returnFullResponse: true, ignoreHttpStatusErrors: true };
}

/**
 * Asks for a body as it is. Else n8n's axios asks for it packed and unpacks it, but leaves the
 * Content-Length of the packed one, and takes any end of its data for the end: what breaks off in a
 * message that ends well, such as a chunked one, can't be told from a whole body.
 */
export const UNPACKED = { 'accept-encoding': 'identity' };

/**
 * The context with another signal to end requests by. n8n's helper takes no signal but the
 * execution's own, which it asks the context for, and this way one request can be broken off.
 */
export function endingWith(context: Context, signal: AbortSignal): Context {
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as Context;
}

/** What a copy of a body tells of it. */
export interface BodyListener {
	/** A chunk has come; false: the reader takes no more for now. */
	onChunk(chunk: Buffer, isWanted: boolean): void;
	/** The reader takes more. */
	onWanted(): void;
	onEnd(): void;
	/** It broke off. */
	onBreak(error?: Error): void;
	/** The reader is through with it, or takes no more. */
	onDestroy(): void;
}

/**
 * The same bytes in a stream of its own, each chunk handed on as it comes: what reads a response of
 * n8n's takes its name and link for the file's. An error of the body before anybody reads it does not
 * end n8n, and destroying the copy destroys the body at once.
 */
export function copyOf(body: Readable, listener: BodyListener): Readable {
	const Stream = readableOf(body);
	let isOver = false;
	let broken: { error?: Error } | undefined;
	const copy = new Stream({
		read() {
			if (broken) {
				failBehindLast(broken.error);
				return;
			}
			listener.onWanted();
			body.resume();
		},
		destroy(error, done) {
			isOver = true;
			listener.onDestroy();
			body.destroy();
			done(error);
		},
	});
	function breakOff(error?: Error) {
		if (isOver) return;
		isOver = true;
		broken = { error };
		listener.onBreak(error);
		failBehindLast(error);
	}
	/** What came before it broke off is read first: there may be the ID of a task in it. */
	function failBehindLast(error?: Error) {
		if (copy.readableLength === 0) copy.destroy(error);
		// The next read asks again (Node.js: readable.push('')).
		else copy.push('');
	}
	copy.on('error', () => {});
	body.on('error', breakOff);
	body.on('close', () => breakOff());
	body.on('end', () => {
		isOver = true;
		listener.onEnd();
		copy.push(null);
	});
	if (body.destroyed) breakOff(body.errored ?? undefined);
	body.on('data', (chunk: Buffer) => {
		const isWanted = copy.push(chunk);
		if (!isWanted) body.pause();
		listener.onChunk(chunk, isWanted);
	});
	return copy;
}

/** Node.js's class of streams, which nodes may not import, but every stream descends from. */
function readableOf(body: Readable): typeof import('stream').Readable {
	let prototype = Object.getPrototypeOf(body) as Readable;
	while (!Object.hasOwn(prototype, 'unshift')) {
		prototype = Object.getPrototypeOf(prototype) as Readable;
	}
	return prototype.constructor as typeof import('stream').Readable;
}
