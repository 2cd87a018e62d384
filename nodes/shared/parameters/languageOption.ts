import type { INodeProperties } from 'n8n-workflow';

/** A language in a collection, where n8n has no locators: from the list of the account, or by ID. */
export const languageOption = (description: string): INodeProperties => ({
	displayName: 'Language Name or ID',
	name: 'language',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getTargetLanguages' },
	default: '',
	description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});
