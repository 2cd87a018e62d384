/** How long a task took, in ms since its submit: it was still running at `from`, and had ended by `to`. */
export interface TaskLength {
	from: number;
	to: number;
}

/** How long the tasks of one account took lately, by sort. */
export interface TaskLengths {
	/** The newest last. */
	of(sort: string): TaskLength[];
	add(sort: string, length: TaskLength): void;
}

/** No more are kept of each sort: what was longer ago says little. */
const MOST_OF_A_SORT = 10;
/** No more accounts and sorts are kept: the one that was not seen for the longest time goes. */
const MOST_SORTS = 500;

/** Keeps the lengths of each account for itself, for as long as the process lives. */
export function openTaskLengths(): (account: string) => TaskLengths {
	const kept = new Map<string, TaskLength[]>();
	return (account) => {
		const keyOf = (sort: string) => `${account} ${sort}`;
		const of = (sort: string) => kept.get(keyOf(sort)) ?? [];
		return {
			of,
			add(sort, { from, to }) {
				const known = of(sort);
				// Many that were checked later must not make forgotten what one that was checked sooner told.
				const end = Math.min(to, ...known.map((length) => length.to).filter((ms) => ms > from));
				const lengths = [...known, { from, to: end }].slice(-MOST_OF_A_SORT);
				kept.delete(keyOf(sort));
				kept.set(keyOf(sort), lengths);
				const [oldest] = kept.keys();
				if (kept.size > MOST_SORTS) kept.delete(oldest);
			},
		};
	};
}
