import { parseLanguage } from '../shared/parameters/language';
import { optional, parameter } from '../shared/parameters/parameter';

/** The language that a voice speaks. */
export const voiceLanguage = (description: string) =>
	optional(
		parameter(
			{
				displayName: 'Language Name or ID',
				name: 'language',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getTargetLanguages' },
				default: '',
				description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
			},
			parseLanguage,
		),
	);
