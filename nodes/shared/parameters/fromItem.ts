/**
 * An expression that takes what an item says of its task. On n8n's error output that is inside of
 * `error`, also that there is none: beside it stays what the item that went in says of another task.
 */
export const fromItem = (field: 'taskId' | 'runId' | 'language') =>
	`={{ ($json.error?.kind === undefined ? $json : $json.error).${field} }}`;
