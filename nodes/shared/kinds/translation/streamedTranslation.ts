import { apiWords } from '../../camb/apiWords';
import { languageFields } from '../../camb/language';
import { membersIn } from '../../camb/members';
import { isSpoiled } from '../../camb/results';
import { isText } from '../../files/text';
import { parseIfJson } from '../../http/body';
import type { Reply } from '../../http/client';
import type { ServerEvent } from '../../http/eventStream';
import { eventsIn } from '../../http/eventStream';
import type { Payload } from '../../tasks/createRequest';
import type { DirectKind } from '../../tasks/directKind';
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
		const text = mayBeText ? translationIn(body, contentType, original) : undefined;
		return text !== undefined && isTranslation(text, original) ? text : undefined;
	});
}

/** The text in a reply, which may be an event stream or JSON (contract: /translation/stream). */
function translationIn(body: string, contentType: string, original: string): string | undefined {
	if (/\bhtml\b/i.test(contentType)) return undefined;
	const events = /\bevent-stream\b/i.test(contentType) ? eventsIn(body) : [];
	if (events.length > 0) return textOfEvents(events);
	const isJson = /\bjson\b/i.test(contentType);
	const json = parseIfJson(body);
	if (typeof json === 'object') {
		const named = isSpoiled(original) ? undefined : memberIn(json);
		return named ?? (isJson ? undefined : body);
	}
	if (!isJson) return body;
	if (typeof json === 'number') return body.trim();
	return typeof json === 'string' ? json : undefined;
}

/** Pieces of the text in order; undefined when one of them is none, such as a refusal. */
function textOfEvents(events: ServerEvent[]): string | undefined {
	const pieces = events
		.filter(({ data }) => data.trim() !== '[DONE]')
		.map(({ name, data }) => {
			const json = parseIfJson(data);
			if (name === 'error') return undefined;
			if (typeof json === 'object') return memberIn(json);
			return typeof json === 'string' ? json : data;
		});
	return pieces.includes(undefined) ? undefined : pieces.join('');
}

/** The names that the reply of a task and programs have for it. */
function memberIn(json: unknown): string | undefined {
	const { translation, translated_text: translated, text, texts } = membersIn(json);
	const [only, ...more] = Array.isArray(texts) ? (texts as unknown[]) : [];
	const found = [translation, translated, text, more.length > 0 ? undefined : only];
	return found.find((value): value is string => typeof value === 'string');
}

/** A page or JSON is the translation of nothing else, and a refusal is none of other JSON. */
function isTranslation(text: string, original: string): boolean {
	if (!isSpoiled(text)) return true;
	return text.trim() !== '' && isSpoiled(original) && (!isRefusal(text) || isRefusal(original));
}

function isRefusal(text: string): boolean {
	const json = parseIfJson(text);
	return typeof json === 'object' && apiWords(json) !== '';
}
