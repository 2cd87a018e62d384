import { apiWords, plain, refusedFields, shorten } from '../../nodes/shared/camb/apiWords';

describe("the API's own words", () => {
	test.each<[given: string, body: unknown, words: string]>([
		['its detail', { detail: 'Run 9 not found' }, 'Run 9 not found'],
		['the detail before all else', { detail: 'a', error: 'b', message: 'c' }, 'a'],
		['the error before the message', { detail: '', error: 'b', message: 'c' }, 'b'],
		['the message when it is all', { detail: null, message: ' c ' }, 'c'],
		['an object as JSON', { error: { code: 3 } }, '{"code":3}'],
		['a text', ' out of\n\t order ', 'out of order'],
		['a text that speaks of a page', 'See <html> for details', 'See <html> for details'],
		['a body of other fields', { status: 401 }, ''],
		['no body', undefined, ''],
		['null', null, ''],
		['a number', 7, ''],
	])('%s', (_given, body, words) => expect(apiWords(body)).toBe(words));

	test.each(['<!DOCTYPE html><p>502', '<html lang="en">', '\n  <HTML>', '<?xml version="1.0"?>'])(
		'are none in a page: %j',
		(page) => expect(apiWords(page)).toBe(''),
	);

	test.each<[given: string, detail: unknown[], words: string]>([
		['a field and what is wrong', [{ loc: ['body', 'text'], msg: 'too short' }], 'Text: too short'],
		['a field alone', [{ loc: ['body', 'text'] }], 'Text'],
		['what is wrong with all of it', [{ loc: ['body'], msg: 'not JSON' }], 'not JSON'],
		['what is wrong without a place', [{ msg: 'not JSON' }], 'not JSON'],
		['an entry of another form', [{ code: 3 }], '{"code":3}'],
		['a text', ['odd'], 'odd'],
		['several', [{ loc: ['body', 'text'], msg: 'a' }, 'b', { msg: 'c' }], 'Text: a; b; c'],
		['nothing between others', ['a', null, '', 'b'], 'a; b'],
		['a place of another form', [{ loc: 'body', msg: 'a' }], 'a'],
	])('in a list: %s', (_given, detail, words) => expect(apiWords({ detail })).toBe(words));

	test.each([
		[600, 'x'.repeat(600)],
		[601, `${'x'.repeat(600)}…`],
	])('of %s characters', (length, words) => {
		expect(shorten('x'.repeat(length))).toBe(words);
	});

	test.each<[unknown, string]>([
		[undefined, ''],
		[null, ''],
		['  a ', 'a'],
		[0, '0'],
		[false, 'false'],
		[{ a: [1] }, '{"a":[1]}'],
	])('a value in words: %j', (value, words) => expect(plain(value)).toBe(words));

	test('show no signed token, also without the link that it was in', () => {
		const token = 'eyJhbGciOiJIUzI1NiJ9.eyJpZCI6ImZpbGUifQ.c2ln-bmF0_dXJl';
		expect(apiWords({ detail: `invalid token ${token}: expired` })).toBe(
			'invalid token [token]: expired',
		);
	});

	test('are none when they are nested too deep to be written', () => {
		const nested: unknown[] = [];
		nested.push(nested);
		expect(plain(nested)).toBe('');
	});
});

describe('the fields that were refused, as people know them', () => {
	test.each<[loc: unknown[], name: string]>([
		[['body', 'text'], 'Text'],
		[['query', 'output_type'], 'Output Type'],
		[['path', 'run_id'], 'Run ID'],
		[['body', 'video_url'], 'Video URL'],
		[['body', 'srt_file'], 'SRT File'],
		[['body', 'run_ids'], 'Run IDs'],
		[['body', 'idea'], 'Idea'],
		[['body', 'valid'], 'Valid'],
		[['body', 'voice_settings', 'speed'], 'Voice Settings Speed'],
		[['body', 'target_languages', 0], 'Target Languages 1'],
		[['body', 'target_languages', 9], 'Target Languages 10'],
	])('%j is %s', (loc, name) => expect(refusedFields({ detail: [{ loc }] })).toEqual([name]));

	test('each once, in order', () => {
		const detail = ['language', 'text', 'language'].map((name) => ({ loc: ['body', name] }));
		expect(refusedFields({ detail })).toEqual(['Language', 'Text']);
	});

	test.each<[given: string, body: unknown]>([
		['a body without detail', {}],
		['a detail that is a text', { detail: 'no' }],
		['entries without a place', { detail: [null, {}, 'odd', { loc: 'text' }] }],
		['the body as a whole', { detail: [{ loc: ['body'] }] }],
		['a text', 'no'],
		['null', null],
		['nothing', undefined],
	])('are none in %s', (_given, body) => expect(refusedFields(body)).toEqual([]));
});
