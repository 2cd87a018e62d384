import { readFault } from '../../nodes/shared/http/fault';

/**
 * What n8n makes of an error of Node.js: an error around axios's around it. Here are the faults that
 * no test can bring about on purpose; the others are met in engine/connection.test.mts.
 */
const thrown = (inner: object) => ({ message: 'x', cause: { isAxiosError: true, ...inner } });

describe('nothing reached the server', () => {
	test.each([
		['the name server does not answer', 'EAI_AGAIN'],
		['a chain signed by itself', 'SELF_SIGNED_CERT_IN_CHAIN'],
		['an unknown issuer', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
		['a certificate that cannot be checked', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
		['a handshake that failed', 'EPROTO'],
		['a handshake refused after its end', 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'],
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

	test.each([
		['connect ETIMEDOUT 192.0.2.1:443', 'ETIMEDOUT'],
		[
			'Client network socket disconnected before secure TLS connection was established',
			'ECONNRESET',
		],
	])('when Node.js said so in words, which n8n 1.x keeps: %s', (words, httpCode) => {
		const fault = readFault({ httpCode, messages: [words, words] });
		expect(fault).toEqual({ what: 'silent', code: httpCode, sent: 'no' });
	});

	test('when Node.js said so behind other words that n8n 1.x keeps', () => {
		const messages = ['The connection timed out', 'connect ETIMEDOUT 192.0.2.1:443'];
		expect(readFault({ httpCode: 'ETIMEDOUT', messages }).sent).toBe('no');
	});

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
		'EPIPE',
		'ERR_SSL_BAD_RECORD_TYPE',
		'ERR_SSL_SSL/TLS_ALERT_BAD_RECORD_MAC',
		'NOT_CERT_HAS_EXPIRED',
		'UNABLE_TO_WRITE',
		'NOT_ERR_SSL_HANDSHAKE_FAILURE',
	])('when the connection ended with %s', (code) => {
		expect(readFault(thrown({ code }))).toEqual({ what: 'silent', code, sent: 'maybe' });
	});

	test('when an answer repeats such words', () => {
		const messages = ['502 - "upstream: connect ETIMEDOUT 10.0.0.1:80"'];
		expect(readFault({ httpCode: 'ECONNRESET', messages }).sent).toBe('maybe');
	});

	test('when a redirect led nowhere: the first request was sent', () => {
		const code = 'ERR_FR_REDIRECTION_FAILURE';
		const cause = { code: 'ECONNREFUSED', syscall: 'connect' };
		const fault = { what: 'silent', code, sent: 'maybe' };
		expect(readFault(thrown({ code, cause }))).toEqual(fault);
	});

	test('when TLS failed with the handshake behind it', () => {
		const request = { socket: { secureConnecting: false } };
		expect(readFault(thrown({ code: 'EPROTO', request })).sent).toBe('maybe');
	});
});

describe('what can never be sent', () => {
	// n8n 1.x keeps the code alone.
	test.each(['ERR_INVALID_URL', 'ERR_INVALID_CHAR', 'ERR_UNESCAPED_CHARACTERS'])(
		'is not tried again: %s',
		(code) => {
			const fault = { what: 'silent', code, sent: 'no', isLasting: true };
			expect(readFault(thrown({ code }))).toEqual(fault);
			expect(readFault({ httpCode: code })).toEqual(fault);
		},
	);
});

describe("n8n's guard of its own network", () => {
	test('never lets it pass, and is told by its name', () => {
		const name = 'SsrfBlockedIpError';
		const fault = { what: 'silent', code: name, sent: 'no', isLasting: true };
		expect(readFault({ cause: { name } })).toEqual(fault);
	});

	test('is not every error with its name inside', () => {
		const fault = { what: 'silent', code: 'no answer', sent: 'maybe' };
		expect(readFault({ name: 'NotSsrfBlocked' })).toEqual(fault);
	});
});

describe('the code that is told', () => {
	test.each<[which: string, error: unknown, code: string]>([
		['the innermost', thrown({ code: 'ERR_BAD', cause: { code: 'EPIPE' } }), 'EPIPE'],
		['the outer one when the inner has none', { code: 'EPIPE', cause: { message: 'x' } }, 'EPIPE'],
		['the one that n8n 1.x keeps', { httpCode: 'ECONNRESET' }, 'ECONNRESET'],
		['the own one before what n8n 1.x keeps', { code: 'EPIPE', httpCode: 'ECONNRESET' }, 'EPIPE'],
		['a text, not a number', { code: 5 }, 'no answer'],
		['a text, not a list', { code: ['EPIPE'] }, 'no answer'],
		['no name', { name: 'HTTPError' }, 'no answer'],
		[
			'the innermost, whatever the outer ends with',
			thrown({ code: 'NO_ERR_FR_X', cause: { code: 'EPIPE' } }),
			'EPIPE',
		],
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
