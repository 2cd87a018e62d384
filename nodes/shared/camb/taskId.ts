/**
 * The task id in a create's reply, also in the older form with a payload (contract notes, a3): null
 * when the API gave none, undefined when it makes no sense.
 */
export function taskIdIn(body: unknown): string | null | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { task_id: taskId, payload } = body as { task_id?: unknown; payload?: unknown };
	if (taskId === undefined) return taskIdIn(payload);
	if (taskId === null) return null;
	if (typeof taskId !== 'string' && typeof taskId !== 'number') return undefined;
	return String(taskId).trim() || undefined;
}

/** The task id in a reply that broke off after it: the task is paid for all the same. */
export function taskIdInBroken(text: string): string | undefined {
	// Digits count only when something follows: else there may have been more of them.
	const found = /"task_id"\s*:\s*(?:"([^"]+)"|(\d+)\s*[,}])/.exec(text);
	return (found?.[1] ?? found?.[2])?.trim() || undefined;
}
