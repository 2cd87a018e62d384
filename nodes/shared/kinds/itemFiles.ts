import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { freeField } from '../files/fieldName';
import type { SaveAs } from '../files/save';
import type { Fetched, ResultContext } from '../tasks/kind';

/** One of the files of an item. */
export interface ItemFile {
	/** What it is called in `missing`. */
	name: string;
	/** Where it goes; the user's field if not set. */
	field?: string;
	link: string;
	saveAs: SaveAs;
}

/** A file that came, and the field that it is in. */
export interface Saved {
	field: string;
	json: IDataObject;
	link: string;
}

/**
 * Makes an item of its files. One that can't be had does not keep the others: then the item has
 * them, and says why like an item under Continue On Fail.
 *
 * @param about what to call the whole in a warning; no warning if not set
 * @param jsonOf the item's own JSON, of all its files in order
 */
export async function withFiles<Options extends IDataObject>(
	context: ResultContext<Options>,
	files: ItemFile[],
	about: string | undefined,
	jsonOf: (saved: Saved[]) => IDataObject,
): Promise<Fetched> {
	const parts = files.map(({ name, field, ...file }) => ({
		...file,
		field: field ? freeField(field, { [context.field]: true }) : context.field,
		name: { missing: [name] },
		label: `${name}, ${about}`,
	}));
	const outputs: Fetched[] = await context.fetchEach(
		parts,
		async ({ link, saveAs, field }, own) => {
			const { json, binary } = await own.saveLink(link, saveAs);
			return { json, binary: { [field]: binary } };
		},
		about && 'A file of the result is not available',
	);
	const binary = Object.assign({}, ...outputs.map((output) => output.binary)) as Record<
		string,
		IBinaryData
	>;
	const lost = outputs.flatMap(({ json }) => (json.error === undefined ? [] : [json]));
	if (lost.length === 0) {
		const saved = parts.map(({ field, link }, index) => ({ field, link, ...outputs[index] }));
		return { json: jsonOf(saved), binary };
	}
	const details = lost.map(detailsIn);
	details[0].missing = details.flatMap(({ missing }) => missing as string[]);
	return { json: lost[0], binary, hasTaskFields: true };
}

/** On n8n's error output all that an item says is inside of `error`. */
function detailsIn(json: IDataObject): IDataObject {
	return typeof json.error === 'object' ? (json.error as IDataObject) : json;
}
