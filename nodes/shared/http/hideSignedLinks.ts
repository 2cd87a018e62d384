import { SIGNED_TOKEN } from '../camb/signedToken';

/** A file of n8n's that opens without login, as n8n links to it, and the signs between as they may be escaped. */
const SIGNED_LINK = new RegExp(
	String.raw`(binary-data\S{1,6}?signed\S{1,6}?token\S{1,6}?)${SIGNED_TOKEN.source}`,
	'g',
);

/**
 * Takes the token out of links to files of this n8n. CAMB.AI may repeat the link that it was sent,
 * also to a later execution, which has not made it.
 */
export function hideSignedLinks(text: string): string {
	return text.replace(SIGNED_LINK, '$1[token]');
}
