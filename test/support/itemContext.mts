import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import { OperationalError } from 'n8n-workflow';
import { Readable } from 'node:stream';

import { openTaskLengths } from '../../nodes/shared/core/taskLengths';
import { cleanText, parseIfJson } from '../../nodes/shared/http/body';
import type { Call, Client } from '../../nodes/shared/http/client';
import type { RequestFailure } from '../../nodes/shared/http/requestFailure';
import { TIMEOUTS } from '../../nodes/shared/http/timeouts';
import type { Kind, TaskRequest } from '../../nodes/shared/tasks/kind';
import { openLedger } from '../../nodes/shared/tasks/ledger';
import { openPlaces } from '../../nodes/shared/tasks/places';
import type { ItemContext } from '../../nodes/shared/tasks/session';
import { openWarnings } from '../../nodes/shared/tasks/warnings';
import type { Stage } from '../simulation/n8n.mts';
import { contextOf } from '../simulation/n8n.mts';
import type { World } from '../simulation/wire.mts';
import { replyOf } from './reply.mts';
import { virtualClock } from './virtualClock.mts';

/** What comes of one request: a body (objects as JSON), one that breaks off, or no answer to use. */
export type Answer =
	| { body: unknown; headers?: Record<string, string> }
	| { breaksAfter: string; headers?: Record<string, string> }
	| { failure: RequestFailure };
/** The answers to the requests of one sort, in order; the last one repeats. */
export type Answers = Array<Answer | ((call: Call) => Answer | Promise<Answer>)>;

export const refused = (status: number, more: object = {}): Answer => ({
	failure: { what: 'refused', status, body: undefined, ...more },
});
export const silent = (sent: 'no' | 'maybe', code = 'ECONNRESET'): Answer => ({
	failure: { what: 'silent', code, sent },
});
export const pending: Answer = { body: { status: 'PENDING', run_id: null } };
export const success: Answer = { body: { status: 'SUCCESS', run_id: 7 } };
export const failed: Answer = { body: { status: 'ERROR', exception_reason: 'SOURCE_TOO_LONG' } };

/** A kind of task for tests, whose run becomes one item with its run ID. */
export function kindOf(changes: Partial<Kind> = {}): Kind {
	return {
		name: 'text-to-speech',
		pollingPolicy: { shortestGapMs: 1000, longestGapMs: 15_000, maxWaitMs: 60_000 },
		statusPath: '/tts',
		fetch: async ({ runId }) => [{ json: { fetched: runId } }],
		...changes,
	};
}

export function requestOf(kind = kindOf(), changes: Partial<TaskRequest> = {}): TaskRequest {
	return {
		kind,
		path: '/tts',
		payload: { json: { text: 'Hello' } },
		resultOptions: {},
		...changes,
	};
}

export const node = (changes: Partial<INode> = {}): INode => ({
	id: 'node',
	name: 'CAMB.AI',
	type: 'n8n-nodes-camb.node',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...changes,
});

/** What n8n would give a node for one run of it, in which nothing is sent. */
export function contextWith(changes: Partial<Stage> = {}): IExecuteFunctions {
	return contextOf({
		world: { account: { key: 'the-key' } } as World,
		items: [{ json: {} }],
		parametersOf: () => ({}),
		executionId: '1',
		nodeContext: {},
		signal: new AbortController().signal,
		log: [],
		...changes,
	});
}

interface Changes extends Partial<ItemContext> {
	executionId?: string;
	clock?: ReturnType<typeof virtualClock>;
	node?: Partial<INode>;
	/** What n8n keeps of a node for its retries. */
	kept?: IDataObject;
}

