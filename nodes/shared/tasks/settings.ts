/** What to do when the wait is over before the task is. */
export type OnMaxWait = 'error' | 'item';

/** What the user set for every kind of task. */
export interface Settings {
	/** Where the first file goes. */
	field: string;
	/** The user's file name, if any. */
	fileName?: string;
	/** How long to wait for a task, in ms; the kind's own time if not set. */
	maxWaitMs?: number;
}
