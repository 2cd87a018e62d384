import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Readable } from './body';
import { cleanText, parseIfJson, readText } from './body';
import type { TimedBody } from './bodyTimeouts';
import { withTimeouts } from './bodyTimeouts';
import { readFault } from './fault';
import type { HostBackoff, WaitLimits } from './hostBackoff';
import type { RequestFailure } from './requestFailure';
import type { Result } from './retry';
import { readRetryHint } from './retryAfter';
import type { Timing } from './timing';

/**
 * An answer with status 2xx, its body not read yet. The key is taken out of its headers and of the
 * text that `readText` reads; the bytes of a file stay as they came.
 */
export interface Reply extends TimedBody {
	status: number;
	headers: Record<string, string | undefined>;
}

/** What all requests of a node share. */
interface Sender {
	timing: Timing;
	/** Stop. */
	stop?: AbortSignal;
	hostBackoff: HostBackoff;
	hideKey(text: string): string;
}

/** How one request is sent. */
interface Sending extends WaitLimits {
	/** Sends it by n8n's helper. `ends` aborts it. */
	request(options: IHttpRequestOptions, ends: AbortSignal): Promise<IN8nHttpFullResponse>;
	/** Once it is sent, only Stop ends it. */
	isCreate?: boolean;
	/** Why it need not be sent, if that is known. */
	refusedBefore?(): RequestFailure | undefined;
	stallMs?: number;
	longestMs?: number;
}

/** Sends a request once, as soon as its host wants to be called. */
export async function send(
	{ timing, stop, hostBackoff, hideKey }: Sender,
	options: IHttpRequestOptions,
	{ request, isCreate, refusedBefore, waitsUntil, signal = stop, ...limits }: Sending,
): Promise<Result<{ reply: Reply }>> {
	const { clock, timeouts } = timing;
	const host = hostOf(options.url);
	const held = (await hostBackoff.wait(host, { signal, waitsUntil })) ?? refusedBefore?.();
	if (held) return { ok: false, failure: held };
	const own = new AbortController();
	const outer = isCreate ? stop : signal;
	const ends = outer ? AbortSignal.any([outer, own.signal]) : own.signal;
	let response: IN8nHttpFullResponse;
	try {
		response = await request({ ...options, abortSignal: ends }, ends);
	} catch (error) {
		return { ok: false, failure: readFault(error) };
	}
	const { statusCode: status } = response;
	const headers = cleanHeaders(response.headers as Reply['headers'], hideKey);
	const { stallMs = timeouts.stallMs, longestMs = timeouts.longestMediaMs } = limits;
	const timed = withTimeouts(response.body as Readable, {
		limits: { stallMs, totalMs: longestMs },
		breakOff: () => own.abort(),
		clock,
		signal: outer,
	});
	cleanText(timed.body, hideKey);
	if (status >= 200 && status < 300) return { ok: true, reply: { status, headers, ...timed } };

	const reading = await readText(timed.body);
	const refusal = reading.ok ? parseIfJson(reading.text) : undefined;
	const retryAfterMs = readRetryHint(status, headers, refusal, clock.date());
	if (retryAfterMs) hostBackoff.note(host, retryAfterMs, status);
	const location = status < 400 ? resolve(headers.location, options.url) : undefined;
	return { ok: false, failure: { what: 'refused', status, body: refusal, retryAfterMs, location } };
}

/** The host of an address, also of one that is none. */
export function hostOf(url: string): string {
	const [, host] = url.split(/[/?#]+/);
	return host.toLowerCase();
}

/** A Location header as a whole address; undefined if it is none. */
function resolve(location: string | undefined, base: string): string | undefined {
	return location !== undefined && URL.canParse(location, base)
		? new URL(location, base).href
		: undefined;
}

/** A header may be a list, such as Set-Cookie (Node.js: message.headers). */
function cleanHeaders(headers: Reply['headers'], clean: (text: string) => string) {
	const cleaned = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(cleaned);
		return typeof value === 'string' ? clean(value) : value;
	};
	const entries = Object.entries(headers).map(([name, value]) => [name, cleaned(value)]);
	return Object.fromEntries(entries) as Reply['headers'];
}
