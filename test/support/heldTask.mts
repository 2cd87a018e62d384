import type { HeldTask } from '../../nodes/shared/tasks/background/heldTask';

/** A task that n8n waits for in the background. */
export function heldTask(changes: Partial<HeldTask> = {}): HeldTask {
	return {
		kind: 'text-to-speech',
		taskId: 't1',
		submittedAt: 1_000_000,
		waitingSince: 1_000_000,
		waitedMs: 0,
		maxWaitMs: 8_640_000_000,
		checks: 3,
		resultOptions: { language: 54 },
		settings: { field: 'data' },
		onMaxWait: 'error',
		onError: 'stopWorkflow',
		...changes,
	};
}
