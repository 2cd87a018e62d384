import type { IDataObject } from 'n8n-workflow';

import type { Joining } from '../../nodes/shared/kinds/speech/joinedSpeech';
import { joinSpeech } from '../../nodes/shared/kinds/speech/joinedSpeech';
import { encodeWav, pcmBytes } from '../../sandbox/media/wav.mts';
import { joinContextWith, spokenPiece } from '../support/joinContext.mts';
import { expectSame, tone } from '../support/joined.mts';

const RATE = 24_000;
const TONES = [tone(300, 1), tone(500, 1 / 3), tone(700, 0.5)];
const silence = (seconds: number) => Buffer.alloc(seconds * RATE * 2);

const wavs = (...each: IDataObject[]) =>
	TONES.map((pcm, index) => spokenPiece(encodeWav(pcm), 'speech.wav', each[index]));
const raws = () => TONES.map((pcm) => spokenPiece(pcmBytes(pcm), 'speech.pcm'));

async function join(outputs = wavs(), joining: Partial<Joining> = {}, field?: string) {
	const { joinContext, saved } = joinContextWith({ field });
	const how = { format: 'wav', pausesMs: [0, 0, 0], ...joining };
	return { ...(await joinSpeech(outputs, joinContext, how)), saved };
}

test('pieces become one file in the field of the user, each with the silence behind it', async () => {
	const { json, binary, spans, saved } = await join(wavs(), { pausesMs: [500, 1000, 0] }, 'audio');
	const [a, b, c] = TONES.map(pcmBytes);
	const [{ content, ...saveAs }, ...others] = saved;
	expect(others).toEqual([]);
	expectSame(
		content.subarray(-(a.length + b.length + c.length + silence(1.5).length)),
		Buffer.concat([a, silence(0.5), b, silence(1), c]),
	);
	expect(saveAs).toEqual({ name: 'speech', expect: 'audio', extension: 'wav' });
	expect(Object.keys(binary ?? {})).toEqual(['audio']);
	expect(binary?.audio.fileName).toBe('speech.wav');
	expect(json).toEqual({ fileName: 'speech.wav', durationSeconds: 3.333 });
	expect(spans?.map(({ startSeconds }) => startSeconds)).toEqual([
		0,
		1.5,
		expect.closeTo(2.833, 3),
	]);
});

test('a file that the user named anew is found in its field', async () => {
	const outputs = wavs().map(({ json, binary }) => ({ json, binary: { sound: binary!.data } }));
	expect((await join(outputs)).json.durationSeconds).toBe(1.833);
});

test('they are joined as what they are, whatever was asked for', async () => {
	const { json, saved } = await join(wavs(), { format: 'mp3' });
	expect(json.durationSeconds).toBe(1.833);
	expect(saved).toMatchObject([{ extension: 'wav' }]);
});

test.each<[string, string[]]>([
	['most of them are', ['speech.mp3', 'speech.wav', 'speech.wav']],
	['the first one is, where there are as many of others', ['speech.wav', 'speech.mp3']],
])('the file is what %s', async (_name, names) => {
	const outputs = names.map((name, index) => spokenPiece(encodeWav(TONES[index]), name));
	const { saved } = await join(outputs, { format: 'flac' });
	expect(saved).toMatchObject([{ extension: 'wav' }]);
});

test.each([
	['is known where its rate was asked for', RATE, 1.833],
	['is not known else, and is not made up', undefined, undefined],
])('the length of raw sound %s', async (_name, sampleRate, seconds) => {
	const { json, saved } = await join(raws(), { format: 'pcm_s16le', sampleRate });
	expectSame(saved[0].content, Buffer.concat(TONES.map(pcmBytes)));
	expect(saved[0].extension).toBe('pcm');
	expect(Object.keys(json)).toEqual(['fileName', ...(seconds ? ['durationSeconds'] : [])]);
	expect(json.durationSeconds).toBe(seconds);
});

test.each<[string, IDataObject[], number | undefined]>([
	['is what all cost', [{ credits: 10 }, { credits: 5 }, { credits: 7 }], 22],
	['is not told where one does not tell', [{ credits: 10 }, {}, { credits: 7 }], undefined],
])('what they cost %s', async (_name, each, credits) => {
	const { json } = await join(wavs(...each));
	expect(json.credits).toBe(credits);
	expect('credits' in json).toBe(credits !== undefined);
});
