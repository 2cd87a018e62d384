/** One refused field, as FastAPI words it. `loc` begins with body, query or path. */
export interface FieldError {
	loc: Array<string | number>;
	msg: string;
	type: string;
}

/** An answer that is not 2xx. `body` is sent as JSON, or as plain text if it is a string. */
export class ApiError extends Error {
	constructor(
		readonly statusCode: number,
		readonly body: unknown,
	) {
		super(typeof body === 'string' ? body : JSON.stringify(body));
	}
}

/** 422 in FastAPI's form, for one field or several. */
export function refused(...detail: FieldError[]): ApiError {
	return new ApiError(422, { detail });
}

/** 422 for a value that no schema can check. */
export function refusedValue(loc: FieldError['loc'], message: string): ApiError {
	return refused({ loc, msg: `Value error, ${message}`, type: 'value_error' });
}

/** 400 for a run that this account doesn't have (source: /tts-result and others in the contract). */
export function runNotFound(runId: number | string): ApiError {
	return new ApiError(400, { detail: `Run ${runId} not found` });
}

/** 404 for a task that this account doesn't have. */
export function taskNotFound(): ApiError {
	return new ApiError(404, { detail: 'Task not found' });
}

/** 401 in the form that docs:authentication prints. */
export function invalidKey(): ApiError {
	return new ApiError(401, { error: 'Invalid API key', status: 401 });
}

/** 429 when the plan allows no more tasks at once (contract notes, c: no numbers, no Retry-After). */
export function tooManyTasks(): ApiError {
	return new ApiError(429, { detail: 'Too many concurrent tasks' });
}
