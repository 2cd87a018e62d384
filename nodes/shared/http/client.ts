import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import type { TaskLengths } from '../core/taskLengths';
import { parseIfJson, readText } from './body';
import { CREDENTIAL, readCredential } from './credential';
import type { WaitLimits } from './hostBackoff';
import { openHostBackoff } from './hostBackoff';
import type { Context } from './n8nRequests';
import { asStream, endingWith, UNPACKED } from './n8nRequests';
import type { RequestFailure } from './requestFailure';
import type { Result } from './retry';
import type { Reply } from './send';
import { hostOf, send } from './send';
import type { Timing } from './timing';

export type { Reply } from './send';

/** One request to the API host. Its signal also ends it while it is under way; Stop always does. */
export interface Call extends WaitLimits {
	method: IHttpRequestMethods;
	/** Begins with a slash and follows the credential's base URL. */
	path: string;
	query?: IDataObject;
	/** JSON or a form. */
	body?: IHttpRequestOptions['body'];
	/** Time until the response must begin, in ms; the usual time of a read, or of a file, if not set. */
	timeoutMs?: number;
	/** Whether the response is a file: it may take as long as media, and is asked for unpacked. */
	isFile?: boolean;
	/** How long the body may stall, in ms; the usual time if not set. */
	stallMs?: number;
	/** How long the body may take in all, in ms; as long as media if not set. */
	longestMs?: number;
	/** The longest body that is read as text, in bytes; 32 MB if not set. */
	longestText?: number;
	/** Once it is sent, only Stop ends it: what it creates may be paid for. */
	isCreate?: boolean;
}

/** A file as it is sent by itself. */
export interface SentFile {
	body: IHttpRequestOptions['body'];
	headers: Record<string, string>;
	/** How long it may take to be sent, besides the time of an answer, in ms. */
	uploadMs: number;
}

/** The two ways to the outside: with the key to the API host, and without it to anywhere else. */
export interface Client extends Pick<Timing, 'clock' | 'timeouts'> {
	/** Sends the request once. Follows no redirect, so that the key stays with the API host. */
	open(call: Call): Promise<Result<{ reply: Reply }>>;
	/** Like `open`, and reads the body: as JSON, or as text when it is no JSON. */
	read(call: Call): Promise<Result<{ body: unknown }>>;
	/** Gets a file from wherever the API stored it, without the key. */
	openMedia(url: string, limits?: WaitLimits): Promise<Result<{ reply: Reply }>>;
	/**
	 * Sends a file to wherever the API wants it stored, without the key. Follows no redirect: n8n's
	 * helper would keep the whole file for that.
	 */
	putMedia(url: string, sent: SentFile, limits?: WaitLimits): Promise<Result<{ reply: Reply }>>;
	/** For how long the API asked not to be called, in ms. */
	backoffMs(): number;
	/** How long the tasks of this account took lately. */
	taskLengths: TaskLengths;
	/** The text without the key, and without links to n8n's files, should an answer repeat them. */
	hideKey(text: string): string;
	/** Stop. */
	signal?: AbortSignal;
}

/** Opens the way to the API that the node's credential names. */
export async function connect(context: Context, timing: Timing): Promise<Client> {
	const { clock, timeouts } = timing;
	const { baseUrl, hideKey, account } = await readCredential(context);
	const stop =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal?.() : undefined;
	const hostBackoff = openHostBackoff(clock);
	const sender = { timing, stop, hostBackoff, hideKey };
	const host = hostOf(baseUrl);
	/** The answer that refused the key: every other request would come to the same. */
	let keyRefusal: RequestFailure | undefined;

	async function open(call: Call): Promise<Result<{ reply: Reply }>> {
		const { method, path, query, body, isFile, isCreate } = call;
		const usualMs = isFile ? timeouts.mediaMs : timeouts.readMs;
		const options = {
			...asStream(baseUrl + path, call.timeoutMs ?? usualMs),
			method,
			qs: query,
			body,
			// What a create brings may be the file itself.
			headers: isFile || isCreate ? { ...UNPACKED } : undefined,
			disableFollowRedirect: true,
		};
		const opened = await send(sender, options, {
			...call,
			refusedBefore: () => keyRefusal,
			request: async (options, ends) =>
				await context.helpers.httpRequestWithAuthentication.call(
					endingWith(context, ends),
					CREDENTIAL,
					options,
				),
		});
		if (!opened.ok && opened.failure.what === 'refused' && opened.failure.status === 401) {
			keyRefusal ??= opened.failure;
		}
		return opened;
	}

	return {
		open,
		hideKey,
		clock,
		timeouts,
		taskLengths: timing.taskLengths(account),
		signal: stop,
		backoffMs: () => hostBackoff.forMs(host),
		async read(call) {
			const opened = await open({ ...call, longestMs: timeouts.longestReadMs });
			if (!opened.ok) return opened;
			return await readBody(opened.reply, call.longestText);
		},
		async openMedia(url, limits) {
			// A link that repeats the key must not take it to another host.
			const address = asStream(hideKey(url), timeouts.mediaMs);
			const options = { ...address, method: 'GET' as const, headers: { ...UNPACKED } };
			return await send(sender, options, {
				...limits,
				request: async (options) => await context.helpers.httpRequest(options),
			});
		},
		async putMedia(url, { body, headers, uploadMs }, limits) {
			const options = {
				...asStream(hideKey(url), timeouts.mediaMs + uploadMs),
				method: 'PUT' as const,
				headers,
				body,
				disableFollowRedirect: true,
			};
			return await send(sender, options, {
				...limits,
				request: async (options) => await context.helpers.httpRequest(options),
			});
		},
	};
}

/** Reads a body: as JSON, or as text when it is no JSON. */
export async function readBody(
	{ status, body }: Reply,
	longest?: number,
): Promise<Result<{ body: unknown }>> {
	const reading = await readText(body, longest);
	if (reading.ok) return { ok: true, body: parseIfJson(reading.text) };
	const { why, isTooLong } = reading;
	return { ok: false, failure: { what: 'unreadable', status, why, isLasting: isTooLong } };
}
