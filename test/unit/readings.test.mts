import { apiWords, refusedFields } from '../../nodes/shared/camb/apiWords';
import { readStatus, readRunId } from '../../nodes/shared/camb/status';
import { fileType } from '../../nodes/shared/files/fileType';

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
