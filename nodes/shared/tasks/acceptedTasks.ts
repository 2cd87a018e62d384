import type { ErrorContext } from '../errors/nodeErrors';
import type { TaskIds } from '../errors/taskIds';
import { madeIn, madeWords } from '../errors/made';
import { hasIds } from '../errors/taskIds';
import type { Ledger } from './ledger';

/** The accepted tasks of each item, the newest last. Whatever happens, they come out again. */
export interface AcceptedTasks {
	of(item: number): TaskIds[];
	/** What an error says of the item alone: also what an earlier try sent for it with other words. */
	aboutItem(item: number): Pick<ErrorContext, 'task' | 'earlier' | 'lost'>;
	/** What the error says that ends the run at this item: also all that others have accepted. */
	aboutRun(item: number): Omit<ErrorContext, 'itemIndex'>;
}

export function openAcceptedTasks(ledger: Ledger, count: number): AcceptedTasks {
	const byItem = Array.from({ length: count }, (): TaskIds[] => []);

	function aboutItem(item: number) {
		const own = byItem[item] ?? [];
		const { tasks, lost } = ledger.leftOf(item);
		return {
			task: own.at(-1),
			earlier: [...without(tasks, own), ...own.slice(0, -1)],
			lost,
		};
	}

	return {
		of: (item) => byItem[item],
		aboutItem,
		aboutRun(item) {
			const about = aboutItem(item);
			const others = byItem
				.filter((_, index) => index !== item)
				.flat()
				.filter(hasIds);
			const known = [...byItem.flat(), ...about.earlier];
			return {
				...about,
				others: [...others, ...without(ledger.accepted(), known)],
				unsure: ledger.unsure().filter((index) => index !== item),
				unsureAdvice: ledger.unsureAdvice(),
			};
		},
	};
}

/** The tasks that are none of the others. */
export function without(tasks: TaskIds[], others: TaskIds[]): TaskIds[] {
	const known = new Set(others.map(keyOf));
	return tasks.filter((ids) => !known.has(keyOf(ids)));
}

/** The same for two mentions of one task. */
const keyOf = ({ kind, taskId, runId, ...rest }: TaskIds) =>
	taskId ?? `${kind} ${runId ?? madeWords(madeIn(rest) ?? {})}`;
