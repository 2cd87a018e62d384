import type { describeFile } from './forms.mts';

/** What a request was for: begin a task or change something, upload a file for one, ask for its status, get its result, a list, or a file. */
export type Step = 'submit' | 'upload' | 'poll' | 'fetch' | 'list' | 'media';

/** One request as the account's log keeps it. */
export interface LoggedRequest {
	/** ms on the account's clock. */
	at: number;
	step: Step;
	operationId: string | null;
	method: string;
	path: string;
	/** The status sent, or null while nothing was (or if nothing ever will be). */
	status: number | null;
	/** Whether an API key came with the request. On the media origin that is a leak. */
	key: boolean;
	origin: 'api' | 'media';
	/** Parsed JSON or form; files as {fileName, mimeType, size, sha256}. */
	body?: unknown;
	/** The media that the request names, as it came: {fileName, mimeType, size, sha256}. */
	source?: ReturnType<typeof describeFile>;
	/** The type of the fault that was injected. */
	fault?: string;
	/** What happened, in words. */
	note?: string;
}
