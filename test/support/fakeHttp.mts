import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { Readable } from 'node:stream';

import { openTaskLengths } from '../../nodes/shared/core/taskLengths';
import { connect } from '../../nodes/shared/http/client';
import { TIMEOUTS } from '../../nodes/shared/http/timeouts';
import { handClock } from './handClock.mts';

/** What the other side does with a request: nothing said is 200 with an empty body. */
export interface FakeReply {
	status?: number;
	/** As Node.js gives them: `set-cookie` is a list. */
	headers?: Record<string, string | string[]>;
	body?: string | Readable;
	/** What n8n's helper throws instead. */
	error?: unknown;
}

/** A request as n8n's helpers got it. */
interface Sent {
	options: IHttpRequestOptions;
	/** The credential that n8n signals it with. */
	credential?: string;
	/** The signal that ends it, where n8n's helper looks for it. */
	ends?: AbortSignal;
	/** The context that the helper was called on. */
	on?: IExecuteFunctions;
}

/**
 * A context whose requests are answered by the test, one reply after the other.
 *
 * `signal` is what Stop aborts. Without one the context knows no such method, and with null it has
 * the method's name alone.
 */
export function fakeHttp(
	replies: FakeReply[] = [],
	{
		apiKey = 'key-1',
		baseUrl = 'https://api.test/apis',
		signal = undefined as AbortSignal | null | undefined,
	} = {},
) {
	const sent: Sent[] = [];
	async function reply() {
		const { status = 200, headers = {}, body = '', error } = replies[sent.length - 1] ?? {};
		if (error) throw error;
		const stream = typeof body === 'string' ? Readable.from([Buffer.from(body)]) : body;
		for (const { ends } of sent.slice(-1)) {
			ends?.addEventListener('abort', () => stream.destroy(new Error('canceled')));
		}
		return { statusCode: status, headers, body: stream };
	}
	const context = {
		getCredentials: async (): Promise<IDataObject> => ({ apiKey, baseUrl }),
		...(signal === undefined
			? {}
			: { getExecutionCancelSignal: signal ? () => signal : undefined }),
		helpers: {
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				credential: string,
				options: IHttpRequestOptions,
			) {
				sent.push({ options, credential, on: this, ends: this.getExecutionCancelSignal?.() });
				return await reply();
			},
			async httpRequest(options: IHttpRequestOptions) {
				sent.push({ options, ends: options.abortSignal as AbortSignal });
				return await reply();
			},
		},
	} as unknown as IExecuteFunctions;
	return { context, sent };
}

/** The way to an API that gives these replies, at a time that stands still. */
export async function connected(
	replies: FakeReply[] = [],
	settings: Parameters<typeof fakeHttp>[1] = {},
) {
	const { context, sent } = fakeHttp(replies, settings);
	const clock = handClock();
	const timing = { clock, timeouts: TIMEOUTS, taskLengths: openTaskLengths() };
	return { api: await connect(context, timing), clock, context, sent };
}
