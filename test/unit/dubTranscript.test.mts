import type { ResultContext } from '../../nodes/shared/tasks/kind';

import { readDubTranscript } from '../../nodes/shared/kinds/dub/dubTranscript';

const srt = '1\n00:00:00,500 --> 00:00:02,800\nHola\n';
const link = 'https://example.com/es.srt';

test.each<[string, unknown, unknown]>([
	['text', srt, { text: srt }],
	['text in an object', { status: 'ready', transcript: srt }, { text: srt }],
	['a map from language to text', { 'es-es': srt }, { text: srt }],
	['a map in which one language has none', { 'fr-fr': ' ', 'es-es': srt }, { text: srt }],
	['a map with other things in it', { expiry: 3600, 'es-es': srt }, { text: srt }],
	['a number', 7, undefined],
	['a link', link, { link }],
	['a link in an object', { file_url: link, expiry: 3600 }, { link }],
	['blank text', ' \n', undefined],
	['an empty map', { transcript: null }, undefined],
	['nothing', null, undefined],
])('reads %s', async (_name, body, found) => {
	const read = jest.fn().mockResolvedValue(body);
	expect(await readDubTranscript({ read } as unknown as ResultContext, 7, 54, 'srt')).toEqual(
		found,
	);
	const query = { format_type: 'srt', data_type: 'raw_data' };
	expect(read).toHaveBeenCalledWith('/transcript/7/54', query, { mayBeText: true });
});

test('takes a refusal as no transcript', async () => {
	const read = jest.fn().mockRejectedValue(new Error('404'));
	expect(
		await readDubTranscript({ read } as unknown as ResultContext, 7, 54, 'vtt'),
	).toBeUndefined();
});
