/** A folder of the account's team. */
export interface Folder {
	id: number;
	name: string;
}

export const TEAM_ID = 71;

/** The folders that every account begins with. */
export const FOLDERS: Folder[] = [
	{ id: 301, name: 'Marketing' },
	{ id: 302, name: 'Podcast' },
	{ id: 303, name: 'Training videos' },
];
