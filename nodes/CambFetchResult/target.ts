import type { OnMaxWait } from '../shared/tasks/runTask';
import type { whenStillRunning } from './parameters';

/** A task, or the runs of tasks that have ended. */
export type Target = ByTask | ByRuns;

export interface ByTask {
	by: 'task';
	taskId: string;
	/** In ms since 1970, when the item says so. */
	submittedAt?: number;
	/** What Max Wait counts from on the way through Still Running, likewise. */
	waitingSince?: number;
	whenStillRunning: ReturnType<typeof whenStillRunning.read>;
	onMaxWait: OnMaxWait;
}

export interface ByRuns {
	by: 'run';
	runIds: number[];
}
