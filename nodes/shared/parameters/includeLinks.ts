import { boolean } from './boolean';

/**
 * Whether links to files go into the item: off for people, on for an agent, who gets no files.
 *
 * @param links what is added, in words
 */
export const includeLinks = (links: string) =>
	boolean({
		displayName: 'Include Links',
		name: 'includeLinks',
		type: 'boolean',
		default: false,
		description: `Whether to add ${links}. On if not set when an AI agent uses this node as a tool. Anyone who has such a link can open the file until the link expires.`,
	});
