import { isSpoiled, linkIn } from '../camb/results';
import { ExplainedError } from '../core/explainedError';
import { explainFailure } from '../errors/explain';
import type { SaveAs, SavedFile } from '../files/save';
import { isTextReply, saveBody, saveText } from '../files/save';
import { LONGEST_RESULT, parseIfJson, readText } from '../http/body';
import type { Reply } from '../http/client';
import { readBody } from '../http/client';
import type { WaitLimits } from '../http/hostBackoff';
import type { Purpose, RequestFailure } from '../http/requestFailure';
import { isTransient, isSafeToResend } from '../http/requestFailure';
import type { Result } from '../http/retry';
import { retry, unreadable } from '../http/retry';
import type { ResultContext } from './kind';
import { resultWaitsUntil } from './maxWait';
import type { ItemContext } from './session';

/** The last step of an item, for one run. */
export interface ResultStep extends Pick<ResultContext, 'resultOptions'> {
	/** When Max Wait is over, by the clock's `now`. */
	stepEnds: number;
}

/** What a kind needs to fetch its run. Reads are repeated while they may pass; creates are not. */
export function openResultContext(
	itemContext: ItemContext,
	{ resultOptions, stepEnds }: ResultStep,
	more: Pick<ResultContext, 'complete' | 'fetchEach'>,
): ResultContext {
	const { context, client } = itemContext.session;
	const { fileName, field } = itemContext.settings;
	const { signal } = itemContext;

	async function withRetries<T>(
		attempt: (limits: WaitLimits) => Promise<Result<T>>,
		again: (failure: RequestFailure) => boolean,
		purpose: Purpose,
	) {
		const { clock } = client;
		const waitsUntil = resultWaitsUntil(stepEnds, clock.now());
		const tried = await retry(attempt, again, clock, { signal, waitsUntil });
		if (!tried.ok) throw new ExplainedError(explainFailure(tried.failure, purpose));
		return tried;
	}

	async function save(reply: Reply, saveAs: SaveAs) {
		return await saveBody(context, reply, saveAs, fileName);
	}

	/** Opens a link and uses what is behind it, again while it may pass. */
	async function follow<T>(url: string, use: (reply: Reply) => Promise<Result<T>>) {
		if (!/^https?:\/\//i.test(url)) {
			throw new ExplainedError({
				message: 'CAMB.AI returned no link to the file',
				description: 'There may be one later.',
			});
		}
		return await withRetries(
			async (limits) => {
				const opened = await client.openMedia(url, limits);
				return opened.ok ? await use(opened.reply) : opened;
			},
			isTransient,
			'media',
		);
	}

	async function saveLink(url: string, saveAs: SaveAs): Promise<SavedFile> {
		const { file } = await follow(url, async (reply) => await save(reply, saveAs));
		return { ...file, link: url };
	}

	return {
		resultOptions,
		field,
		isTool: itemContext.session.isTool,
		...more,
		saveLink,
		async readLink(url) {
			const read = async (reply: Reply) => usable(await readBody(reply, LONGEST_RESULT), true);
			return (await follow(url, read)).body;
		},
		async read(path, query, { mayBeText = false } = {}) {
			const call = { method: 'GET' as const, path, query, longestText: LONGEST_RESULT };
			const read = async (limits: WaitLimits) =>
				usable(await client.read({ ...call, ...limits }), mayBeText);
			return (await withRetries(read, isTransient, 'read')).body;
		},
		async post(path, json) {
			const call = { method: 'POST' as const, path, body: json };
			const post = async (limits: WaitLimits) => await client.read({ ...call, ...limits });
			return (await withRetries(post, isSafeToResend, 'read')).body;
		},
		async saveResult(path, query, saveAs) {
			const got = await withRetries<{ file: SavedFile } | { link: string }>(
				async (limits) => {
					const call = { method: 'GET' as const, path, query, isFile: true };
					const opened = await client.open({ ...call, ...limits });
					if (!opened.ok) {
						// A result may lie elsewhere. What is there is got like any link, without the key.
						const { failure } = opened;
						const moved = failure.what === 'refused' ? failure.location : undefined;
						return moved ? { ok: true, link: moved } : opened;
					}
					const { reply } = opened;
					// A link to the file may have come in its place.
					if (await isTextReply(reply)) {
						const reading = await readText(reply.body);
						if (!reading.ok) return unreadable(reply.status, reading.why);
						const link = linkIn(parseIfJson(reading.text));
						if (link) return { ok: true, link };
					}
					return await save(reply, saveAs);
				},
				isTransient,
				'read',
			);
			return 'file' in got ? got.file : await saveLink(got.link, saveAs);
		},
		warn: (message, about) => itemContext.session.warnings.add(itemContext.item, message, about),
		async saveText(text, saveAs) {
			return await saveText(context, text, saveAs, fileName);
		},
	};
}

/** What was read, unless it is no result: a page of some server on the way, JSON that broke off. */
function usable(read: Result<{ body: unknown }>, mayBeText: boolean): Result<{ body: unknown }> {
	if (!read.ok || typeof read.body !== 'string') return read;
	if (mayBeText && !isSpoiled(read.body)) return read;
	return unreadable(200, 'It is not what was asked for');
}
