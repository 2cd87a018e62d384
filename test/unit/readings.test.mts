import { readStatus, readRunId } from '../../dist/nodes/shared/task/status';
import { apiWords, refusedFields } from '../../dist/nodes/shared/http/apiWords';
import { readRetryAfter } from '../../dist/nodes/shared/http/retry';
import { fileType } from '../../dist/nodes/shared/media/fileType';
import {
	mayHaveBeenTaken,
	mayPass,
	readFault,
	wasNotTaken,
} from '../../dist/nodes/shared/http/trouble';

describe('the body of a status call', () => {
	test.each([
		[
			{ status: 'PENDING', run_id: null },
			{ is: 'running', status: 'PENDING' },
		],
		[
			{ status: 'success', run_id: '12' },
			{ is: 'finished', status: 'SUCCESS', runId: 12 },
		],
		[
			{ status: 'SUCCESS', run_id: null },
			{ is: 'finished', status: 'SUCCESS', runId: null },
		],
		[{ status: 'QUEUED' }, { is: 'running', status: 'QUEUED' }],
		[
			{ status: 'ERROR', exception_reason: 'SOURCE_TOO_LONG', message: { minutes: 3 } },
			{ is: 'failed', status: 'ERROR', reason: 'SOURCE_TOO_LONG', message: '{"minutes":3}' },
		],
		[
			{ status: 'FAILED', exception_reason: 'NONE' },
			{ is: 'failed', status: 'FAILED' },
		],
		[{ status: 'TIMEOUT' }, { is: 'failed', status: 'TIMEOUT' }],
		[{ status: 'PAYMENT_REQUIRED' }, { is: 'failed', status: 'PAYMENT_REQUIRED' }],
		[{ status: 5 }, { is: 'unreadable' }],
		[{}, { is: 'unreadable' }],
		['<html>', { is: 'unreadable' }],
		[null, { is: 'unreadable' }],
	])('%j', (body, reading) => {
		expect(readStatus(body)).toEqual(reading);
	});

	test.each([
		[12, 12],
		['12', 12],
		[' 12 ', 12],
		[null, null],
		['31f7af5f', null],
		[1.5, null],
		[-1, null],
		[true, null],
	])('run id %j is %j', (value, runId) => expect(readRunId(value)).toBe(runId));
});

describe('what a refusal says', () => {
	const validation = {
		detail: [
			{ loc: ['body', 'voice_id'], msg: 'Input should be a valid integer', type: 'int_type' },
			{ loc: ['body', 'target_languages', 0], msg: 'Unknown language', type: 'value' },
		],
	};
	test.each([
		[{ detail: 'Run 9 not found' }, 'Run 9 not found'],
		[validation, 'Voice ID: Input should be a valid integer; Target Languages 1: Unknown language'],
		[{ error: 'Invalid API key', status: 401 }, 'Invalid API key'],
		[{ message: 'slow down' }, 'slow down'],
		[{ message: { code: 3 } }, '{"code":3}'],
		['out of  order\n', 'out of order'],
		['<!DOCTYPE html><html>502</html>', ''],
		[{ detail: [null, 'odd'] }, 'odd'],
		[undefined, ''],
		[7, ''],
	])('%j', (body, words) => expect(apiWords(body)).toBe(words));

	test('is cut when it is long', () => expect(apiWords('x'.repeat(5000))).toHaveLength(601));

	test('names the fields as people know them', () => {
		expect(refusedFields(validation)).toEqual(['Voice ID', 'Target Languages 1']);
		expect(refusedFields({ detail: 'no' })).toEqual([]);
		expect(refusedFields('no')).toEqual([]);
	});
});

