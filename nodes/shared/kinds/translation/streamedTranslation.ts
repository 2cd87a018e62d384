import { languageFields } from '../../camb/language';
import { ExplainedError } from '../../core/explainedError';
import { explainFailure } from '../../errors/explain';
import { parseIfJson, readText } from '../../http/body';
import type { Reply } from '../../http/client';
import type { DirectKind } from '../../tasks/kind';
import { creditsIn } from '../credits';
import { SECONDS_LONG } from '../pollingPolicies';
import { textFields } from './texts';

/** A text translated in the reply to its own request (contract: /translation/stream): no task, no run. */
export const streamedTranslation: DirectKind<{ language: number }> = {
	name: 'streamed-translation',
	pollingPolicy: SECONDS_LONG,
	async read(reply, { resultOptions, isTool }) {
		const texts = [await translatedText(reply)];
		const { language } = resultOptions;
		return {
			json: { ...textFields(texts, isTool), ...languageFields(language), ...creditsIn(reply) },
		};
	},
};

async function translatedText({ body, headers, status }: Reply): Promise<string> {
	const reading = await readText(body);
	const text = reading.ok ? textIn(reading.text, headers['content-type'] ?? '') : undefined;
	if (text?.trim()) return text;
	const why = reading.ok ? `It contains no text: ${reading.text.slice(0, 200)}` : reading.why;
	throw new ExplainedError(explainFailure({ what: 'unreadable', status, why }, 'direct'));
}

/** Plain text, whatever it looks like: it may be a translated page. In JSON only a text is one. */
function textIn(body: string, contentType: string): string | undefined {
	if (/\bhtml\b/i.test(contentType)) return undefined;
	if (!/\bjson\b/i.test(contentType)) return body;
	const json = parseIfJson(body);
	return typeof json === 'string' ? json : undefined;
}
