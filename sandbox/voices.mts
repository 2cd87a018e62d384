/** A voice as /list-voices shows it, without its link. */
export interface Voice {
	id: number;
	voice_name: string;
	/** 1 male, 2 female, 0 not given, 9 not applicable (Gender in the contract). */
	gender: number;
	age: number | null;
	/** A language's number. */
	language: number | null;
	description: string | null;
	is_published: boolean;
}

type Row = [name: string, gender: number, age: number, language: number, description: string];

const ROWS: Row[] = [
	['Attic Narrator', 1, 45, 1, 'Warm and unhurried, for stories and documentaries'],
	['Maya Chen', 2, 31, 1, 'Clear and friendly, for product tours'],
	['Jonah Reed', 1, 38, 1, 'Steady newsreader'],
	['Grace Okafor', 2, 52, 1, 'Calm and trustworthy'],
	['Leo Hart', 1, 22, 1, 'Lively, for short videos'],
	['Ivy Walsh', 2, 27, 1, 'Bright and quick'],
	['Robin', 9, 30, 1, 'Neutral assistant'],
	['Oliver Pym', 1, 60, 35, 'Dry British storyteller'],
	['Harriet Lowe', 2, 41, 35, 'Soft British English'],
	['Callum Boyd', 1, 29, 35, 'Young British presenter'],
	['Lucía Ortega', 2, 34, 54, 'Spanish from Madrid, warm'],
	['Álvaro Ruiz', 1, 47, 54, 'Deep Spanish narrator'],
	['Nuria Vidal', 2, 25, 54, 'Young Spanish voice'],
	['Camille Laurent', 2, 36, 76, 'Parisian, clear'],
	['Antoine Moreau', 1, 50, 76, 'French documentary'],
	['Chloé Petit', 2, 23, 76, 'Light and modern French'],
	['Jonas Weber', 1, 42, 31, 'Sober German narrator'],
	['Lena Vogt', 2, 33, 31, 'Friendly German'],
	['Karl Brandt', 1, 66, 31, 'Old German storyteller'],
	['Priya Sharma', 2, 29, 81, 'Hindi, gentle'],
	['Arjun Mehta', 1, 37, 81, 'Hindi, confident'],
	['Kavya Nair', 2, 44, 81, 'Hindi, for lessons'],
	['Giulia Conti', 2, 30, 87, 'Melodic'],
	['Marco Bassi', 1, 48, 87, 'Dark and slow'],
	['Ana Sousa', 2, 35, 111, 'Cheerful'],
	['Tiago Lima', 1, 28, 111, 'Casual'],
	['Yuki Tanabe', 2, 26, 88, 'Light and exact'],
	['Kenji Mori', 1, 51, 88, 'Formal'],
	['Min-seo Park', 2, 32, 94, 'Soft'],
	['Ji-ho Kim', 1, 24, 94, 'Young and fast'],
	['Wei Zhang', 1, 40, 139, 'Balanced'],
	['Lan Nguyen', 2, 39, 136, 'Gentle'],
	['Sofie de Wit', 2, 37, 108, 'Direct'],
	['Ola Nowak', 2, 46, 109, 'Thoughtful'],
	['Piotr Zając', 1, 55, 109, 'Low and rough'],
	['Elif Demir', 2, 28, 131, 'Lively'],
	['Omar Haddad', 1, 49, 16, 'Grave'],
	['Layla Nassar', 2, 30, 16, 'Elegant'],
	['Sven Lind', 1, 34, 122, 'Plain'],
	['Old Clock', 0, 70, 1, 'A character voice'],
];

const FIRST_ID = 147_320;
/** A voice that somebody cloned whom no key of the sandbox belongs to. */
const FOREIGN_ID = 200_000;
let lastCloned = FOREIGN_ID;

/** Ids of cloned voices never repeat, also not between accounts. */
export function nextVoiceId(): number {
	lastCloned += 1;
	return lastCloned;
}

/** Whether the id is of a voice that some account cloned, kept or deleted. */
export function isIssued(id: number): boolean {
	return id >= FOREIGN_ID && id <= lastCloned;
}

/** The voices that every account has. The first is the one in the contract's examples. */
export const LIBRARY_VOICES: Voice[] = ROWS.map(
	([voice_name, gender, age, language, description], index) => ({
		id: FIRST_ID + index,
		voice_name,
		gender,
		age,
		language,
		description,
		is_published: true,
	}),
);
