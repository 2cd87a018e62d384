import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from './types.mts';
import {
	drip,
	gzipBomb,
	hangBody,
	hugeJson,
	pack,
	reset,
	truncate,
	type Payload,
} from './wire.mts';

const DEFAULT_BODIES: Record<number, unknown> = {
	400: { detail: 'Bad request' },
	401: { error: 'Invalid API key', status: 401 },
	402: { detail: 'Insufficient credits' },
	403: { detail: 'Forbidden' },
	404: { detail: 'Not Found' },
	408: { detail: 'Request timeout' },
	413: { detail: 'Request entity too large' },
	422: {
		detail: [{ loc: ['body'], msg: 'Value error, refused by the sandbox', type: 'value_error' }],
	},
	429: { detail: 'Rate limit exceeded' },
};

const HTML =
	'<!DOCTYPE html><html><head><title>Please wait</title></head><body>A proxy says hello.</body></html>';

function sendStatus(reply: FastifyReply, fault: Extract<Fault, { type: 'status' }>) {
	const body = fault.body ??
		DEFAULT_BODIES[fault.status] ?? { detail: 'The sandbox was told to fail' };
	const contentType =
		typeof body !== 'string'
			? 'application/json'
			: body.startsWith('<')
				? 'text/html'
				: 'text/plain';
	return reply
		.code(fault.status)
		.type(contentType)
		.headers(fault.headers ?? {})
		.send(typeof body === 'string' ? body : JSON.stringify(body));
}

/**
 * Faults that come instead of the work: nothing is carried out.
 * `redirectTo` gives the address for a redirect. Returns whether the request is dealt with.
 */
export function injectBefore(
	fault: Fault,
	reply: FastifyReply,
	redirectTo: (location: 'same' | 'other') => string | undefined,
): boolean {
	switch (fault.type) {
		case 'status':
			sendStatus(reply, fault);
			return true;
		case 'reset-before':
			reply.hijack();
			reset(reply);
			return true;
		case 'hang':
			reply.hijack();
			return true;
		case 'redirect': {
			const address = redirectTo(fault.location);
			if (address === undefined) return false;
			reply.redirect(address, fault.status ?? 302);
			return true;
		}
		case 'no-task-id':
			reply.send({ task_id: null });
			return true;
		default:
			return false;
	}
}

/** Whether the client has left. Then nothing may be sent, or the answer's own error is sent too. */
export function isGone({ raw }: FastifyReply): boolean {
	return raw.destroyed || raw.socket?.destroyed === true;
}

type Done = (error: null, payload?: Payload) => void;

function replace(
	reply: FastifyReply,
	old: Payload,
	contentType: string,
	body: string | Buffer,
	done: Done,
) {
	if (old instanceof Readable) old.destroy();
	reply.code(200).header('content-type', contentType);
	reply.header('content-length', Buffer.byteLength(body));
	done(null, body);
}

/** Faults that spoil the answer of work that was carried out. Runs as Fastify's onSend hook. */
export function injectAfter(
	fault: Fault | undefined,
	_request: FastifyRequest,
	reply: FastifyReply,
	payload: Payload,
	done: Done,
): void {
	const type = String(reply.getHeader('content-type') ?? 'application/json');
	// Nobody listens any more: a spoiled stream would only fail, and be answered once more.
	if (isGone(reply)) return done(null, payload);
	switch (fault?.type) {
		case 'reset-after':
			if (payload instanceof Readable) payload.destroy();
			return reset(reply);
		case 'hang-body':
			return void hangBody(reply, payload);
		case 'truncate':
			return void truncate(reply, payload);
		case 'drip':
			return done(null, drip(payload, reply, fault.bytesPerSecond));
		case 'empty':
			return replace(reply, payload, type, '', done);
		case 'html':
			return replace(reply, payload, 'text/html', HTML, done);
		case 'bad-json':
			return replace(reply, payload, 'application/json', '{"task_id": "31f7af5f-', done);
		case 'content-type':
			reply.header('content-type', fault.contentType);
			return done(null, payload);
		case 'packed':
			return void pack(payload, reply, fault.encoding).then((packed) => {
				if (fault.isCut) return truncate(reply, packed);
				if (!fault.isChunked) return done(null, packed);
				reply.removeHeader('content-length');
				done(null, Readable.from([packed]));
			});
		case 'late':
			return void setTimeout(() => done(null, payload), fault.ms).unref();
		case 'other-file': {
			const content = Buffer.from(fault.base64, 'base64');
			return replace(reply, payload, fault.contentType ?? type, content, done);
		}
		case 'huge-json':
		case 'gzip-bomb': {
			if (payload instanceof Readable) payload.destroy();
			reply.removeHeader('content-length');
			reply.header('content-type', 'application/json');
			if (fault.type === 'huge-json') return done(null, hugeJson(fault.bytes));
			reply.header('content-encoding', 'gzip');
			return done(null, gzipBomb(fault.bytes));
		}
		default:
			return done(null, payload);
	}
}
