import type { OnMaxWait } from '../shared/tasks/settings';
import type { whenStillRunning } from './parameters';

/** A task, or the runs of tasks that have ended. */
export type Target = ByTask | ByRuns;

export interface ByTask {
	by: 'task';
	taskId: string;
	/** In ms since 1970, when the item says so. */
	submittedAt?: number;
	/** What Max Wait counts from on the way through Still Running or in the background, likewise. */
	waitingSince?: number;
	/** How long n8n has waited for it in the background at the least, in ms. */
	waitedMs?: number;
	/** How often it was looked at before. */
	checks?: number;
	/** As the user chose; or one look of n8n in the background. */
	whenStillRunning: ReturnType<typeof whenStillRunning.read> | 'look';
	onMaxWait: OnMaxWait;
}

export interface ByRuns {
	by: 'run';
	runIds: number[];
}
