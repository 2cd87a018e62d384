import type { Values } from '../../nodes/shared/parameters/parameter';

import { list } from '../../nodes/shared/parameters/list';

const { read } = list(
	{ displayName: 'Run ID', name: 'runId', type: 'string', default: '' },
	(text) => text.trim(),
);
const valuesOf = (value: unknown) =>
	({
		valueOf: () => value,
		refuse: (...told: string[]) => new Error(told.join('. ')),
	}) as unknown as Values;

test.each<[unknown, string[]]>([
	['1, 2;3\n4', ['1', '2', '3', '4']],
	['1,, 2,\u200b', ['1', '2']],
	[
		[1, ' 2 '],
		['1', '2'],
	],
	['[1, "2"]', ['1', '2']],
	['\ufeff[1, "2"]', ['1', '2']],
	['```json\n[1, 2]\n```', ['1', '2']],
	[7, ['7']],
	['', []],
	[null, []],
	[undefined, []],
	[[], []],
])('%j is the list %j', (value, expected) => {
	expect(read(valuesOf(value))).toEqual(expected);
});

test.each([[[1, null]], [[1, '']], [[1, '\u200b']], [[undefined]], [new Array(2)], ['[1, " "]']])(
	'%j is refused: a value that is missing is not left out without a word',
	(value) => {
		expect(() => read(valuesOf(value))).toThrow(
			/Run ID contains an empty value\. Check the expression/,
		);
	},
);
