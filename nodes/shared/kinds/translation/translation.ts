import type { IDataObject } from 'n8n-workflow';

import { languageFields } from '../../camb/language';
import { ExplainedError } from '../../core/explainedError';
import type { Output, ResultContext, Run } from '../../tasks/kind';
import type { ListedKind } from '../listedKind';
import { SECONDS_LONG } from '../pollingPolicies';
import { readTexts, textFields } from './texts';

type TranslationOptions = {
	/** The language that was asked for, where the node knows it. */
	language?: number;
	/** How many texts were sent, likewise. */
	count?: number;
};

/** One or several texts in another language (contract: /translate). */
export const translation: ListedKind<TranslationOptions> = {
	name: 'translation',
	label: 'Translation',
	pollingPolicy: SECONDS_LONG,
	statusPath: '/translate',
	bulkPath: '/translation-results',
	fetch: fetchTranslation,
	joinPieces(pieces, isTool) {
		const json = { ...pieces[0] };
		// An agent gets only one of the two, which may be the other one for all pieces.
		delete json.text;
		delete json.texts;
		return { ...json, ...textFields(pieces.flatMap(textsOf), isTool) };
	},
};

async function fetchTranslation(
	run: Run,
	context: ResultContext<TranslationOptions>,
): Promise<Output[]> {
	const { language, count } = context.resultOptions;
	const texts = await readTexts(run, context);
	if (!texts) {
		throw new ExplainedError({
			message: "CAMB.AI returned a translation that can't be read",
			description: 'The translation itself is finished.',
		});
	}
	// Nobody could tell which text is missing.
	if (count !== undefined && texts.length !== count) {
		throw new ExplainedError({
			message: `CAMB.AI returned ${texts.length} translations for ${count} texts`,
			description: 'Fetch Result gets the texts as they are.',
		});
	}
	if (texts.some((text) => text.trim() === '')) {
		context.warn('CAMB.AI returned an empty text', `translation, run ID ${run.runId}`);
	}
	return [{ json: { ...textFields(texts, context.isTool), ...languageFields(language) } }];
}

function textsOf({ text, texts = [text] }: IDataObject): string[] {
	return texts as string[];
}
