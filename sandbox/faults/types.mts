import type { Step } from '../requestLog.mts';

/** How a body can be packed (RFC 9110, 8.4.1). */
export type Encoding = 'gzip' | 'br' | 'deflate';

/** Something that goes wrong. README.md says what each one does on the wire. */
export type Fault =
	| { type: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
	| { type: 'reset-before' | 'reset-after' | 'hang' | 'hang-body' | 'truncate' }
	| { type: 'drip'; bytesPerSecond: number }
	| { type: 'empty' | 'html' | 'bad-json' }
	| { type: 'content-type'; contentType: string }
	| { type: 'packed'; encoding: Encoding; isCut?: boolean; isChunked?: boolean }
	| { type: 'late'; ms: number }
	| { type: 'other-file'; base64: string; contentType?: string }
	| { type: 'redirect'; status?: number; location: 'same' | 'other' }
	| { type: 'huge-json' | 'gzip-bomb'; bytes: number }
	| { type: 'task'; status: string; exceptionReason?: string | null; message?: unknown }
	| { type: 'status-word'; word: string }
	| { type: 'no-task-id' };

/** When a fault happens. All conditions given must hold; rules are tried in the order added. */
export interface FaultRule {
	step?: Step;
	operation?: string;
	/** Text in the submit that the request is, or that its task came from. */
	contains?: string;
	/** Text in the request's path, as in `/54` for one language of a dub. */
	path?: string;
	/** Let this many matching requests pass first. Default 0. */
	skip?: number;
	/** How often the fault happens. Default 1. */
	times?: number | 'forever';
	fault: Fault;
}

const fault = (types: string[], properties: object = {}, required: string[] = []) => ({
	type: 'object',
	additionalProperties: false,
	properties: { type: { enum: types }, ...properties },
	required: ['type', ...required],
});
const bytes = { type: 'integer', minimum: 1 };
const text = { type: 'string', minLength: 1 };

/** JSON Schema of one rule, for the admin API. */
export const faultRuleSchema = {
	type: 'object',
	additionalProperties: false,
	required: ['fault'],
	properties: {
		step: { enum: ['submit', 'upload', 'poll', 'fetch', 'list', 'media'] },
		operation: text,
		contains: text,
		path: text,
		skip: { type: 'integer', minimum: 0 },
		times: { anyOf: [{ type: 'integer', minimum: 1 }, { const: 'forever' }] },
		fault: {
			type: 'object',
			required: ['type'],
			oneOf: [
				fault(
					['status'],
					{
						status: { type: 'integer', minimum: 200, maximum: 599 },
						headers: { type: 'object', additionalProperties: { type: 'string' } },
						body: {},
					},
					['status'],
				),
				fault(['reset-before', 'reset-after', 'hang', 'hang-body', 'truncate']),
				fault(['empty', 'html', 'bad-json', 'no-task-id']),
				fault(['late'], { ms: { type: 'integer', minimum: 1 } }, ['ms']),
				fault(['drip'], { bytesPerSecond: bytes }, ['bytesPerSecond']),
				fault(['content-type'], { contentType: text }, ['contentType']),
				fault(
					['packed'],
					{
						encoding: { enum: ['gzip', 'br', 'deflate'] },
						isCut: { type: 'boolean' },
						isChunked: { type: 'boolean' },
					},
					['encoding'],
				),
				fault(['other-file'], { base64: text, contentType: text }, ['base64']),
				fault(
					['redirect'],
					{
						status: { enum: [301, 302, 303, 307, 308] },
						location: { enum: ['same', 'other'] },
					},
					['location'],
				),
				fault(['huge-json', 'gzip-bomb'], { bytes }, ['bytes']),
				fault(
					['task'],
					{ status: text, exceptionReason: { type: ['string', 'null'] }, message: {} },
					['status'],
				),
				fault(['status-word'], { word: text }, ['word']),
			],
		},
	},
};
