import type { Fault } from '../../sandbox/faults/types.mts';
import type { OutcomeName, Step } from './outcomes.mts';

/** What becomes of an item when the fault happens once, three times in a row, and for ever. */
export type Fates = [once: OutcomeName, thrice: OutcomeName, forever: OutcomeName];

export interface Row {
	name: string;
	fault: Fault | { type: 'no-connection'; code: 'ECONNREFUSED' | 'ENOTFOUND' };
	fates: Record<Step, Fates>;
	/** How many requests one try makes at the file server; 1 if not set. */
	hops?: number;
}

const always = (outcome: OutcomeName): Fates => [outcome, outcome, outcome];
const atLast = (outcome: OutcomeName): Fates => ['done', 'done', outcome];

const DONE = always('done');
const UNSURE = always('unsure');
const REFUSED = always('refused');
const ENDS = always('ends');
/** An upload is not paid for, and may be repeated. */
const UPLOAD = { upload: atLast('unsent') };
/** What the server of the files says besides its status does not matter. */
const UPLOADED = { upload: DONE };
/** RequestFailure that passes: a read is repeated. */
const READS = { poll: atLast('gaveUp'), fetch: atLast('gaveUp'), media: atLast('gaveUp') };
const NO_READS = { poll: ENDS, fetch: ENDS, media: ENDS };

const MB = 1024 * 1024;
const status = (code: number, retryAfter?: string): Fault => ({
	type: 'status',
	status: code,
	...(retryAfter ? { headers: { 'retry-after': retryAfter } } : {}),
});
const PAST = 'Thu, 01 Jan 2026 00:00:00 GMT';

/** No connection, no answer, or half of one. */
const network: Row[] = [
	{
		name: 'connection refused',
		fault: { type: 'no-connection', code: 'ECONNREFUSED' },
		fates: { ...UPLOAD, submit: atLast('unsent'), ...READS },
	},
	{
		name: 'host name not found',
		fault: { type: 'no-connection', code: 'ENOTFOUND' },
		fates: { ...UPLOAD, submit: atLast('unsent'), ...READS },
	},
	{
		name: 'connection reset before the work',
		fault: { type: 'reset-before' },
		fates: { ...UPLOAD, submit: UNSURE, ...READS },
	},
	{
		name: 'connection reset after the work',
		fault: { type: 'reset-after' },
		fates: { ...UPLOAD, submit: UNSURE, ...READS },
	},
	{ name: 'no answer', fault: { type: 'hang' }, fates: { ...UPLOAD, submit: UNSURE, ...READS } },
	{
		name: 'answer stops half way',
		fault: { type: 'hang-body' },
		fates: { ...UPLOADED, submit: UNSURE, ...READS },
	},
	{
		name: 'answer cut off half way',
		fault: { type: 'truncate' },
		fates: { ...UPLOADED, submit: UNSURE, ...READS },
	},
	{
		name: 'slow answer',
		fault: { type: 'drip', bytesPerSecond: 4000 },
		fates: { ...UPLOADED, submit: DONE, poll: DONE, fetch: DONE, media: DONE },
	},
];

