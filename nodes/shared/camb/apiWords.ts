import { membersIn } from './members';
import { SIGNED_TOKEN } from './signedToken';

/** How much of the API's own words is shown, in characters. */
const LONGEST = 600;

/**
 * What a refusal says in its own words: FastAPI's `detail` (text or list), `error`, `message`, or
 * a short text body (contract: ErrorBody). Empty when it says nothing readable.
 */
export function apiWords(body: unknown): string {
	if (typeof body === 'string') return isPage(body) ? '' : shorten(body);
	const { detail, error, message } = membersIn(body);
	return shorten(detailWords(detail) || plain(error) || plain(message));
}

/** The fields that FastAPI's `detail` list complains about, as people read them: Voice ID. */
export function refusedFields(body: unknown): string[] {
	const { detail } = membersIn(body);
	if (!Array.isArray(detail)) return [];
	return [...new Set(detail.map(fieldOf).filter((name) => name !== ''))];
}

function detailWords(detail: unknown): string {
	if (!Array.isArray(detail)) return plain(detail);
	return detail
		.map((entry) => {
			const { msg } = membersIn(entry);
			const field = fieldOf(entry);
			return field ? [field, plain(msg)].filter(Boolean).join(': ') : plain(msg ?? entry);
		})
		.filter(Boolean)
		.join('; ');
}

/** `["body", "voice_id"]` becomes `Voice ID`; list positions count from one. */
function fieldOf(entry: unknown): string {
	const { loc } = membersIn(entry);
	if (!Array.isArray(loc)) return '';
	return loc
		.filter((part) => !['body', 'query', 'path'].includes(String(part)))
		.map((part) => (typeof part === 'number' ? String(part + 1) : label(String(part))))
		.join(' ');
}

function label(name: string): string {
	const spaced = name.replace(/_/g, ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
	return spaced.replace(
		/\b(Id|Url|Srt)(s?)\b/g,
		(_, short: string, s: string) => short.toUpperCase() + s,
	);
}

/** A value in words: text as it is, the rest as JSON. Empty for JSON that is too deep to write. */
export function plain(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	try {
		return JSON.stringify(value);
	} catch {
		return '';
	}
}

function isPage(text: string): boolean {
	return /^\s*<(!doctype|html|\?xml)/i.test(text);
}

const TOKENS = new RegExp(`\\b${SIGNED_TOKEN.source}`, 'g');

/** One line, cut to what people read. */
export function shorten(text: string): string {
	const line = text.replace(TOKENS, '[token]').replace(/\s+/g, ' ').trim();
	return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
