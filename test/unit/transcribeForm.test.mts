import type { IDataObject } from 'n8n-workflow';

import { chosen, file, form, ITEM, refusal, sentParts } from '../support/form.mts';

import { request } from '../../nodes/CambTranscribe/request';

const binary = {
	sound: file('talk.mp3', 'audio/mpeg', Buffer.from('ID3\x04\0\0\0\0\0\0sound', 'latin1')),
	image: file('king.png', 'image/png', Buffer.from('89504e470d0a1a0a', 'hex')),
};

async function sent(parameters: IDataObject) {
	const made = await request(form(parameters, binary), ITEM);
	const { kind, path, resultOptions } = made;
	return { kind: kind.name, path, parts: await sentParts(made), resultOptions };
}

const filled = {
	source: 'url',
	mediaUrl: 'https://media.example/talk',
	language: chosen('auto'),
};
const media = ['media_url', 'https://media.example/talk'];
const turnedDown = async (changes: IDataObject) =>
	await refusal(async () => await sent({ ...filled, ...changes }));

test('a transcription of a link', async () => {
	expect(await sent(filled)).toEqual({
		kind: 'transcription',
		path: '/transcribe',
		parts: [['language', 'auto'], media],
		resultOptions: { language: 'auto', subtitleFiles: [] },
	});
});

test('a transcription of a file, which is what the form begins with', async () => {
	const parameters = { inputDataField: 'sound', language: chosen(1) };
	const { parts } = await sent(parameters);
	expect(parts).toEqual([
		['language', '1'],
		['media_file', 'talk.mp3', 'ID3\x04\0\0\0\0\0\0sound'],
	]);
	expect(await sent({ ...parameters, source: 'binary' })).toMatchObject({ parts });
});

test('a transcription with everything that can be set, and the media last', async () => {
	const options = {
		transcriptionMode: ' Slow ',
		audioCleaning: 'false',
		maxSegmentCharacters: 30,
		projectName: 'Pilot',
	};
	const { parts, resultOptions } = await sent({ ...filled, options });
	expect(parts).toEqual([
		['language', 'auto'],
		['transcription_mode', 'slow'],
		['run_audio_cleaning', 'false'],
		['formatting_options', '{"max_characters_in_segment":30}'],
		['project_name', 'Pilot'],
		media,
	]);
	expect(resultOptions).toEqual({ language: 'auto', subtitleFiles: [] });
});

test.each([
	['fast', [['transcription_mode', 'fast']]],
	['', []],
	[' ', []],
	[null, []],
])('a transcription in the mode %j', async (transcriptionMode, mode) => {
	const { parts } = await sent({ ...filled, options: { transcriptionMode } });
	expect(parts).toEqual([['language', 'auto'], ...mode, media]);
});

test('a transcription of a link as long as CAMB.AI takes it', async () => {
	const mediaUrl = 'https://media.example/'.padEnd(2083, 'x');
	expect((await sent({ ...filled, mediaUrl })).parts[1][1]).toBe(mediaUrl);
	expect(await turnedDown({ mediaUrl: `${mediaUrl}x` })).toEqual([
		expect.stringMatching(/^Media URL .*long/),
		expect.stringMatching(/\b2083\b.+\b2084\b/),
	]);
});

test.each<[IDataObject, message: RegExp, advice: RegExp]>([
	[{ language: '' }, /^Language .*empty/, /list/],
	[{ mediaUrl: 'talk' }, /^Media URL /, /https:/],
	[{ source: 'x'.repeat(50) }, new RegExp(`^Source "${'x'.repeat(40)}"`), /File, URL/],
	[{ source: 'binary', inputDataField: 'image' }, /"king\.png".+PNG/, /MP3, WAV, AAC.+Convert/],
	[{ options: { audioCleaning: 'maybe' } }, /^Audio Cleaning "maybe"/, /true or false/],
	[
		{ options: { transcriptionMode: 'X'.repeat(50) } },
		new RegExp(`^Transcription Mode "${'X'.repeat(40)}"`),
		/Fast, Slow/,
	],
])('a transcription that is turned down: %.60j', async (changes, ...told) => {
	expect(await turnedDown(changes)).toEqual(told.map((words) => expect.stringMatching(words)));
});
