import type { IDataObject } from 'n8n-workflow';

import type { Parameters } from '../parameters/parameter';
import type { Kind } from '../tasks/kind';

/** A kind whose results people can fetch later. */
export interface ListedKind<Options extends IDataObject = IDataObject> extends Kind<Options> {
	/** Shown in lists: Text to Speech. */
	label: string;
	/** Options on how the result is wanted, shown by the kind's node and by Fetch Result. */
	resultParameters?: Parameters;
	/** The options that an item of the task says itself, for Fetch Result, where they are not set. */
	optionsIn?(item: IDataObject): IDataObject;
	/** What does not go together among these options, then what to do; undefined when all does. */
	misfit?(resultOptions: Options): [what: string, advice: string] | undefined;
}
