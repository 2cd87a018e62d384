/** A text that voice design takes: 100 characters or more. */
export const LONG_TEXT =
	'This sample text is long enough for voice design, which wants at least a hundred characters to read aloud.';

/** 18 words: fewer are refused, unless they have 100 characters. */
export const SAILOR =
	'An old sailor with a warm, rough voice who has time for a long, long tale at sea';
