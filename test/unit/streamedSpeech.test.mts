import type { SaveAs } from '../../nodes/shared/files/save';
import { sources } from '../support/resultContext.mts';
import { streamedSpeech } from '../../nodes/shared/kinds/speech/streamedSpeech';

const replyWith = (headers: Record<string, string>) => ({ headers }) as never;
const fetchIn = async (format: unknown, headers = {}) => {
	const saved: SaveAs[] = [];
	const output = await streamedSpeech.read(replyWith(headers), {
		resultOptions: { format } as never,
		field: 'voice',
		isTool: false,
		sent: { json: {} },
		async save(saveAs) {
			saved.push(saveAs);
			const file = { fileName: 'speech', mimeType: 'audio' };
			return { json: file, binary: { ...file, data: 'the reply' } };
		},
		list: async () => undefined,
		warn() {},
	});
	return { ...output, saved };
};

test('a stream is one item with its sound in the field of the user', async () => {
	const { json, binary, saved } = await fetchIn('mp3');
	expect(json).toEqual({ fileName: 'speech', mimeType: 'audio' });
	expect(sources(binary)).toEqual({ voice: 'the reply' });
	expect(saved).toEqual([
		{
			name: 'speech',
			expect: 'audio',
			extension: 'mp3',
			whenEmpty: expect.stringMatching(/empty.+voice.+language/),
		},
	]);
});

test.each([
	['mp3', 'mp3'],
	['wav', 'wav'],
	['flac', 'flac'],
	['adts', 'aac'],
	['pcm_s16le', 'pcm'],
	['pcm_s32le', 'pcm'],
	[undefined, 'pcm'],
])('a stream of %s gives a file of type %s', async (format, extension) => {
	expect((await fetchIn(format)).saved[0].extension).toBe(extension);
});

test.each<[string, object, object]>([
	['12', { 'x-credits-required': '12' }, { credits: 12 }],
	['a part of one', { 'x-credits-required': '0.5' }, { credits: 0.5 }],
	['nothing', { 'x-credits-required': '0' }, { credits: 0 }],
	['a word', { 'x-credits-required': 'some' }, {}],
	['an empty header', { 'x-credits-required': '' }, {}],
	['no header', {}, {}],
])('a stream that says it cost %s', async (_name, headers, cost) => {
	expect((await fetchIn('mp3', headers)).json).toEqual({
		fileName: 'speech',
		mimeType: 'audio',
		...cost,
	});
});
