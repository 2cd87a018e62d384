import type { IExecuteFunctions } from 'n8n-workflow';

/** No more banners are shown; the log has everything. */
const MOST_BANNERS = 5;
/** A banner about one item names no more of what it is about. */
const MOST_NAMED = 3;

/** What did not come although the rest did, told in the log at once and in the editor at the end. */
export interface Warnings {
	/**
	 * @param message is the same for all warnings of its kind: it has no ids
	 * @param about what tells this one from the others
	 */
	add(item: number, message: string, about: string): void;
	/** Shows one banner for each kind of message, however many items it is about. */
	say(): void;
}

export function openWarnings(context: IExecuteFunctions): Warnings {
	const kinds = new Map<string, { items: Set<number>; count: number; named: string[] }>();
	return {
		add(item, message, about) {
			context.logger.warn(`${message} (${about})`, { item });
			const kind = kinds.get(message) ?? { items: new Set(), count: 0, named: [] };
			kinds.set(message, kind);
			kind.items.add(item);
			kind.count++;
			if (kind.named.length < MOST_NAMED) kind.named.push(about);
		},
		say() {
			const total = context.getInputData().length;
			const banners = [...kinds].map(([message, { items, count, named }]) => {
				if (items.size > 1) return `${items.size} of ${total} items: ${message}`;
				const more = count - named.length;
				return `${message} (${[...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')})`;
			});
			const shown = banners.slice(0, MOST_BANNERS);
			const left = banners.length - shown.length;
			if (left > 0) shown.push(`There are ${left} more kinds of warnings in the log of n8n`);
			for (const message of shown) {
				context.addExecutionHints?.({ message, type: 'warning', location: 'outputPane' });
			}
		},
	};
}
