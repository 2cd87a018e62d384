import { built } from '../support/harness.mts';

type Module = typeof import('../../nodes/shared/kinds/dubOptions');
const { readDubWants, misfit, partOf } = built<Module>('nodes/shared/kinds/dubOptions.js');

const usual = { result: 'video', format: undefined, includeLinks: false, subtitles: [] };

test.each<[string, object, object]>([
	['no options', {}, usual],
	['options set to null', { result: null, altFormat: null, includeLinks: null }, usual],
	['the audio', { result: 'audio' }, { ...usual, result: 'audio' }],
	['a format in capitals', { altFormat: 'MP3' }, { ...usual, format: 'mp3' }],
	['links beside the files', { includeLinks: true }, { ...usual, includeLinks: true }],
	['no links unless it is plainly yes', { includeLinks: 'false' }, usual],
	['links only', { result: 'links' }, { ...usual, result: 'links', includeLinks: true }],
	[
		'links only, whatever Include Links says',
		{ result: 'links', includeLinks: false },
		{ ...usual, result: 'links', includeLinks: true },
	],
	['subtitles', { subtitleFiles: ['vtt'] }, { ...usual, subtitles: ['vtt'] }],
])('%s', (_name, wants, read) => {
	expect(readDubWants(wants as never)).toEqual(read);
});

test.each([
	['audio', ['aac', 'flac', 'm4a', 'mp3', 'wav']],
	['video', ['mkv', 'mov', 'mp4', 'mxf']],
	[undefined, ['ogg', '']],
])('the formats of %s', (part, formats) => {
	expect(formats.map(partOf)).toEqual(formats.map(() => part));
});

const wanted = (result: string, format?: string) =>
	misfit({ ...usual, result, format } as Parameters<Module['misfit']>[0]);

test.each([
	['video', undefined],
	['audio', undefined],
	['both', undefined],
	['links', undefined],
	['video', 'mov'],
	['both', 'mov'],
	['links', 'mov'],
	['audio', 'wav'],
	['both', 'wav'],
	['links', 'wav'],
])('%s as %s can be had', (result, format) => {
	expect(wanted(result, format)).toBeUndefined();
});

test.each([
	['sound', undefined, 'Result "sound" is not recognized', 'Choose it from the list.'],
	[
		'x'.repeat(50),
		undefined,
		`Result "${'x'.repeat(40)}" is not recognized`,
		'Choose it from the list.',
	],
	[
		'video',
		'ogg',
		'Alternative Format "ogg" is not recognized',
		'Choose one of: aac, flac, m4a, mkv, mov, mp3, mp4, mxf, wav.',
	],
	[
		'video',
		'y'.repeat(50),
		`Alternative Format "${'y'.repeat(40)}" is not recognized`,
		'Choose one of: aac, flac, m4a, mkv, mov, mp3, mp4, mxf, wav.',
	],
	[
		'video',
		'mp3',
		"Alternative Format MP3 can't be combined with this Result",
		'It is an audio format: set Result to Audio, Both or Links Only.',
	],
	[
		'audio',
		'mp4',
		"Alternative Format MP4 can't be combined with this Result",
		'It is a video format: set Result to Video, Both or Links Only.',
	],
])('%s as %s is turned down', (result, format, what, advice) => {
	expect(wanted(result, format)).toEqual([what, advice]);
});
