import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { Clock } from '../core/clock';
import type { PollingPolicy } from '../core/schedule';
import type { Lost } from '../errors/explain';
import type { SaveAs, SavedFile } from '../files/save';
import type { Bytes } from '../files/upload';
import type { Readable } from '../http/body';
import type { Reply } from '../http/client';
import type { ReadRows } from '../http/readRows';
import type { CreateRequest, Payload } from './createRequest';
import type { Fetched, Output, ResultContext } from './kind';

/** A request whose reply is the result, and which changes something or is paid for. */
export interface DirectRequest<Options extends IDataObject = IDataObject> extends CreateRequest {
	kind: DirectKind<Options>;
	resultOptions: Options;
}

/** What CAMB.AI does in the reply to the request: a stream, which it does not keep, a clone … */
export interface DirectKind<Options extends IDataObject = IDataObject, Row = unknown> {
	/** Saved in items, never renamed: streamed-speech. */
	name: string;
	/** How long the request may wait for its turn, as for a task. */
	pollingPolicy: Pick<PollingPolicy, 'maxWaitMs'>;
	/** What is said when the reply is lost; what is true of a stream if not set. */
	whenLost?: Lost;
	/** What a later try gives that finds it done (HTTP 404) by the one whose reply was lost. */
	whenDone?: Output;
	/** A list of the API that is read before the request, too: what it makes is what comes to be there. */
	list?: { listPath: string; read: ReadRows<Row> };
	/** Turns the reply into an output item. Throws an ExplainedError when it can't. */
	read(reply: Reply, replyContext: ReplyContext<Options, Row>): Promise<Fetched>;
}

export interface ReplyContext<Options extends IDataObject = IDataObject, Row = unknown> {
	resultOptions: Options;
	/** Where the first file goes: the user's Output Data Field Name. */
	field: string;
	/** Whether an AI agent gets the item: it reads JSON alone, and pays for every word. */
	isTool: boolean;
	/** What was sent. */
	sent: Payload;
	/** Saves the body of the reply. */
	save(saveAs: SaveAs): Promise<SavedFile>;
	/** The rows of the kind's list as they were before, and as they are by now; undefined if they can't be read. */
	listedBefore?: Row[];
	list(): Promise<Row[] | undefined>;
	/** Tells the user, in the log and in the editor, what is missing although it was made. */
	warn(message: string, about: string): void;
}

/** What is too much for one direct call: one request for each piece, in order, and how to join theirs. */
export interface PiecedRequest {
	pieces: DirectRequest[];
	/**
	 * Makes one output of those of the pieces. Throws an ExplainedError when it can't. Not set for a
	 * single piece, whose output is the item's own.
	 */
	join?(outputs: Output[], joinContext: JoinContext): Promise<Fetched>;
}

export interface JoinContext extends Pick<ReplyContext, 'field' | 'isTool' | 'warn'> {
	/** Ends it. */
	signal: AbortSignal;
	clock: Clock;
	/** The bytes of a file of a piece. */
	open(binary: IBinaryData): Promise<Bytes>;
	/** Saves a file that is made of theirs. */
	saveStream(stream: Readable, saveAs: SaveAs & { extension: string }): Promise<SavedFile>;
	saveText: ResultContext['saveText'];
}
