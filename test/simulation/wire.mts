import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { Readable } from 'node:stream';

import type { Account } from '../../sandbox/accounts.mts';
import type { Sandbox } from '../../sandbox/createSandbox.mts';
import type { Step } from '../../sandbox/requestLog.mts';
import type { Schedule, WireFault } from './faults.mts';
import { brokenOff, canceled, errorFor, reachesApi, timedOut } from './faults.mts';
import type { Timeline, Timer } from './timeline.mts';

/** Where a made-up body repeats the key. */
const KEY_HERE = '{key}';

export const API = 'http://api.sandbox.invalid';

/** One request as the wire saw it. Times in ms of the timeline. */
export interface Seen {
	at: number;
	step: Step;
	host: string;
	path: string;
	withKey: boolean;
	execution: string;
	attempt: number;
	/** What a Retry-After of the answer asked for, and when the node had the answer whole. */
	heldUntil?: number;
	round: number;
	/** The word that a submit is about, or the ID in the path. */
	about: string;
	/** Which part of the item's work a submit is for: empty for the item's own task. */
	part: string;
	/**
	 * What the API made of a submit and what is paid for: a task, a run without one, a voice or a
	 * folder, or what has no ID, such as a stream.
	 */
	paid?: { taskId?: string; runId?: number; madeId?: number };
	/** Whether the node got to know of it. */
	told?: boolean;
	/** For a status call: what the node got to know. */
	status?: string;
	overAt?: number;
}

export interface World {
	timeline: Timeline;
	sandbox: Sandbox;
	account: Account;
	schedule: Schedule;
	/** Ms from a request to its answer, over and over. */
	latencies: number[];
	/** What the items are about. */
	words: string[];
	/** How long the task of a word takes, in ms. */
	taskMsOf(word: string): number;
	/** How many tasks at once are allowed. */
	allowed?: number;
	/** Whether results come as links. */
	links: boolean;
	seen: Seen[];
	execution: string;
	round: number;
	attempt: number;
}

interface Answer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

/** Sends a request through the world's faults into the sandbox, as axios would into the network. */
export async function sendThrough(
	world: World,
	options: IHttpRequestOptions,
	key: string | undefined,
	signal: AbortSignal | undefined,
): Promise<IN8nHttpFullResponse> {
	const { timeline, schedule, seen } = world;
	const url = new URL(options.url);
	const step = stepOf(url, options.method ?? 'GET');
	const fault = schedule[step]?.shift() ?? undefined;
	const latency = world.latencies[seen.length % world.latencies.length];
	const entry: Seen = {
		at: timeline.now(),
		step,
		host: url.host,
		path: url.pathname,
		withKey: key !== undefined,
		execution: world.execution,
		round: world.round,
		attempt: world.attempt,
		...subjectOf(world, url, options, step),
	};
	seen.push(entry);

	return await new Promise((resolve, reject) => {
		const timers = [
			timeline.after(latency, () => void arrive().catch(reject)),
			timeline.after(options.timeout ?? 300_000, () => end(() => reject(timedOut()))),
		];
		const end = (how: () => void) => {
			for (const timer of timers) timer.cancel();
			signal?.removeEventListener('abort', abort);
			how();
		};
		const abort = () => end(() => reject(canceled()));
		if (signal?.aborted) return abort();
		signal?.addEventListener('abort', abort);

		async function arrive() {
			const answer = await answerOf(world, url, options, key, fault, entry);
			const error = fault && errorFor(fault);
			if (error) return end(() => reject(error));
			if (!answer) return;
			end(() => resolve(respond(world, answer, fault, entry, signal)));
		}
	});
}

/** What a request is about: of a part, the item whose run it is made from. */
function subjectOf({ words, account }: World, url: URL, options: IHttpRequestOptions, step: Step) {
	const [, call, id, language] = url.pathname.replace('/apis', '').split('/');
	if (step !== 'submit') return { about: url.pathname.split('/').at(-1) ?? '', part: '' };
	const { body } = options;
	const text =
		body instanceof FormData
			? [...body].map(([, value]) => (value instanceof File ? value.name : value)).join(' ')
			: JSON.stringify(body);
	const own = `${text} ${account.find(id)?.text ?? ''}`;
	const { target_language: into, texts } = body as { target_language?: number; texts?: string[] };
	// The texts of a long list are numbered: each piece but the first is a part.
	const piece = texts && parseInt(texts[0], 10) > 0 ? `from ${texts[0]}` : '';
	return {
		about: words.find((word) => own.includes(word)) ?? '',
		part: id === undefined ? piece : `${call} ${language ?? into}`,
	};
}

