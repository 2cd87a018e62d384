import { built } from '../support/harness.mts';

type Module = typeof import('../../nodes/shared/fields/listValue');
const { readList } = built<Module>('nodes/shared/fields/listValue.js');

test.each<[string, unknown, unknown[]]>([
	['an array', [54, '76'], [54, '76']],
	['an array of one', [54], [54]],
	['gaps in an array', [54, null, '', ' ', undefined], [54]],
	['one number', 54, ['54']],
	['text with commas', '54, 76;\n81', ['54', '76', '81']],
	['JSON', ' [54, "76"]', [54, '76']],
	['gaps in JSON', '[54, null, ""]', [54]],
	['JSON that is no list', '{"id":54}', ['{"id":54}']],
	['text that is no JSON', '[54', ['[54']],
	['empty text', ' ', []],
	['nothing', null, []],
	['a field that is not there', undefined, []],
])('reads %s', (_name, value, parts) => {
	expect(readList(value)).toEqual(parts);
});
