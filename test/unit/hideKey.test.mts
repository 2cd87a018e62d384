import { keyHider } from '../../nodes/shared/http/hideKey';

describe('a key is taken out of an answer that writes it', () => {
	// "k", "o" and "j" are 6b, 6f and 6a in hex; "-" and "1" have digits alone.
	test.each([
		['as it is', 'koj-1'],
		['as a link does', '%6b%6f%6a%2d%31'],
		['as a link does, in capitals', '%6B%6F%6A%2D%31'],
		['as JSON may', '\\u006b\\u006F\\u006a\\u002d\\u0031'],
		['as JSON in JSON may', 'k\\\\u006fj-1'],
		['as HTML may', '&#x6b;&#X006F;&#106;&#045;1'],
	])('%s: %s', (_, written) => {
		const hide = keyHider('koj-1');
		expect(hide(`a ${written} b ${written}`)).toBe('a [API key] b [API key]');
	});

	test.each(['KOJ-1', 'koj_1', '%6b%6f', 'kj-1'])('and %s, which is not it, stays', (other) => {
		expect(keyHider('koj-1')(other)).toBe(other);
	});

	test.each(['a/b', 'a"b', 'a\\b', '/ab', 'a.b*(c'])('and JSON stays JSON: %s', (key) => {
		const hide = keyHider(key);
		const json = JSON.stringify({ detail: `${key} is bad` });
		for (const text of [json, json.replaceAll('/', '\\/')]) {
			expect(JSON.parse(hide(text))).toEqual({ detail: '[API key] is bad' });
		}
	});

	test('and a backslash before it stays where the key does not begin with what JSON escapes', () => {
		expect(keyHider('koj')('a\\koj')).toBe('a\\[API key]');
	});
});
