import { membersIn } from '../camb/members';

/** What a direct call makes, by the name of its ID in items. */
const MADE = { voiceId: 'Voice', folderId: 'Folder', dictionaryId: 'Dictionary' };

/** The ID of what a direct call made. */
export type Made = { [name in keyof typeof MADE]?: number };

/** The ID of something made, in the JSON of an item or in the IDs of a task; undefined if there is none. */
export function madeIn(json: object): Made | undefined {
	const ids = Object.keys(MADE).flatMap((name) => {
		const id = membersIn(json)[name];
		return typeof id === 'number' ? [[name, id]] : [];
	});
	return ids.length > 0 ? (Object.fromEntries(ids) as Made) : undefined;
}

/** `Voice ID 200001`. */
export function madeWords(made: Made): string {
	return Object.entries(made)
		.map(([name, id]) => `${MADE[name as keyof Made]} ID ${id}`)
		.join(', ');
}