/** Answers that make no sense. */
const answers: Row[] = [
	{
		name: 'empty answer',
		fault: { type: 'empty' },
		fates: { ...UPLOADED, submit: UNSURE, ...READS },
	},
	{
		name: 'a web page instead',
		fault: { type: 'html' },
		fates: { ...UPLOADED, submit: UNSURE, ...READS },
	},
	{
		name: 'broken JSON',
		fault: { type: 'bad-json' },
		fates: { ...UPLOADED, submit: UNSURE, ...READS },
	},
	{
		name: 'wrong Content-Type',
		fault: { type: 'content-type', contentType: 'text/plain' },
		fates: { ...UPLOADED, submit: DONE, poll: DONE, fetch: DONE, media: DONE },
	},
	{
		name: 'gzip, with its length',
		fault: { type: 'packed', encoding: 'gzip' },
		fates: { ...UPLOADED, submit: DONE, poll: DONE, fetch: DONE, media: DONE },
	},
	{
		name: 'Brotli, in chunks',
		fault: { type: 'packed', encoding: 'br', isChunked: true },
		fates: { ...UPLOADED, submit: DONE, poll: DONE, fetch: DONE, media: DONE },
	},
	{
		name: 'deflate, with its length',
		fault: { type: 'packed', encoding: 'deflate' },
		fates: { ...UPLOADED, submit: DONE, poll: DONE, fetch: DONE, media: DONE },
	},
	{
		name: 'gzip, cut off half way',
		fault: { type: 'packed', encoding: 'gzip', isCut: true },
		fates: { ...UPLOADED, submit: UNSURE, ...READS },
	},
	{
		name: 'JSON of 64 MB',
		fault: { type: 'huge-json', bytes: 64 * MB },
		fates: { ...UPLOADED, submit: UNSURE, ...READS },
	},
	{
		name: 'gzip that unpacks to 1 GB',
		fault: { type: 'gzip-bomb', bytes: 1024 * MB },
		fates: { ...UPLOADED, submit: UNSURE, ...READS },
	},
	{
		name: 'redirect to the same host',
		fault: { type: 'redirect', location: 'same' },
		fates: { upload: REFUSED, submit: REFUSED, ...NO_READS, media: atLast('gaveUp') },
		hops: 21,
	},
	{
		name: 'redirect to another host',
		fault: { type: 'redirect', location: 'other' },
		// A result is got from where it is, without the key.
		fates: { upload: REFUSED, submit: REFUSED, ...NO_READS, fetch: DONE, media: atLast('gaveUp') },
		hops: 21,
	},
];

const final = [400, 401, 402, 403, 413, 422].map((code): Row => ({
	name: `HTTP ${code}`,
	fault: status(code),
	fates: { upload: REFUSED, submit: REFUSED, ...NO_READS },
}));

const passing = [500, 502, 503, 504].map((code): Row => ({
	name: `HTTP ${code}`,
	fault: status(code),
	fates: { ...UPLOAD, submit: UNSURE, ...READS },
}));

/** HTTP statuses. */
const statuses: Row[] = [
	...final,
	{
		name: 'HTTP 404',
		fault: status(404),
		fates: { upload: REFUSED, submit: REFUSED, ...NO_READS, poll: atLast('gaveUp') },
	},
	{ name: 'HTTP 408', fault: status(408), fates: { ...UPLOAD, submit: UNSURE, ...READS } },
	{ name: 'HTTP 425', fault: status(425), fates: { ...UPLOAD, submit: REFUSED, ...READS } },
	{
		name: 'HTTP 429',
		fault: status(429),
		fates: { ...UPLOAD, submit: atLast('unsent'), ...READS },
	},
	{
		name: 'HTTP 429, Retry-After in seconds',
		fault: status(429, '3'),
		fates: { ...UPLOAD, submit: atLast('unsent'), ...READS },
	},
	{
		name: 'HTTP 429, Retry-After as a date',
		fault: status(429, PAST),
		fates: { ...UPLOAD, submit: atLast('unsent'), ...READS },
	},
	...passing,
	{
		name: 'HTTP 503, Retry-After in seconds',
		fault: status(503, '3'),
		fates: { ...UPLOAD, submit: UNSURE, ...READS },
	},
];

export const GROUPS: Array<{ title: string; rows: Row[] }> = [
	{ title: 'The network', rows: network },
	{ title: 'Answers that make no sense', rows: answers },
	{ title: 'HTTP statuses', rows: statuses },
];

/** One fault of each sort, for the shapes that do not go through the whole table. */
export const CLASSES = [
	'connection reset after the work',
	'answer cut off half way',
	'a web page instead',
	'gzip, with its length',
	'HTTP 403',
	'HTTP 429, Retry-After in seconds',
].map((name) => {
	const row = GROUPS.flatMap(({ rows }) => rows).find((each) => each.name === name);
	if (!row) throw new Error(`The table has no row "${name}"`);
	return row;
});

export const TIMES = [1, 3, 'forever'] as const;