const isOfApi = ({ protocol, host }: URL) => `${protocol}//${host}` === API;

function stepOf(url: URL, method: string): Step {
	if (!isOfApi(url)) return method === 'PUT' ? 'upload' : 'media';
	if (/\/files\//.test(url.pathname)) return 'upload';
	if (method === 'POST') return /-results$/.test(url.pathname) ? 'fetch' : 'submit';
	return /-result\//.test(url.pathname) ? 'fetch' : 'poll';
}

async function answerOf(
	world: World,
	url: URL,
	options: IHttpRequestOptions,
	key: string | undefined,
	fault: WireFault | undefined,
	entry: Seen,
): Promise<Answer | undefined> {
	if (fault && !reachesApi(fault)) return madeUp(fault, world.account.key);
	if (entry.step === 'submit' && isFull(world))
		return madeUp({ type: 'status', status: 429 }, world.account.key);
	const { sandbox, timeline } = world;
	const app = isOfApi(url) ? sandbox.app : sandbox.media;
	const query = { ...(options.qs as Record<string, string>) };
	if (world.links && query.output_type) query.output_type = 'file_url';
	const reply = await timeline.outside(async () => {
		const { headers: own, payload } = await payloadOf(options.body);
		return await app.inject({
			method: (options.method ?? 'GET') as 'GET',
			url: url.pathname + url.search,
			query: url.search ? undefined : query,
			headers: { ...options.headers, ...own, ...(key === undefined ? {} : { 'x-api-key': key }) },
			payload,
		});
	});
	if (entry.step === 'submit') notePaid(world, reply, entry);
	if (fault?.type === 'hang-after') return undefined;
	const headers = Object.fromEntries(
		Object.entries(reply.headers).map(([name, value]) => [name, String(value)]),
	);
	if (fault?.type === 'garbled') {
		const body = Buffer.from(fault.body.replaceAll(KEY_HERE, world.account.key));
		return { status: 200, headers: { 'content-type': fault.contentType }, body };
	}
	return { status: reply.statusCode, headers, body: reply.rawPayload };
}

/** A body as it goes over the wire. */
async function payloadOf(body: IHttpRequestOptions['body']) {
	if (body instanceof File) {
		const chunks: Uint8Array[] = [];
		for await (const chunk of body.stream() as unknown as AsyncIterable<Uint8Array>)
			chunks.push(chunk);
		return { headers: { 'content-type': body.type }, payload: Buffer.concat(chunks) };
	}
	if (!(body instanceof FormData)) return { headers: {}, payload: body as object };
	const encoded = new Response(body);
	return {
		headers: { 'content-type': encoded.headers.get('content-type') as string },
		payload: Buffer.from(await encoded.arrayBuffer()),
	};
}

/** Whether the account has as many tasks under way as its plan allows. */
function isFull({ account, allowed = Infinity, timeline }: World): boolean {
	return account.tasks.filter(({ endsAt }) => endsAt > timeline.now()).length >= allowed;
}

interface Reply {
	statusCode: number;
	payload: string;
	headers: Record<string, unknown>;
}

/** Notes what a submit made, unless it only told of what was made before. */
function notePaid(world: World, { statusCode, payload, headers }: Reply, entry: Seen) {
	const refuses = () => new Error(`The sandbox did not accept a request: ${payload}`);
	if (statusCode >= 300) throw refuses();
	if (!/json/.test(String(headers['content-type']))) {
		entry.paid = {};
		return;
	}
	const made = JSON.parse(payload) as {
		task_id?: string;
		run_id?: number;
		voice_id?: number;
		folder_id?: number;
		message?: string;
		output_url?: string;
	};
	if (made.output_url !== undefined) return;
	const madeId = made.voice_id ?? made.folder_id;
	if (madeId !== undefined || made.message !== undefined) {
		// Of a dictionary nothing is told but that it was made.
		entry.paid = madeId === undefined ? {} : { madeId };
		return;
	}
	const task = world.account.find(made.task_id ?? made.run_id);
	if (!task) throw refuses();
	const known = world.seen.find((earlier) => earlier.paid?.taskId === task.taskId);
	if (known && known !== entry) return;
	entry.paid = made.task_id === undefined ? { runId: made.run_id } : { taskId: task.taskId };
	if (made.task_id) task.endsAt = task.submittedAt + world.taskMsOf(entry.about);
}

/** Answers that need no API. Nothing for a request that gets none. */
function madeUp(fault: WireFault, key: string): Answer | undefined {
	const json = { 'content-type': 'application/json' };
	const answer = (body: unknown) => Buffer.from(JSON.stringify(body));
	switch (fault.type) {
		case 'status':
			return {
				status: fault.status,
				headers: { ...json, ...(fault.retryAfter ? { 'retry-after': fault.retryAfter } : {}) },
				body: Buffer.from((fault.body ?? '{"detail":"Told to"}').replaceAll(KEY_HERE, key)),
			};
		case 'redirect':
			return { status: 302, headers: { location: 'http://elsewhere.invalid/' }, body: answer({}) };
		case 'no-task-id':
			return { status: 200, headers: json, body: answer({ task_id: null }) };
		case 'unknown-word':
			return { status: 200, headers: json, body: answer({ status: 'QUEUED', run_id: null }) };
	}
	return undefined;
}

/** The answer with its body as a stream, which the fault may spoil. */
function respond(
	{ timeline }: World,
	{ status, headers, body }: Answer,
	fault: WireFault | undefined,
	entry: Seen,
	signal: AbortSignal | undefined,
): IN8nHttpFullResponse {
	const half = Math.floor(body.length / 2);
	const parts = [body.subarray(0, half), body.subarray(half)].filter(({ length }) => length > 0);
	const gapMs = fault?.type === 'drip' || fault?.type === 'endless' ? fault.gapMs : 0;
	const count = fault?.type === 'endless' ? Infinity : parts.length;
	const stream = new Readable({ read() {} });
	const abort = () => stream.destroy(canceled());
	signal?.addEventListener('abort', abort);
	let nextPart: Timer | undefined;
	stream.on('close', () => {
		nextPart?.cancel();
		signal?.removeEventListener('abort', abort);
		entry.overAt = timeline.now();
	});
	stream.on('end', () => noteTold(entry, status, headers, body, timeline.now()));

	const push = (number: number) => {
		if (stream.destroyed) return;
		if (number === 1 && fault?.type === 'cut') return void stream.destroy(brokenOff());
		if (number === 1 && fault?.type === 'stall') return;
		if (number >= count) return void stream.push(null);
		stream.push(parts[number % parts.length]);
		if (gapMs > 0) nextPart = timeline.after(gapMs, () => push(number + 1));
		else push(number + 1);
	};
	push(0);
	return { statusCode: status, headers, body: stream } as unknown as IN8nHttpFullResponse;
}

function noteTold(
	entry: Seen,
	status: number,
	headers: Record<string, string>,
	body: Buffer,
	now: number,
) {
	const retryAfter = headers['retry-after'];
	if (retryAfter) {
		const seconds = Number(retryAfter);
		entry.heldUntil = Number.isNaN(seconds) ? Date.parse(retryAfter) : now + 1000 * seconds;
	}
	if (status >= 300 || !['submit', 'poll'].includes(entry.step)) return;
	// A stream that came to its end.
	if (entry.paid && isStream(entry.paid)) entry.told = !isGarbled(headers);
	try {
		const answer = JSON.parse(body.toString()) as {
			task_id?: string;
			run_id?: number;
			voice_id?: number;
			folder_id?: number;
			status?: string;
		};
		if (entry.paid?.taskId) entry.told = answer.task_id === entry.paid.taskId;
		if (entry.paid?.runId) entry.told = answer.run_id === entry.paid.runId;
		const madeId = answer.voice_id ?? answer.folder_id;
		if (entry.paid?.madeId) entry.told = madeId === entry.paid.madeId;
		entry.status = answer.status;
	} catch {
		// Garbled: the node was told nothing.
	}
}

/** Whether nothing is kept of what was paid for. */
export function isStream({ taskId, runId, madeId }: NonNullable<Seen['paid']>): boolean {
	return !taskId && !runId && !madeId;
}

function isGarbled(headers: Record<string, string>): boolean {
	return !/^(audio|text\/plain)/.test(headers['content-type'] ?? '');
}
