import type { IDataObject } from 'n8n-workflow';

import type { Kind } from '../../nodes/shared/tasks/kind';

import { resultContextWith, refusal, sources } from '../support/resultContext.mts';
import { linkIn } from '../../nodes/shared/camb/results';
import { kindByName } from '../../nodes/shared/kinds/index';

const speech = kindByName('text-to-speech') as Kind;

const link = 'https://cdn.example/speech.wav';
const silent = expect.stringMatching(/empty.+voice.+language/) as string;
const RESULT = '/tts-result/5';
const bytes = { [RESULT]: undefined };

const fetchIn = async (
	resultOptions: IDataObject,
	there: Record<string, unknown>,
	bulk?: unknown,
) => {
	const made = resultContextWith({ resultOptions, there, field: 'voice' });
	const [item, ...others] = await speech.fetch({ runId: 5, bulk }, made.resultContext);
	expect(others).toEqual([]);
	return { ...made, ...item };
};

test('a finished speech is one item with a file in the field of the user', async () => {
	const { asked, json, binary } = await fetchIn({}, bytes);
	expect(asked).toEqual([[RESULT, { output_type: 'raw_bytes' }]]);
	expect(json).toEqual({ fileName: 'speech-5', mimeType: 'audio' });
	expect(sources(binary)).toEqual({ voice: RESULT });
});

test('the link to it is asked for, and told, if the user wants it', async () => {
	const { asked, json } = await fetchIn({ includeLinks: true }, { [RESULT]: link });
	expect(asked).toEqual([[RESULT, { output_type: 'file_url' }]]);
	expect(json.audioUrl).toBe(link);
});

test('no link is told that nobody asked for', async () => {
	expect((await fetchIn({}, { [RESULT]: link })).json).not.toHaveProperty('audioUrl');
});

test('a file that came without a link has none to tell', async () => {
	expect((await fetchIn({ includeLinks: true }, bytes)).json).not.toHaveProperty('audioUrl');
});

test.each<[string, unknown]>([
	['text', link],
	['an object', { output_url: link }],
])('the link of a bulk result, as %s, saves a request', async (_name, bulk) => {
	const { asked, binary, saved } = await fetchIn({}, {}, bulk);
	expect(asked).toEqual([]);
	expect(sources(binary)).toEqual({ voice: link });
	expect(saved).toEqual([{ from: link, name: 'speech-5', expect: 'audio', whenEmpty: silent }]);
});

test.each<[string, unknown]>([
	['has expired', link],
	['is none', 'soon'],
])('the single result is got where the link of a bulk result %s', async (_name, bulk) => {
	const there = { ...bytes, [link]: refusal(403) };
	expect(sources((await fetchIn({}, there, bulk)).binary)).toEqual({ voice: RESULT });
});

test('the reason of the single result is told', async () => {
	const reason = refusal(404);
	await expect(fetchIn({}, { [RESULT]: reason })).rejects.toBe(reason);
});

test.each([
	['text-to-speech', '/tts-result/5', 'speech-5', silent],
	['translated-speech', '/tts-result/5', 'translated-speech-5', silent],
	['text-to-sound', '/text-to-sound-result/5', 'sound-5', undefined],
])('the audio of %s is at %s', async (name, path, fileName, whenEmpty) => {
	const { resultContext, saved } = resultContextWith({ there: { [path]: undefined } });
	const [{ json }] = await (kindByName(name) as Kind).fetch({ runId: 5 }, resultContext);
	expect(json.fileName).toBe(fileName);
	expect(saved).toEqual([{ from: path, name: fileName, expect: 'audio', whenEmpty }]);
});

test.each<[unknown, string | undefined]>([
	[link, link],
	[` ${link}\n`, link],
	['HTTP://cdn.example/a', 'HTTP://cdn.example/a'],
	['see https://cdn.example/a', undefined],
	['ftp://cdn.example/a', undefined],
	['', undefined],
	[{ output_url: link }, link],
	[{ file_url: link }, link],
	[{ output_url: null, file_url: link }, link],
	[{ output_url: 'soon', file_url: link }, link],
	[{ url: link }, undefined],
	[null, undefined],
	[undefined, undefined],
	[5, undefined],
])('the link in %j is %j', (body, found) => {
	expect(linkIn(body)).toBe(found);
});
