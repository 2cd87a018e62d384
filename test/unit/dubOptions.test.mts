import { dubFilesOf, misfit, partOf } from '../../nodes/shared/kinds/dub/dubOptions';

const usual = { result: 'video', format: undefined, includeLinks: false, subtitles: [] };

test.each<[string, object, object]>([
	['no options', {}, usual],
	['the audio', { result: 'audio' }, { ...usual, result: 'audio' }],
	['another format', { altFormat: 'mp3' }, { ...usual, format: 'mp3' }],
	['links beside the files', { includeLinks: true }, { ...usual, includeLinks: true }],
	['no links', { includeLinks: false }, usual],
	['links only', { result: 'links' }, { ...usual, result: 'links', includeLinks: true }],
	[
		'links only, whatever Include Links says',
		{ result: 'links', includeLinks: false },
		{ ...usual, result: 'links', includeLinks: true },
	],
	['subtitles', { subtitleFiles: ['vtt'] }, { ...usual, subtitles: ['vtt'] }],
])('%s', (_name, resultOptions, read) => {
	expect(dubFilesOf(resultOptions as never)).toEqual(read);
});

test.each([
	['audio', ['aac', 'flac', 'm4a', 'mp3', 'wav']],
	['video', ['mkv', 'mov', 'mp4', 'mxf']],
	[undefined, ['ogg', '']],
])('the formats of %s', (part, formats) => {
	expect(formats.map(partOf)).toEqual(formats.map(() => part));
});

const wanted = (result: string, altFormat?: string) => misfit({ result, altFormat } as never);

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
	['video', 'mp3', /Alternative Format MP3 .*Result/, /audio format.+Audio, Both or Links Only/],
	['audio', 'mp4', /Alternative Format MP4 .*Result/, /video format.+Video, Both or Links Only/],
])('%s as %s is turned down', (result, format, what, advice) => {
	const told = [expect.stringMatching(what), expect.stringMatching(advice)];
	expect(wanted(result, format)).toEqual(told);
});
