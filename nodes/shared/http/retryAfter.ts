import { membersIn } from '../camb/members';

/** No reset is further away than this, in ms: a larger number is a date, or not to be understood. */
const LONGEST_RESET_MS = 31 * 86_400_000;
/** The three forms of an HTTP-date (RFC 9110, section 5.6.7), without "GMT": the last one has none. */
const HTTP_DATE = [
	/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d$/,
	/^\w{6,9}, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d$/,
	/^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

type Headers = Record<string, unknown>;

/**
 * For how long a refusal asks not to be called, in ms: by Retry-After, whatever the status; on 429
 * and 503 also by its relatives where their meaning is clear. Undefined if it does not say. A moment
 * is by the clock of the server, which its Date tells (RFC 9110, section 6.6.1): ours may be wrong.
 *
 * @param ownNow in ms since 1970
 */
export function readRetryHint(
	status: number,
	headers: Headers,
	body: unknown,
	ownNow: number,
): number | undefined {
	const now = readDate(headers.date) ?? ownNow;
	const told = readRetryAfter(headers['retry-after'], now);
	if (told !== undefined || (status !== 429 && status !== 503)) return told;
	return readMs(headers['retry-after-ms']) ?? readBody(body) ?? readReset(headers, now);
}

/** The Retry-After header in ms from `now` (RFC 9110, section 10.2.3); parts of seconds are taken too. */
export function readRetryAfter(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string') return undefined;
	const seconds = readNumber(header);
	if (seconds !== undefined) return Math.ceil(seconds * 1000);
	const date = readDate(header);
	return date === undefined ? undefined : Math.max(0, date - now);
}

/** An HTTP-date in ms since 1970. */
function readDate(header: unknown): number | undefined {
	const time = typeof header === 'string' ? header.replace(/ GMT$/, '') : '';
	if (!HTTP_DATE.some((form) => form.test(time))) return undefined;
	const date = Date.parse(`${time} GMT`);
	return Number.isNaN(date) ? undefined : date;
}

function readMs(value: unknown): number | undefined {
	const ms = readNumber(value);
	return ms === undefined ? undefined : Math.ceil(ms);
}

/** `retry_after` in seconds, on its own or in FastAPI's `detail` or in `error`. */
function readBody(body: unknown): number | undefined {
	const { detail, error } = membersIn(body);
	const told = [body, detail, error].map((part) => readNumber(membersIn(part).retry_after));
	const seconds = told.find((value) => value !== undefined);
	return seconds === undefined ? undefined : Math.ceil(seconds * 1000);
}

/**
 * When the allowance that is used up comes back (IETF draft ratelimit-headers, its older forms and
 * what was common before it). An allowance that is not used up is not what the refusal is about.
 */
function readReset(headers: Headers, now: number): number | undefined {
	const { ratelimit } = headers;
	if (typeof ratelimit === 'string') {
		const waits = ratelimit.split(/,(?=\s*")/).map(readPolicy);
		const known = waits.filter((ms) => ms !== undefined);
		if (known.length > 0) return Math.max(...known);
	}
	for (const family of ['ratelimit', 'x-ratelimit', 'x-rate-limit']) {
		if ((readNumber(headers[`${family}-remaining`]) ?? 0) > 0) continue;
		const ms = fromNow(readNumber(headers[`${family}-reset`]) ?? NaN, now);
		if (ms !== undefined) return ms;
	}
	return undefined;
}

/** `"default";r=0;t=30`, or in older drafts `limit=10, remaining=0, reset=30`. */
function readPolicy(policy: string): number | undefined {
	const isUsedUp = /(?:^|[;,\s])(?:r|remaining)=0\b/.test(policy);
	const seconds = /(?:^|[;,\s])(?:t|reset)=(\d+)/.exec(policy)?.[1];
	return isUsedUp && seconds !== undefined ? Number(seconds) * 1000 : undefined;
}

/** A reset comes as seconds from now, or as seconds or ms since 1970: which one, its size tells. */
function fromNow(reset: number, now: number): number | undefined {
	const ms = [reset * 1000, reset * 1000 - now, reset - now].find(
		(ms) => Math.abs(ms) <= LONGEST_RESET_MS,
	);
	return ms === undefined ? undefined : Math.ceil(Math.max(0, ms));
}

function readNumber(value: unknown): number | undefined {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
