import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { PollingPolicy } from '../core/schedule';
import type { SaveAs, SavedFile } from '../files/save';
import type { HeldTask } from './background/heldTask';
import type { CreateRequest } from './createRequest';

/** A create that starts a task. */
export interface TaskRequest<Options extends IDataObject = IDataObject> extends CreateRequest {
	kind: Kind<Options>;
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

/** Tasks that one run is wanted for, and what to warn of when one does not come. */
interface FollowUps {
	requests: Array<Named<TaskRequest>>;
	whenMissing: string;
}

/** One of several: `name` is what tells it from the others in an item, `label` in a sentence. */
export type Named<T> = T & { name: IDataObject; label: string };

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
