import type { IDataObject } from 'n8n-workflow';

import { apiWords } from '../../camb/apiWords';
import { languageFields } from '../../camb/language';
import { isSpoiled } from '../../camb/results';
import { isText } from '../../files/text';
import { parseIfJson } from '../../http/body';
import type { Reply } from '../../http/client';
import type { DirectKind, Payload } from '../../tasks/kind';
import { creditsIn } from '../credits';
import { SECONDS_LONG } from '../pollingPolicies';
import { readReply } from '../readReply';
import { textFields } from './texts';

/** Statuses of what is not the whole result: accepted for later, and a part (RFC 9110, 15.3). */
const NOT_WHOLE = [202, 206];

/** A text translated in the reply to its own request (contract: /translation/stream): no task, no run. */
export const streamedTranslation: DirectKind<{ language: number }> = {
	name: 'streamed-translation',
	pollingPolicy: SECONDS_LONG,
	async read(reply, { resultOptions, isTool, sent }) {
		const texts = [await translatedText(reply, textOf(sent))];
		const { language } = resultOptions;
		return {
			json: { ...textFields(texts, isTool), ...languageFields(language), ...creditsIn(reply) },
		};
	},
};

function textOf(sent: Payload): string {
	return 'json' in sent ? String(sent.json.text) : '';
}

async function translatedText(reply: Reply, original: string): Promise<string> {
	const { 'content-type': contentType = '' } = reply.headers;
	// One that breaks off is told of when it is read.
	const first = await reply.peek().catch(() => Buffer.of());
	const mayBeText = !NOT_WHOLE.includes(reply.status) && isText(first, contentType);
	return await readReply(reply, (_answer, body) => {
		const text = mayBeText ? textIn(body, contentType) : undefined;
		return text !== undefined && isTranslation(text, original) ? text : undefined;
	});
}

/** In JSON only a text is one. */
function textIn(body: string, contentType: string): string | undefined {
	if (/\bhtml\b/i.test(contentType)) return undefined;
	if (!/\bjson\b/i.test(contentType)) return body;
	const json = parseIfJson(body);
	return typeof json === 'string' ? json : undefined;
}

/** A page or JSON is the translation of nothing else, and a refusal is none of other JSON. */
function isTranslation(text: string, original: string): boolean {
	if (!isSpoiled(text)) return true;
	return text.trim() !== '' && isSpoiled(original) && (!isRefusal(text) || isRefusal(original));
}

function isRefusal(text: string): boolean {
	const json = parseIfJson(text);
	return typeof json === 'object' && apiWords(json as IDataObject) !== '';
}
