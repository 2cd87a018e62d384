import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { membersIn } from '../camb/members';
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
	name: string;
	field: string;
	json: IDataObject;
	link: string;
}

/**
 * Makes an item of its files. One that can't be had does not keep the others: then the item has
 * them, and says why besides, like an item under Continue On Fail.
 *
 * @param about what to call the whole in a warning; no warning if not set
 * @param jsonOf the item's own JSON, of the files that came, in order
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
	const saved = parts.flatMap(({ field, link }, index) => {
		const { json } = outputs[index];
		return json.error === undefined ? [{ name: files[index].name, field, link, json }] : [];
	});
	const json = jsonOf(saved);
	if (lost.length === 0) return { json, binary };
	const details = lost.map(detailsIn);
	const missing = details.flatMap((each) => each.missing as string[]);
	const whole = { ...json, ...details[0], missing };
	// On n8n's error output all that an item says is inside of `error`.
	if (details[0] !== lost[0]) return { json: { error: whole }, binary, hasTaskFields: true };
	return { json: whole, binary };
}

function detailsIn(json: IDataObject): IDataObject {
	return typeof json.error === 'object' ? membersIn(json.error) : json;
}
