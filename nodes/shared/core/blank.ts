/**
 * Space, and what nobody sees or hears: characters without width, marks of direction, selectors of
 * variants (Unicode, Default_Ignorable_Code_Point), controls, and the Braille cell without dots.
 */
const BLANK = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Whether nothing of a text can be seen or read aloud. */
export function isBlank(text: string): boolean {
	return BLANK.test(text);
}
