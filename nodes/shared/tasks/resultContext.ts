import { isSpoiled, linkIn } from '../camb/results';
import { ExplainedError } from '../core/explainedError';
import { explainFailure } from '../errors/explain';
import type { SaveAs, SavedFile } from '../files/save';
import { isTextReply, saveBody, saveText } from '../files/save';
import { LONGEST_RESULT, parseIfJson, readText } from '../http/body';
import type { Reply } from '../http/client';
import { readBody } from '../http/client';
import type { Purpose, RequestFailure } from '../http/requestFailure';
import { isTransient, isSafeToResend } from '../http/requestFailure';
import type { Result } from '../http/retry';
import { retry } from '../http/retry';
import type { ResultContext } from './kind';
import type { ItemContext } from './session';

/** What a kind needs to fetch its run. Reads are repeated while they may pass; creates are not. */
export function openResultContext(
	itemContext: ItemContext,
	resultOptions: ResultContext['resultOptions'],
	more: Pick<ResultContext, 'complete' | 'fetchEach'>,
): ResultContext {
	const { context, client } = itemContext.session;
	const { fileName, field } = itemContext.settings;
	const { signal } = itemContext;

	async function withRetries<T>(
		attempt: () => Promise<Result<T>>,
		again: (failure: RequestFailure) => boolean,
		purpose: Purpose,
	) {
		const tried = await retry(attempt, again, client.clock, signal);
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
			async () => {
				const opened = await client.openMedia(url, signal);
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
			const call = { method: 'GET' as const, path, query, signal, longestText: LONGEST_RESULT };
			const read = async () => usable(await client.read(call), mayBeText);
			return (await withRetries(read, isTransient, 'read')).body;
		},
		async post(path, json) {
			const call = { method: 'POST' as const, path, body: json, signal };
			return (await withRetries(async () => await client.read(call), isSafeToResend, 'read')).body;
		},
		async saveResult(path, query, saveAs) {
			const got = await withRetries<{ file: SavedFile } | { link: string }>(
				async () => {
					const opened = await client.open({ method: 'GET', path, query, signal, isFile: true });
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
						if (!reading.ok) return unreadable(reply, reading.why);
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
	return unreadable({ status: 200 }, 'It is not what was asked for');
}

function unreadable({ status }: { status: number }, why: string) {
	return { ok: false, failure: { what: 'unreadable', status, why } } as const;
}
