import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { Clock } from '../core/clock';
import type { PollingPolicy } from '../core/schedule';
import type { Lost } from '../errors/explain';
import type { Piece } from '../errors/taskIds';
import type { SaveAs, SavedFile } from '../files/save';
import type { Bytes, FileSource, FormPart } from '../files/upload';
import type { Readable } from '../http/body';
import type { Client, Reply } from '../http/client';
import type { ReadRows } from '../http/readRows';
import type { HeldTask } from './background/heldTask';

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

/** A create that starts a task. */
export interface TaskRequest<Options extends IDataObject = IDataObject> extends CreateRequest {
	kind: Kind<Options>;
	resultOptions: Options;
}

/** A request whose reply is the result, and which changes something or is paid for. */
export interface DirectRequest<Options extends IDataObject = IDataObject> extends CreateRequest {
	kind: DirectKind<Options>;
	resultOptions: Options;
}

/**
 * What sort of task: all that the API calls it, and how its run becomes JSON and files.
 *
 * `Options` is how the result may be wanted: what its result parameters read.
 */
export interface Kind<Options extends IDataObject = IDataObject> {
	/** Saved in items, never renamed: text-to-speech. */
	name: string;
	pollingPolicy: PollingPolicy;
	/** `GET statusPath/{taskId}` tells how the task is. */
	statusPath: string;
	/** `POST bulkPath` gives several runs at once, where the API has that. */
	bulkPath?: string;
	/** What the body of a status call says as a status, where it may have a form of its own. */
	statusIn?(body: unknown): unknown;
	/** Whether a finished task may come without a run id. */
	runIdOptional?: boolean;
	/**
	 * Whether it is made on the way to another kind's result: Fetch Result then gets it through that
	 * one, and what the create brings at once may be asked for again at no cost.
	 */
	isPart?: boolean;
	/** Whether the body of a create is the result already, so that there is no task to wait for. */
	isResult?(body: unknown): boolean;
	/** What an item says before the result is there, because Fetch Result needs it besides the ids. */
	about?(options: Options): IDataObject;
	/**
	 * Whether its result is one item and needs no other task; so it is if not set. Of nothing else n8n
	 * can say in the background which item it belongs to, nor that it is not paid for again.
	 */
	isOneResult?(options: Options): boolean;
	/** Turns a finished run into output items. */
	fetch(run: Run, resultContext: ResultContext<Options>): Promise<Fetched[]>;
	/**
	 * Makes one item's own JSON of the items of its pieces, in order, where work that is too much for
	 * one task is cut into several.
	 */
	joinPieces?(pieces: IDataObject[], isTool: boolean): IDataObject;
	/** What to tell the user when the item goes on without its result: what was left, and what to do. */
	whenPending?(options: Options): string | undefined;
	/** The tasks that a finished run is wanted for besides. */
	followUps?(run: Run, options: Options): FollowUps;
}

/** A finished task, or a create that brought its result at once. */
export interface Run {
	runId: number | null;
	/** The body of the create, when it was the result already. */
	answer?: unknown;
	/** What the bulk call said about this run, where it was asked. */
	bulk?: unknown;
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

/** Tasks that one run is wanted for, and what to warn of when one does not come. */
interface FollowUps {
	requests: Array<Named<TaskRequest>>;
	whenMissing: string;
}

/** One of several: `name` is what tells it from the others in an item, `label` in a sentence. */
export type Named<T> = T & { name: IDataObject; label: string };

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

/** What a kind may use to turn its run into items. Everything throws an ExplainedError when it can't. */
export interface ResultContext<Options extends IDataObject = IDataObject> {
	resultOptions: Options;
	/** Where the first file goes: the user's Output Data Field Name. */
	field: string;
	/** Whether an AI agent gets the items: it reads JSON alone, and pays for every word. */
	isTool: boolean;
	/** Reads JSON from the API, or text where that may be the result. */
	read(path: string, query?: IDataObject, as?: { mayBeText?: boolean }): Promise<unknown>;
	/** Sends JSON that makes nothing new. Sent again only when the API cannot have taken it. */
	post(path: string, json: IDataObject): Promise<unknown>;
	/** Saves a file that the API itself hands out, or that it links to. */
	saveResult(path: string, query: IDataObject, saveAs: SaveAs): Promise<SavedFile>;
	/** Saves a file from a link, without the key. */
	saveLink(url: string, saveAs: SaveAs): Promise<SavedFile>;
	/** Reads JSON or text from a link, without the key. */
	readLink(url: string): Promise<unknown>;
	/** Saves text, such as subtitles. */
	saveText(text: string, saveAs: SaveAs): Promise<SavedFile>;
	/** Submits, waits and fetches one more task, whose result this one's needs. */
	complete(request: TaskRequest): Promise<Output[]>;
	/**
	 * Fetches several parts of this run, some at once, each with the context that it is handed. None
	 * loses the others: a part that ends badly becomes an output that says why, like an item under
	 * Continue On Fail, with its name and the ids of the run in it. If all of them end badly, throws
	 * the first one's reason.
	 *
	 * @param whenMissing what to warn of when a part does not come; no warning if not set
	 */
	fetchEach<P>(
		parts: Array<Named<P>>,
		fetchOne: (part: P, resultContext: ResultContext<Options>) => Promise<Output>,
		whenMissing?: string,
	): Promise<Fetched[]>;
	/**
	 * Tells the user, in the log and in the editor, what did not come although the rest did.
	 *
	 * @param message is the same for all warnings of its kind: it has no ids
	 * @param about what tells this one from the others
	 */
	warn(message: string, about: string): void;
}

/** One output item: the kind's own JSON, and files by field name. */
export interface Output {
	json: IDataObject;
	binary?: Record<string, IBinaryData>;
	/** Which of the node's outputs it leaves by; the first if not set. */
	branch?: number;
	/** The wait was over before the task was. */
	isPending?: boolean;
	/** The task, for n8n to wait for in the background. */
	held?: HeldTask;
}

/** What a kind makes of its run. */
export interface Fetched extends Output {
	/** Whether it is about another task, and says so itself already, or about none. */
	hasTaskFields?: boolean;
}
