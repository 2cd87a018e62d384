import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { badInput } from './check';
import { DETECT_LANGUAGE, languageName, toLanguageId } from './language';
import { readList } from './listValue';

/** Several languages to translate into: from the list of the account, or by ID or tag. */
export const targetLanguagesField: INodeProperties = {
	displayName: 'Target Language Names or IDs',
	name: 'targetLanguages',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getTargetLanguages' },
	default: [],
	description:
		'Each language gives one output item. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The ids of the chosen languages, in their order. Throws when one is chosen twice. */
export function readTargetLanguages(
	context: IExecuteFunctions,
	item: number,
	value: unknown,
): number[] {
	const ids: number[] = [];
	for (const part of readList(value)) {
		if (String(part).trim().toLowerCase() === DETECT_LANGUAGE) {
			throw badInput(
				context,
				item,
				'A target language cannot be detected',
				'Automatic detection only works for the source language. Choose the languages to translate into.',
			);
		}
		const id = toLanguageId(context, item, part, 'Target Language');
		if (ids.includes(id)) {
			throw badInput(
				context,
				item,
				`${languageName(id)} is selected twice`,
				'Select each target language only once.',
			);
		}
		ids.push(id);
	}
	return ids;
}
