import { languageMapIn } from '../../nodes/shared/camb/languageMap';

const content = 'Hola, amigos';

test.each<[string, unknown, string[]]>([
	['a tag', { 'es-es': content }, ['es-es']],
	['a tag of Python', { es_ES: content }, ['es_ES']],
	['a number', { 54: content }, ['54']],
	['a tag that we do not know', { 'xx-yy': content, 'Q-q': content }, ['xx-yy']],
	['a longer tag that we do not know', { 'qqq-yy-zz': content }, ['qqq-yy-zz']],
	['a part that looks like a tag', { '1xx-yy': content, 'xx-yy1': content }, []],
	['a link', { 'es-es': ' https://example.com/a.srt', it: 'see https://' }, ['es-es', 'it']],
	['a link without a lock', { 'es-es': 'http://example.com/a.srt' }, ['es-es']],
	['a word with a link in it', { it: 'at:https://example.com' }, []],
	['a list or an object', { 'es-es': [], 'fr-fr': {} }, ['es-es', 'fr-fr']],
	['words about the run', { id: '7', run_id: 'abc', status: 'All done', 'es-es': null }, []],
	['one word, a number, a boolean', { 'es-es': ' Hola ', 'fr-fr': 7, 'it-it': true }, []],
])('%s', (_name, body, keys) => {
	expect(languageMapIn(body).map(([key]) => key)).toEqual(keys);
});

test('each language comes with what is there for it', () => {
	expect(languageMapIn({ 'es-es': content })).toEqual([['es-es', content]]);
});

test.each(['es-es', null, undefined, 7])('%j holds no languages', (body) => {
	expect(languageMapIn(body)).toEqual([]);
});
