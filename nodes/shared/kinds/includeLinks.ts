import { boolean } from '../parameters/boolean';
import type { ResultContext } from '../tasks/kind';

/** Whether the item says where its files are, for every kind whose files have links. */
export const includeLinks = boolean({
	displayName: 'Include Links',
	name: 'includeLinks',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the links to the files. On if not set when an AI agent uses this node as a tool. Anyone who has such a link can open the file until the link expires.',
});

/** An agent gets no files: the links are all that it can hand on. */
export function wantsLinks({
	resultOptions,
	isTool,
}: ResultContext<{ includeLinks?: boolean }>): boolean {
	return resultOptions.includeLinks ?? isTool;
}
