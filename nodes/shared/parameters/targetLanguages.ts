import type { INodeProperties } from 'n8n-workflow';

import { languageName } from '../camb/language';
import { parseLanguage } from './language';
import { list } from './list';
import type { Parameter } from './parameter';

/** Several languages to translate into: from the list of the account, or by ID, tag or name. */
const targetLanguagesField: INodeProperties = {
	displayName: 'Target Language Names or IDs',
	name: 'targetLanguages',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getTargetLanguages' },
	default: [],
	description:
		'Each language gives one output item. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/**
 * The ids of the chosen languages, in their order. Throws when one is chosen twice, and when none
 * is although the field is required.
 */
export function targetLanguages(field: Partial<INodeProperties> = {}): Parameter<number[]> {
	const chosen = list({ ...targetLanguagesField, ...field }, parseLanguage, splitLanguages);
	return {
		field: chosen.field,
		read(from) {
			const ids = chosen.read(from);
			if (field.required && ids.length === 0) {
				throw from.refuse(
					'No target language is selected',
					`Select at least one in ${chosen.field.displayName}, or check the expression in this field.`,
				);
			}
			const twice = ids.find((id, at) => ids.indexOf(id) !== at);
			if (twice === undefined) return ids;
			throw from.refuse(
				`${languageName(twice)} is selected twice`,
				'Select each target language only once.',
			);
		},
	};
}

/** Names have spaces in them, and commas in brackets: `Chinese (China, Henan)`. IDs and tags do not. */
function splitLanguages(text: string): string[] {
	return text.split(/[,;\n](?![^()]*\))/).flatMap((part) => {
		const words = part.trim().split(/\s+/);
		return words.every((word) => /[\d_-]/.test(word)) ? words : [part];
	});
}
