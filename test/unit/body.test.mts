import { Readable } from 'node:stream';

import { cleanText, parseIfJson, readText } from '../../nodes/shared/http/body';

describe('a body read as text', () => {
	test.each<[string, Array<string | Buffer>, string]>([
		['in one chunk', ['{"a":1}'], '{"a":1}'],
		['in several', ['{"a"', Buffer.from(':1}')], '{"a":1}'],
		['with a letter split between two', [...Buffer.from('é')].map((byte) => Buffer.of(byte)), 'é'],
		['of nothing', [], ''],
		['with a byte order mark', ['\ufeff{"a":1}'], '{"a":1}'],
		['with a first byte that is none of UTF-8', [Buffer.of(0xff, 0x41)], '\ufffdA'],
		['with a second byte that is none of UTF-8', [Buffer.of(0x41, 0xfe)], 'A\ufffd'],
		['in UTF-16', [Buffer.from('\ufeff{"a":"é"}', 'utf16le')], '{"a":"é"}'],
	])('%s', async (_, chunks, text) => {
		const body = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
		expect(await readText(body)).toEqual({ ok: true, text });
	});

	test('in which the network cuts it off is not whole, and what came of it is told', async () => {
		async function* cut() {
			yield Buffer.from('{"task_id":');
			yield Buffer.from('"t-1"');
			throw new Error('aborted');
		}
		expect(await readText(Readable.from(cut()))).toEqual({
			ok: false,
			why: expect.stringMatching(/broke off/),
			begin: '{"task_id":"t-1"',
		});
	});

	test('is no longer in bytes than allowed', async () => {
		const body = () => Readable.from([Buffer.from('é'), Buffer.from('é')]);
		expect(await readText(body(), 4)).toEqual({ ok: true, text: 'éé' });
		expect(await readText(body(), 3)).toEqual({
			ok: false,
			why: expect.stringMatching(/longer/),
			begin: '',
			isTooLong: true,
		});
	});

	test('that is too long is not read on', async () => {
		let read = 0;
		const endless = new Readable({
			read() {
				read++;
				this.push(Buffer.alloc(1024));
			},
		});
		expect((await readText(endless, 10_000)).ok).toBe(false);
		expect(endless.destroyed).toBe(true);
		expect(read).toBeLessThan(100);
	});

	test('is 32 MB at the most', async () => {
		const megabyte = Buffer.alloc(1024 ** 2, 'x');
		const body = (megabytes: number) => Readable.from(Array(megabytes).fill(megabyte));
		expect((await readText(body(32))).ok).toBe(true);
		expect(await readText(body(33))).toMatchObject({ why: expect.stringMatching(/32 MB/) });
	});

	test('is cleaned, whoever reads it, whole or broken off', async () => {
		const clean = (text: string) => text.replaceAll('key', '***');
		const whole = Readable.from([Buffer.from('my ke'), Buffer.from('y')]);
		cleanText(whole, clean);
		expect(await readText(whole)).toEqual({ ok: true, text: 'my ***' });
		async function* cut() {
			yield Buffer.from('my key');
			throw new Error('aborted');
		}
		const broken = Readable.from(cut());
		cleanText(broken, clean);
		expect(await readText(broken)).toMatchObject({ ok: false, begin: 'my ***' });
	});
});

test.each<[string, unknown]>([
	['{"a":[1]}', { a: [1] }],
	['"a"', 'a'],
	['null', null],
	['', ''],
	['502 Bad Gateway', '502 Bad Gateway'],
	['{"a":', '{"a":'],
])('%j is parsed when it is JSON', (text, value) => expect(parseIfJson(text)).toEqual(value));

test.each<[string, unknown]>([
	[
		'{"start": NaN, "end": -Infinity, "text": "a, NaN, \\"Infinity"}',
		{ start: null, end: null, text: 'a, NaN, "Infinity' },
	],
	['[NaN]', [null]],
	[' [1, NaN]', [1, null]],
	['{"start": NaN, "text": "NaN"}', { start: null, text: 'NaN' }],
	[
		'{"start": NaN, "text": "\\"a\\" is NaN, \\n\\"Infinity\\""}',
		{ start: null, text: '"a" is NaN, \n"Infinity"' },
	],
	['Infinity', 'Infinity'],
	['NaN', 'NaN'],
	['NaN is not a number', 'NaN is not a number'],
	['[NaN is not a number', '[NaN is not a number'],
	['{"text": "NaN', '{"text": "NaN'],
	['{"start": NaNs}', '{"start": NaNs}'],
])('%j is read with null for what is no number', (text, body) => {
	expect(parseIfJson(text)).toEqual(body);
});

test('JSON that cannot be mended for its size stays text', () => {
	const text = `{"start":NaN,"text":"${'\\n'.repeat(8_000_000)}"}`;
	expect(parseIfJson(text) === text).toBe(true);
});

test('one that breaks off within a text of many quotes is read at once', () => {
	// Each quote could be the begin of a text: to look for the end of each would take half a minute.
	const text = `{"start":NaN,"text":"${'\\"'.repeat(100_000)}`;
	expect(parseIfJson(text)).toBe(text);
});

test('a long text in such JSON stays as it is', () => {
	const long = 'word '.repeat(1_000_000);
	expect(parseIfJson(`{"text":"${long}","start":NaN}`)).toEqual({ text: long, start: null });
	expect(parseIfJson(`{"start":NaN,"text":"${long}`)).toBe(`{"start":NaN,"text":"${long}`);
});