/** An item whose requests are answered as told, without leaving the machine, and without time passing. */
export function itemContextWith(answers: Record<string, Answers> = {}, changes: Changes = {}) {
	const { executionId = '1', clock = virtualClock(), kept = {}, node: own, ...rest } = changes;
	const log: unknown[][] = [];
	const hints: unknown[] = [];
	/** The requests in order, as `POST /tts`, or as the link of a file. */
	const sent: string[] = [];
	const calls: Call[] = [];
	const files: Array<{ text: string; name: string; mimeType: string }> = [];
	const left = new Map(Object.entries(answers).map(([name, list]) => [name, [...list]]));

	async function answer(name: string, call: Call): Promise<Answer> {
		sent.push(name);
		const list = left.get(name);
		if (!list) throw new Error(`Nobody expected ${name}`);
		const next = list.length > 1 ? list.shift() : list[0];
		return await (typeof next === 'function' ? next(call) : (next as Answer));
	}
	async function open(name: string, call: Call): ReturnType<Client['open']> {
		const given = await answer(name, call);
		if ('failure' in given) return { ok: false, failure: given.failure };
		const { headers = {} } = given;
		const reply = replyOf(Readable.from(chunksOf(given), { objectMode: false }), { headers });
		cleanText(reply.body, client.hideKey);
		return { ok: true, reply };
	}
	const client: Client = {
		clock,
		timeouts: TIMEOUTS,
		taskLengths: openTaskLengths()('account'),
		hideKey: (text) => text.replaceAll('the-key', '[API key]'),
		backoffMs: () => 0,
		async open(call) {
			calls.push(call);
			return await open(`${call.method} ${call.path}`, call);
		},
		async read(call) {
			calls.push(call);
			const given = await answer(`${call.method} ${call.path}`, call);
			if ('failure' in given) return { ok: false, failure: given.failure };
			return { ok: true, body: 'body' in given ? parseIfJson(textOf(given.body)) : undefined };
		},
		openMedia: async (url, limits) => await open(url, { method: 'GET', path: url, ...limits }),
		putMedia: async (url, _sent, limits) =>
			await open(`PUT ${url}`, { method: 'PUT', path: url, ...limits }),
	};
	const note = (level: string) => (message: string, meta?: object) =>
		void log.push([level, message, ...(meta ? [meta] : [])]);
	const context = {
		getNode: () => node(own),
		getExecutionId: () => executionId,
		logger: { info: note('info'), warn: note('warn'), debug: note('debug') },
		addExecutionHints: (hint: unknown) => void hints.push(hint),
		helpers: {
			async prepareBinaryData(content: Readable | Buffer, name: string, mimeType: string) {
				const chunks = Buffer.isBuffer(content) ? [content] : await content.toArray();
				const text = Buffer.concat(chunks as Buffer[]).toString();
				files.push({ text, name, mimeType });
				return { data: Buffer.from(text).toString('base64'), fileName: name, mimeType };
			},
		},
	} as unknown as IExecuteFunctions;
	const itemContext: ItemContext = {
		session: {
			context,
			client,
			ledger: openLedger(kept, { executionId, run: '0', account: 'account' }),
			places: openPlaces(clock),
			warnings: openWarnings(context),
			lists: new Map(),
			isTool: false,
			kindByName: () => undefined,
			begunAt: clock.now(),
		},
		item: 0,
		signal: new AbortController().signal,
		settings: { field: 'data' },
		tasks: [],
		mayHold: false,
		...rest,
	};
	return { itemContext, clock, log, hints, sent, calls, files, client, kept };
}

function textOf(body: unknown): string {
	return typeof body === 'string' ? body : JSON.stringify(body);
}

async function* chunksOf(answer: Exclude<Answer, { failure: RequestFailure }>) {
	if ('body' in answer) return void (yield Buffer.from(textOf(answer.body)));
	yield Buffer.from(answer.breaksAfter);
	throw new Error('aborted');
}

/** Something that goes wrong where nobody explains it. */
export const fault = (message: string) => new OperationalError(message);

/** What a promise was turned down with, in the words that users read. */
export async function problemOf(work: Promise<unknown>) {
	try {
		await work;
	} catch (error) {
		const { explanation } = error as { explanation?: object };
		if (!explanation) throw error;
		return explanation as { message: string; description: string; httpCode?: string };
	}
	throw new Error('It went well');
}
