import type { IDataObject } from 'n8n-workflow';

import { membersIn } from '../../camb/members';
import type { ResultContext, Run } from '../../tasks/kind';

/** The translated texts of a run in order, or undefined when the API gives none (contract: TranslationResult). */
export async function readTexts(
	{ runId, bulk }: Run,
	context: ResultContext,
): Promise<string[] | undefined> {
	return textsIn(bulk) ?? textsIn(await context.read(`/translation-result/${runId}`));
}

function textsIn(body: unknown): string[] | undefined {
	const texts: unknown = membersIn(body).texts;
	if (!Array.isArray(texts) || texts.length === 0) return undefined;
	return texts.every((text) => typeof text === 'string') ? texts : undefined;
}

/** What an item says of its texts. An agent pays for every word, so it gets none of them twice. */
export function textFields(texts: string[], isTool: boolean): IDataObject {
	const text = texts.join('\n');
	if (!isTool) return { text, texts };
	return texts.length === 1 ? { text } : { texts };
}
