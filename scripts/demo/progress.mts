import type { Logger } from 'n8n-workflow';

/** How far an item is, as far as n8n's log tells. */
export interface ItemProgress {
	taskId?: string;
	/** Answers about the task's status so far. */
	checks: number;
	status?: string;
}

/** What the nodes say with their lines in n8n's log. */
export interface LineData {
	kind?: string;
	taskId?: string;
	item?: number;
	status?: string;
}

/** Takes one line of the log into account. Gives the item that it was about, if any. */
export function takeLine(
	items: Map<number, ItemProgress>,
	{ kind, taskId, item, status }: LineData,
): number | undefined {
	if (!kind || !taskId) return undefined;
	if (item !== undefined) {
		items.set(item, { taskId, checks: 0 });
		return item;
	}
	const [index, known] = [...items].find(([, { taskId: id }]) => id === taskId) ?? [];
	if (index === undefined || !known || !status) return undefined;
	items.set(index, { taskId, checks: known.checks + 1, status });
	return index;
}

/** Where an item is, for somebody who watches. */
export function inWords({ taskId, checks, status }: ItemProgress): string {
	if (!taskId) return 'waits for its turn';
	const task = `task ${taskId.slice(0, 8)}`;
	if (status === undefined) return `submitted, ${task}`;
	const times = checks === 1 ? '1 check' : `${checks} checks`;
	return status === 'SUCCESS' ? `done after ${times}` : `waiting, ${times} so far, ${task}`;
}

export interface Watch {
	/** Tells what becomes of one item, now and after every change. Resolves when its task is done. */
	follow(item: number, tell: (progress: ItemProgress) => void): Promise<void>;
}

/** Follows the items of one node through n8n's own log. */
export function watchLog(logger: Logger): Watch {
	const items = new Map<number, ItemProgress>();
	const listeners = new Map<number, (progress: ItemProgress) => void>();
	for (const level of ['info', 'debug'] as const) {
		logger[level] = (_message, data = {}) => {
			const item = takeLine(items, data as LineData);
			if (item === undefined) return;
			listeners.get(item)?.(items.get(item) as ItemProgress);
		};
	}
	return {
		follow: async (item, tell) =>
			await new Promise((resolve) => {
				const listen = (progress: ItemProgress) => {
					tell(progress);
					if (progress.status === 'SUCCESS') resolve();
				};
				listeners.set(item, listen);
				listen(items.get(item) ?? { checks: 0 });
			}),
	};
}
