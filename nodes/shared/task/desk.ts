import type { Reply } from '../http/api';
import { readBody } from '../http/api';
import { isSpoiled, LONGEST_RESULT, parseIfJson, readText } from '../http/body';
import { Problem } from '../http/errors';
import type { Purpose } from '../http/explain';
import { explainTrouble } from '../http/explain';
import type { Tried } from '../http/retry';
import { tryAgain } from '../http/retry';
import type { Trouble } from '../http/trouble';
import { mayPass, wasNotTaken } from '../http/trouble';
import type { Desk } from '../kinds/kind';
import { linkIn } from '../kinds/speechResult';
import type { FileWish, SavedFile } from '../media/save';
import { saveBody, saveText } from '../media/save';
import type { Ride } from './line';

/** What a kind needs to fetch its run. Reads are repeated while they may pass; creates are not. */
export function openDesk(
	ride: Ride,
	wants: Desk['wants'],
	more: Pick<Desk, 'complete' | 'completeEach' | 'fetchEach'>,
): Desk {
	const { context, api } = ride.line;
	const { fileName, field } = ride.settings;
	const { signal } = ride;

	async function patiently<T>(
		attempt: () => Promise<Tried<T>>,
		again: (trouble: Trouble) => boolean,
		purpose: Purpose,
	) {
		const tried = await tryAgain(attempt, again, api.clock, signal);
		if (!tried.ok) throw new Problem(explainTrouble(tried.trouble, purpose));
		return tried;
	}

	async function save(reply: Reply, wish: FileWish) {
		return await saveBody(context, reply, wish, fileName);
	}

	/** Opens a link and uses what is behind it, again while it may pass. */
	async function follow<T>(url: string, use: (reply: Reply) => Promise<Tried<T>>) {
		if (!/^https?:\/\//i.test(url)) {
			throw new Problem({
				message: 'CAMB.AI returned no link to the file',
				description: 'There may be one later.',
			});
		}
		return await patiently(
			async () => {
				const opened = await api.openMedia(url, signal);
				return opened.ok ? await use(opened.reply) : opened;
			},
			mayPass,
			'media',
		);
	}

	async function saveLink(url: string, wish: FileWish): Promise<SavedFile> {
		const { file } = await follow(url, async (reply) => await save(reply, wish));
		return { ...file, link: url };
	}

	return {
		wants,
		field,
		isTool: ride.line.isTool,
		...more,
		saveLink,
		async readLink(url) {
			const read = async (reply: Reply) => usable(await readBody(reply, LONGEST_RESULT), true);
			return (await follow(url, read)).body;
		},
		async read(path, query, { mayBeText = false } = {}) {
			const call = { method: 'GET' as const, path, query, signal, longestText: LONGEST_RESULT };
			const read = async () => usable(await api.read(call), mayBeText);
			return (await patiently(read, mayPass, 'read')).body;
		},
		async post(path, json) {
			const call = { method: 'POST' as const, path, body: json, signal };
			return (await patiently(async () => await api.read(call), wasNotTaken, 'read')).body;
		},
		async saveResult(path, query, wish) {
			const got = await patiently<{ file: SavedFile } | { link: string }>(
				async () => {
					const opened = await api.open({ method: 'GET', path, query, signal, isFile: true });
					if (!opened.ok) {
						// A result may lie elsewhere. What is there is got like any link, without the key.
						const { trouble } = opened;
						const moved = trouble.what === 'refused' ? trouble.location : undefined;
						return moved ? { ok: true, link: moved } : opened;
					}
					const { reply } = opened;
					if (!isJson(reply)) return await save(reply, wish);
					const reading = await readText(reply.body);
					const link = reading.ok ? linkIn(parseIfJson(reading.text)) : undefined;
					if (link) return { ok: true, link };
					const why = reading.ok ? 'It contains neither a file nor a link to one' : reading.why;
					return { ok: false, trouble: { what: 'unreadable', status: reply.status, why } };
				},
				mayPass,
				'read',
			);
			return 'file' in got ? got.file : await saveLink(got.link, wish);
		},
		async saveReply(reply, wish) {
			const saved = await save(reply, wish);
			if (!saved.ok) throw new Problem(explainTrouble(saved.trouble, 'stream'));
			return saved.file;
		},
		warn: (message, about) => ride.line.warnings.add(ride.item, message, about),
		async saveText(text, wish) {
			return await saveText(context, text, wish, fileName);
		},
	};
}

function isJson({ headers }: Reply): boolean {
	return /\bjson\b/i.test(headers['content-type'] ?? '');
}

/** What was read, unless it is no result: a page of some server on the way, JSON that broke off. */
function usable(read: Tried<{ body: unknown }>, mayBeText: boolean): Tried<{ body: unknown }> {
	if (!read.ok || typeof read.body !== 'string') return read;
	if (mayBeText && !isSpoiled(read.body)) return read;
	const why = 'It is not what was asked for';
	return { ok: false, trouble: { what: 'unreadable', status: 200, why } };
}
