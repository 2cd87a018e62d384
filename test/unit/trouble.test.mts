import { built } from '../support/harness.mts';

const { mayHaveBeenTaken, mayPass, readFault, wasNotTaken } = built<
	typeof import('../../nodes/shared/http/trouble')
>('nodes/shared/http/trouble.js');

/** What n8n makes of an error of Node.js: an error around axios's around it. */
const thrown = (inner: object) => ({ message: 'x', cause: { isAxiosError: true, ...inner } });

describe('nothing reached the server', () => {
	test.each([
		['nobody listens', 'ECONNREFUSED'],
		['no such host', 'ENOTFOUND'],
		['the name server does not answer', 'EAI_AGAIN'],
		['an old certificate', 'CERT_HAS_EXPIRED'],
		['a certificate signed by itself', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
		['a chain signed by itself', 'SELF_SIGNED_CERT_IN_CHAIN'],
		['an unknown issuer', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
		['a certificate that cannot be checked', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
		["another host's certificate", 'ERR_TLS_CERT_ALTNAME_INVALID'],
	])('when %s: %s', (_, code) => {
		expect(readFault(thrown({ code }))).toEqual({ what: 'silent', code, sent: 'no' });
	});

	test.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])(
		'when %s came while connecting, and only then',
		(code) => {
			const silent = { what: 'silent', code };
			const connecting = readFault(thrown({ code, syscall: 'connect' }));
			expect(connecting).toEqual({ ...silent, sent: 'no' });
			expect(readFault(thrown({ code, syscall: 'read' }))).toEqual({ ...silent, sent: 'maybe' });
			expect(readFault(thrown({ code }))).toEqual({ ...silent, sent: 'maybe' });
		},
	);

	test('when every address of the host failed to connect', () => {
		const errors = [
			{ code: 'ETIMEDOUT', syscall: 'connect' },
			{ code: 'ENETUNREACH', syscall: 'connect' },
		];
		expect(readFault(thrown({ code: 'ERR_X', errors }))).toEqual({
			what: 'silent',
			code: 'ETIMEDOUT',
			sent: 'no',
		});
	});
});

describe('something may have reached the server', () => {
	test.each([
		'ECONNRESET',
		'EPIPE',
		'ECONNABORTED',
		'ERR_TLS_RENEGOTIATION',
		'NOT_CERT_HAS_EXPIRED',
		'UNABLE_TO_WRITE',
	])('when the connection ended with %s', (code) => {
		expect(readFault(thrown({ code }))).toEqual({ what: 'silent', code, sent: 'maybe' });
	});

	test('when the connection was reset while it was made', () => {
		const fault = readFault(thrown({ code: 'ECONNRESET', syscall: 'connect' }));
		expect(fault.sent).toBe('maybe');
	});
});

describe('the code that is told', () => {
	test.each<[which: string, error: unknown, code: string]>([
		['the innermost', thrown({ code: 'ERR_BAD', cause: { code: 'EPIPE' } }), 'EPIPE'],
		['the outer one when the inner has none', { code: 'EPIPE', cause: { message: 'x' } }, 'EPIPE'],
		['the one that n8n 1.x keeps', { httpCode: 'ECONNRESET' }, 'ECONNRESET'],
		['the own one before what n8n 1.x keeps', { code: 'EPIPE', httpCode: 'ECONNRESET' }, 'EPIPE'],
		['a text, not a number', { code: 5 }, 'no answer'],
		['no HTTP status', { httpCode: '502' }, 'no answer'],
		['no HTTP status with letters behind it', { httpCode: '5XX' }, 'no answer'],
		['none of an error without any', new Error('x'), 'no answer'],
		['none of a text', 'ECONNRESET', 'no answer'],
		['none of nothing', undefined, 'no answer'],
		['none of null', null, 'no answer'],
	])('is %s', (_, error, code) => expect(readFault(error).code).toBe(code));

	test('is found through five causes, and an error that causes itself ends the search', () => {
		const around = (times: number): object =>
			times === 0 ? { code: 'ECONNREFUSED' } : { cause: around(times - 1) };
		expect(readFault(around(5)).code).toBe('ECONNREFUSED');
		const itself: Record<string, unknown> = { code: 'EPIPE' };
		itself.cause = itself;
		expect(readFault(itself)).toEqual({ what: 'silent', code: 'EPIPE', sent: 'maybe' });
	});
});

describe('what to make of it', () => {
	const refused = (status: number) => ({ what: 'refused', status, body: '' }) as const;
	const silent = (sent: 'no' | 'maybe') => ({ what: 'silent', code: 'X', sent }) as const;
	const unreadable = { what: 'unreadable', status: 200, why: 'x' } as const;
	test.each([
		[refused(302), false, false, false],
		[refused(400), false, false, false],
		[refused(404), false, false, false],
		[refused(408), true, false, true],
		[refused(425), true, false, false],
		[refused(429), true, true, false],
		[refused(499), false, false, false],
		[refused(500), true, false, true],
		[refused(503), true, false, true],
		[silent('no'), true, true, false],
		[silent('maybe'), true, false, true],
		[unreadable, true, false, true],
	])('%j: read again %s, sent again %s, perhaps taken %s', (trouble, again, anew, taken) => {
		expect(mayPass(trouble)).toBe(again);
		expect(wasNotTaken(trouble)).toBe(anew);
		expect(mayHaveBeenTaken(trouble)).toBe(taken);
	});
});
