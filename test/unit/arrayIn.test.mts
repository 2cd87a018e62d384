import { arrayIn } from '../../nodes/shared/parameters/arrayIn';

const both = ['a', 'b'];

test.each<[string, unknown, unknown[]]>([
	['an array', both, both],
	['an array with a hole', Array.of(1).concat(Array(1)), [1, undefined]],
	['JSON', ' ["a", "b"]\n', both],
	['an empty list', '[]', []],
	['a byte order mark', '\ufeff["a","b"]', both],
	['a fence', '```\n["a","b"]\n```', both],
	['a fence that names its language', '\n```JSON\n["a",\n"b"]\n```\n', both],
	['a fence of one line', '```json ["a","b"]```', both],
	['a fence in a text of the list', '["```", "```json"]', ['```', '```json']],
])('%s is a list', (_name, value, list) => {
	expect(arrayIn(value)).toStrictEqual(list);
});

test.each<[unknown]>([
	['a, b'],
	['["a", "b"'],
	['{"a": ["b"]}'],
	['See ["a","b"]'],
	['```json\n["a"]\n``` and so on'],
	['json["a"]'],
	['7'],
	[7],
	[null],
	[undefined],
	[{ 0: 'a' }],
])('%j is none', (value) => {
	expect(arrayIn(value)).toBeUndefined();
});
