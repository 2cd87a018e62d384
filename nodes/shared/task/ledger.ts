import { createHash } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

import type { TaskIds } from '../http/errors';
import type { Output, Payload, TaskRequest } from '../kinds/kind';

/** What is known about one request that was sent. Plain JSON: n8n stores it with the execution. */
export type Entry =
	/** Sent; whether the API took it is not known (yet). */
	| { state: 'sent'; executionId: string }
	| { state: 'accepted'; kind: string; taskId: string; submittedAt: number }
	/** Answered with the body of a result instead of a task: its files may not be here yet. */
	| { state: 'answered'; submittedAt: number; answer: unknown }
	/** Brought its result in the create's own reply. */
	| { state: 'done'; outputs: Output[] };

/** The requests of one run of a node, as they survive n8n's Retry On Fail and Retry. */
export interface Ledger {
	find(item: number, request: TaskRequest): Entry | undefined;
	write(item: number, request: TaskRequest, entry: Entry): void;
	/** The next try may submit this request again. */
	forget(item: number, request: TaskRequest): void;
	/** The tasks that were accepted, in this try or an earlier one, and have not ended badly. */
	accepted(): TaskIds[];
	/** The items with a request that may have been accepted without telling its task. */
	unsure(): number[];
	/** Every item is done: a later run of the node, as in a loop, begins afresh. */
	close(): void;
}

const PLACE = 'cambTasks';

/**
 * Opens the ledger in `getContext('node')`, the one place that both kinds of retry keep.
 *
 * @param run n8n's run index: a loop runs a node again on purpose, and pays again on purpose
 * @param account the credential: another account has other tasks
 */
export function openLedger(context: IDataObject, run: number, account: string): Ledger {
	const entries = (context[PLACE] ??= {}) as Record<string, Entry>;
	const prefix = `${run}:`;
	const key = (item: number, request: TaskRequest) =>
		`${prefix}${item}:${fingerprint(account, request)}`;
	const ofRun = () => Object.entries(entries).filter(([name]) => name.startsWith(prefix));
	return {
		find: (item, request) => entries[key(item, request)],
		write: (item, request, entry) => {
			entries[key(item, request)] = entry;
		},
		forget: (item, request) => {
			delete entries[key(item, request)];
		},
		accepted: () =>
			ofRun().flatMap(([, entry]) =>
				entry.state === 'accepted' ? [{ kind: entry.kind, taskId: entry.taskId, runId: null }] : [],
			),
		unsure: () => [
			...new Set(
				ofRun()
					.filter(([, { state }]) => state === 'sent')
					.map(([name]) => Number(name.slice(prefix.length).split(':')[0])),
			),
		],
		close: () => {
			for (const [name] of ofRun()) delete entries[name];
		},
	};
}

/** The same for two requests exactly when sending both would pay for the same thing twice. */
function fingerprint(account: string, { kind, path, payload }: TaskRequest): string {
	return createHash('sha256')
		.update(JSON.stringify([account, kind.name, path, plain(payload)]))
		.digest('hex');
}

function plain(payload: Payload): unknown {
	if ('json' in payload) return payload.json;
	return payload.form.map((part) => {
		if (!('file' in part)) return [part.name, part.value];
		const { fileName, mimeType, size, digest } = part.file;
		return [part.name, fileName, mimeType, size, digest];
	});
}
