import type { IDataObject } from 'n8n-workflow';

import type { Piece } from '../errors/taskIds';
import type { FileSource, FormPart } from '../files/upload';
import type { Client } from '../http/client';

/** A request that makes or changes something, ready to be sent. Files are opened anew for each try. */
export interface CreateRequest {
	kind: { name: string };
	/** POST if not set. */
	method?: 'POST' | 'PUT' | 'DELETE';
	path: string;
	payload: Payload;
	/** How the result is wanted, by the names of the parameters. */
	resultOptions: IDataObject;
	/** What tells a request that another one's run needs from the item's own, which has none. */
	part?: string;
	/** Which it is of the tasks that the item is cut into. */
	piece?: Piece;
}

export type Payload =
	{ json: IDataObject; file?: ReferencedFile } | { form: FormPart[] } | { isEmpty: true };

/** A file that a request names instead of holding it: by a link, or by the ID of its upload. */
export interface ReferencedFile {
	source: FileSource;
	/**
	 * Makes what the request says of it, uploading it if need be. It may be another one each time.
	 * Throws an ExplainedError when it can't.
	 */
	refer(client: Client, limits: { signal: AbortSignal; maxWaitMs: number }): Promise<IDataObject>;
}