describe('Retry-After', () => {
	const now = Date.parse('2026-01-01T00:00:00Z');
	test.each([
		['7', 7000],
		['0.5', 500],
		['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
		['Wed, 31 Dec 2025 00:00:00 GMT', 0],
		['soon', undefined],
		[undefined, undefined],
		['-5', 0],
	])('%s is %s ms', (header, ms) => expect(readRetryAfter(header, now)).toBe(ms));
});

describe('what a file is', () => {
	const bytes = (text: string) => Buffer.from(text, 'latin1');
	test.each([
		['audio/mpeg', '', undefined, 'audio/mpeg', 'mp3'],
		['audio/x-wav; charset=x', '', undefined, 'audio/x-wav', 'wav'],
		['application/octet-stream', 'fLaC', undefined, 'audio/flac', 'flac'],
		['', 'RIFF....WAVE', 'flac', 'audio/wav', 'wav'],
		[undefined, 'ID3', undefined, 'audio/mpeg', 'mp3'],
		[undefined, '\xff\xfb\x90', undefined, 'audio/mpeg', 'mp3'],
		[undefined, '\xff\xf1\x50', undefined, 'audio/aac', 'aac'],
		[undefined, 'OggS', undefined, 'audio/ogg', 'ogg'],
		[undefined, '....ftypisom', undefined, 'video/mp4', 'mp4'],
		[undefined, '....ftypM4A ', undefined, 'audio/mp4', 'm4a'],
		[undefined, '....ftypqt  ', undefined, 'video/quicktime', 'mov'],
		[undefined, '\x1a\x45\xdf\xa3', undefined, 'video/x-matroska', 'mkv'],
		[undefined, '\x06\x0e\x2b\x34', undefined, 'application/mxf', 'mxf'],
		['audio/amr-wb+;x', '', undefined, 'audio/amr-wb+', 'amr'],
		['', '????', 'flac', 'audio/flac', 'flac'],
		['', '\xff\xfb\x90', 'pcm', 'audio/x-pcm', 'pcm'],
		['', 'RIFF....WAVE', 'pcm', 'audio/wav', 'wav'],
		['', '????', undefined, 'application/octet-stream', 'bin'],
	])('%s with first bytes %j, asked %s: %s', (type, first, asked, mimeType, extension) => {
		expect(fileType(type, bytes(first), asked)).toEqual({ mimeType, extension });
	});
});

describe('a request that got no answer', () => {
	const axiosError = (inner: object) => ({ message: 'x', cause: { isAxiosError: true, ...inner } });
	test.each([
		[axiosError({ code: 'ECONNREFUSED' }), 'ECONNREFUSED', 'no'],
		[axiosError({ code: 'ENOTFOUND' }), 'ENOTFOUND', 'no'],
		[axiosError({ code: 'ETIMEDOUT', syscall: 'connect' }), 'ETIMEDOUT', 'no'],
		[axiosError({ code: 'ETIMEDOUT' }), 'ETIMEDOUT', 'maybe'],
		[axiosError({ code: 'EHOSTUNREACH', syscall: 'connect' }), 'EHOSTUNREACH', 'no'],
		[axiosError({ code: 'EHOSTUNREACH', syscall: 'read' }), 'EHOSTUNREACH', 'maybe'],
		[
			axiosError({ code: 'ENETUNREACH', errors: [{ code: 'ENETUNREACH', syscall: 'connect' }] }),
			'ENETUNREACH',
			'no',
		],
		[axiosError({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), 'ERR_TLS_CERT_ALTNAME_INVALID', 'no'],
		[axiosError({ code: 'ERR_TLS_RENEGOTIATION' }), 'ERR_TLS_RENEGOTIATION', 'maybe'],
		[axiosError({ code: 'ECONNRESET' }), 'ECONNRESET', 'maybe'],
		[axiosError({ code: 'CERT_HAS_EXPIRED' }), 'CERT_HAS_EXPIRED', 'no'],
		[axiosError({ code: 'ERR_X', errors: [{ code: 'ECONNREFUSED' }] }), 'ECONNREFUSED', 'no'],
		[{ httpCode: 'ECONNREFUSED' }, 'ECONNREFUSED', 'no'],
		[{ httpCode: 'ECONNRESET' }, 'ECONNRESET', 'maybe'],
		[{ httpCode: '502' }, 'no answer', 'maybe'],
		['odd', 'no answer', 'maybe'],
	])('%j', (error, code, sent) => expect(readFault(error)).toEqual({ what: 'silent', code, sent }));

	test('may be read again, may be sent again, may have been taken', () => {
		const refused = (status: number) => ({ what: 'refused', status, body: '' }) as const;
		const silent = (sent: 'no' | 'maybe') => ({ what: 'silent', code: 'X', sent }) as const;
		const unreadable = { what: 'unreadable', status: 200, why: 'x' } as const;
		const troubles = [
			refused(400),
			refused(408),
			refused(429),
			refused(503),
			silent('no'),
			silent('maybe'),
			unreadable,
		];
		expect(troubles.map(mayPass)).toEqual([false, true, true, true, true, true, true]);
		expect(troubles.map(wasNotTaken)).toEqual([false, false, true, false, true, false, false]);
		expect(troubles.map(mayHaveBeenTaken)).toEqual([false, true, false, true, false, true, true]);
	});
});
