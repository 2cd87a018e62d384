import type {
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { Clock } from '../task/clock';
import type { Readable } from './body';
import { cleanText, parseIfJson, readText } from './body';
import { CREDENTIAL, readCredential } from './credential';
import type { Holds } from './hold';
import { openHolds } from './hold';
import { readFault } from './fault';
import type { Context } from './n8nRequests';
import { asStream, endingWith, UNPACKED } from './n8nRequests';
import type { Tried } from './retry';
import { readRetryHint } from './retryAfter';
import { steady } from './steady';
import { timeouts } from './timeouts';
import type { Trouble } from './trouble';

/** One request to the API host. */
export interface Call {
	method: IHttpRequestMethods;
	/** Begins with a slash and follows the credential's base URL. */
	path: string;
	query?: IDataObject;
	/** JSON or a form. */
	body?: IHttpRequestOptions['body'];
	/** How long the answer may let wait for itself, in ms; half a minute, or as media if not set. */
	timeoutMs?: number;
	/** Whether the answer is a file: it may take as long as media, and comes unpacked. */
	isFile?: boolean;
	/** How long the body may stall, in ms; the usual time if not set. */
	stallMs?: number;
	/** How long the body may take in all, in ms; as long as media if not set. */
	longestMs?: number;
	/** Ends the request, whether it waits to be sent or is under way. Stop always does. */
	signal?: AbortSignal;
	/** Once it is sent, only Stop ends it: what it creates may be paid for. */
	isCreate?: boolean;
}

/**
 * An answer with status 2xx, its body not read yet. The key is in no header, and in no text that
 * `readText` reads of the body. The bytes of a file stay as they came.
 */
export interface Reply {
	status: number;
	headers: Record<string, string | undefined>;
	body: Readable;
	/** Whether the body broke off on its way. */
	broke(): boolean;
}

/** The two ways to the outside: with the key to the API host, and without it to anywhere else. */
export interface Api {
	/** Sends the request once. Follows no redirect, so that the key stays with the API host. */
	open(call: Call): Promise<Tried<{ reply: Reply }>>;
	/** Like `open`, and reads the body: as JSON, or as text when it is no JSON. */
	read(call: Call): Promise<Tried<{ body: unknown }>>;
	/** Gets a file from wherever the API stored it, without the key. */
	openMedia(url: string, signal?: AbortSignal): Promise<Tried<{ reply: Reply }>>;
	/** For how long the API asked not to be called, in ms. */
	heldForMs(): number;
	/** The text without the key, should an answer repeat it. */
	hideKey(text: string): string;
	/** What a request that does not wait so long comes to. */
	heldTrouble(): Trouble;
	clock: Clock;
	signal?: AbortSignal;
}

/** Opens the way to the API that the node's credential names. */
export async function connect(context: Context, clock: Clock): Promise<Api> {
	const { baseUrl, hideKey } = await readCredential(context);
	/** The answer that refused the key: every other request would come to the same. */
	let keyRefusal: Trouble | undefined;
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal?.() : undefined;
	const holds = openHolds(clock);
	const host = hostOf(baseUrl);

	async function open(call: Call): Promise<Tried<{ reply: Reply }>> {
		const { isFile, isCreate } = call;
		const opened = await send(
			async (options, ends) =>
				await context.helpers.httpRequestWithAuthentication.call(
					endingWith(context, ends),
					CREDENTIAL,
					options,
				),
			{
				...asStream(
					baseUrl + call.path,
					call.timeoutMs ?? (isFile ? timeouts.mediaMs : timeouts.readMs),
				),
				method: call.method,
				qs: call.query,
				body: call.body,
				// What a create brings may be the file itself.
				headers: isFile || isCreate ? { ...UNPACKED } : undefined,
				disableFollowRedirect: true,
			},
			{
				clock,
				signal,
				itemSignal: call.signal,
				isCreate,
				holds,
				refusedBefore: () => keyRefusal,
				stallMs: call.stallMs,
				longestMs: call.longestMs,
				hideKey,
			},
		);
		if (!opened.ok && opened.trouble.what === 'refused' && opened.trouble.status === 401) {
			keyRefusal ??= opened.trouble;
		}
		return opened;
	}

	return {
		open,
		hideKey,
		clock,
		signal,
		heldForMs: () => holds.forMs(host),
		heldTrouble: () => holds.trouble(host),
		async read(call) {
			const opened = await open({ ...call, longestMs: timeouts.longestReadMs });
			if (!opened.ok) return opened;
			return await readBody(opened.reply);
		},
		async openMedia(url, itemSignal) {
			return await send(
				async (options) => await context.helpers.httpRequest(options),
				{
					...asStream(hideKey(url), timeouts.mediaMs),
					method: 'GET',
					headers: { ...UNPACKED },
				},
				{ clock, signal, itemSignal, holds, hideKey },
			);
		},
	};
}

/** Reads a body: as JSON, or as text when it is no JSON. */
export async function readBody({ status, body }: Reply): Promise<Tried<{ body: unknown }>> {
	const reading = await readText(body);
	if (reading.ok) return { ok: true, body: parseIfJson(reading.text) };
	const { why, isTooLong } = reading;
	return { ok: false, trouble: { what: 'unreadable', status, why, isLasting: isTooLong } };
}

interface SendSettings {
	clock: Clock;
	/** Stop. */
	signal?: AbortSignal;
	/** Stop, or the end of the item. */
	itemSignal?: AbortSignal;
	isCreate?: boolean;
	stallMs?: number;
	holds: Holds;
	/** What the request comes to without being sent. */
	refusedBefore?(): Trouble | undefined;
	longestMs?: number;
	hideKey(text: string): string;
}

async function send(
	request: (options: IHttpRequestOptions, ends: AbortSignal) => Promise<IN8nHttpFullResponse>,
	options: IHttpRequestOptions,
	settings: SendSettings,
): Promise<Tried<{ reply: Reply }>> {
	const { clock, signal, itemSignal = signal, holds, hideKey } = settings;
	const { stallMs = timeouts.stallMs, longestMs = timeouts.longestMediaMs } = settings;
	const host = hostOf(options.url);
	const held = (await holds.wait(host, itemSignal)) ?? settings.refusedBefore?.();
	if (held) return { ok: false, trouble: held };
	const own = new AbortController();
	const outer = settings.isCreate ? signal : itemSignal;
	const ends = outer ? AbortSignal.any([outer, own.signal]) : own.signal;
	let response: IN8nHttpFullResponse;
	try {
		response = await request({ ...options, abortSignal: ends }, ends);
	} catch (error) {
		return { ok: false, trouble: readFault(error) };
	}
	const { statusCode: status } = response;
	const headers = cleanHeaders(response.headers as Reply['headers'], hideKey);
	const { body, broke } = steady(response.body as Readable, {
		limits: { stallMs, totalMs: longestMs },
		breakOff: () => own.abort(),
		clock,
		signal: outer,
	});
	cleanText(body, hideKey);
	if (status >= 200 && status < 300) return { ok: true, reply: { status, headers, body, broke } };

	const reading = await readText(body);
	const refusal = reading.ok ? parseIfJson(reading.text) : undefined;
	const retryAfterMs = readRetryHint(status, headers, refusal, clock.date());
	if (retryAfterMs) holds.note(host, retryAfterMs, status);
	const location = status < 400 ? resolve(headers.location, options.url) : undefined;
	return { ok: false, trouble: { what: 'refused', status, body: refusal, retryAfterMs, location } };
}

/** A Location header as a whole address; undefined if it is none. */
function resolve(location: string | undefined, base: string): string | undefined {
	return location !== undefined && URL.canParse(location, base)
		? new URL(location, base).href
		: undefined;
}

function hostOf(url: string): string {
	const [, host] = url.split(/[/?#]+/);
	return host.toLowerCase();
}

function cleanHeaders(headers: Reply['headers'], clean: (text: string) => string) {
	const entries = Object.entries(headers).map(([name, value]) => [
		name,
		typeof value === 'string' ? clean(value) : value,
	]);
	return Object.fromEntries(entries) as Reply['headers'];
}
