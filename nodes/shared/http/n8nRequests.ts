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
 * A stream of what `chunks` makes of the body. The body may not be taken for one that nobody
 * listens to, or it ends n8n when it breaks off; and a reader that gives up waits for no next chunk.
 *
 * @param onGivenUp runs first when the reader gives up
 */
export function remake(
	body: Readable,
	chunks: AsyncIterable<Buffer>,
	onGivenUp: () => void,
): Readable {
	// Nodes may not import Node.js's streams, but every stream knows them.
	const { from } = body.constructor as typeof import('stream').Readable;
	body.on('error', () => {});
	const made = from(chunks, { objectMode: false });
	const destroy = made._destroy.bind(made);
	made._destroy = (error, done) => {
		onGivenUp();
		body.destroy();
		destroy(error, done);
	};
	return made;
}
