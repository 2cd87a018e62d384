import { contentIn, dubTranscript } from '../../nodes/shared/kinds/dub/dubTranscript';
import { resultContextWith } from '../support/resultContext.mts';

const srt = '1\n00:00:00,500 --> 00:00:02,800\nHola\n';
const french = srt.replace('Hola', 'Salut');
const segments = [{ start: 0.5, end: 2.8, text: 'Hola' }];
const link = 'https://example.com/es.srt';

test.each<[string, unknown, unknown]>([
	['text', srt, srt],
	['a list', segments, segments],
	['a link', link, link],
	['a link beside other things', { file_url: link, expiry: 3600 }, link],
	['text in an object', { status: 'ready', transcript: srt }, { transcript: srt }],
	['segments beside words', { transcript: segments, status: 'DONE' }, { transcript: segments }],
	['nothing said', { run_id: '7', transcript: '' }, { transcript: '' }],
	['a map from language to text', { 'fr-fr': french, 'es-es': srt }, srt],
	['a map from number to segments', { '76': french, '54': segments }, segments],
	['a map of one language', { run_id: '7', 'xx-yy': srt }, srt],
	['a map of one language to segments', { run_id: '7', 'xx-yy': segments }, segments],
	['a map of other languages', { 'fr-fr': 'Salut, toi', 'it-it': 'Ciao, tu' }, undefined],
	['subtitles by another name', { transcript: null, note: 'Made by us', content: srt }, srt],
	['a refusal', { detail: 'Not ready' }, undefined],
	['words beside a language', { language: 'es-es', message: 'Try later' }, undefined],
	['an empty object', {}, undefined],
	['null', null, null],
])('%s', (_name, body, content) => {
	expect(contentIn(body, 54)).toEqual(content);
});

test('bare text is taken for what it is, however it is called', async () => {
	const { resultContext } = resultContextWith();
	const read = jest.fn(async () => await Promise.resolve(srt));
	const { text } = await dubTranscript({ ...resultContext, read }, 7, 54);
	expect(text).toContain('Hola');
	expect(read).toHaveBeenCalledWith('/transcript/7/54', expect.anything(), { mayBeText: true });
});
