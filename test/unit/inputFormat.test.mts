import {
	DOCX,
	FOREIGN,
	MP3_FRAME,
	noise,
	PLAYABLE,
	TAKEN,
	TAKEN_LATE,
	TEXTS,
	WEBM,
} from '../support/samples.mts';
import { inputFormat } from '../../nodes/shared/files/inputFormat';

const MEDIA = ['mp3', 'wav', 'aac', 'flac', 'mp4', 'mov', 'mxf'];
const STORY = ['txt', 'docx'];
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const ANYTHING = 'application/octet-stream';

const format = (formats: string[], fileName: string, mimeType: string, content: Buffer | string) =>
	inputFormat(formats, {
		fileName,
		mimeType,
		firstBytes: Buffer.from(content).subarray(0, 69_632),
	});
/** What is wrong with a file, and what to do about it, as one text. */
function misfit(...file: Parameters<typeof format>): string {
	const result = format(...file);
	expect(result).toHaveLength(2);
	return (result as string[]).join('. ');
}

test.each([...TAKEN, ...TAKEN_LATE])(
	'%s is taken as %s, whatever its name',
	(name, extension, content) => {
		// Where the sound lies behind a tag longer than what is read, the name helps.
		const bare = name === 'MP3 behind a picture' ? `talk.${extension}` : '';
		for (const fileName of [bare, 'recording.bin', `talk.${extension}`, 'talk.wav', 'talk.png']) {
			for (const mimeType of [ANYTHING, 'audio/wav', 'image/png']) {
				expect(format(MEDIA, fileName, mimeType, content)).toBe(extension);
			}
		}
	},
);

test.each([
	['an MP4 called M4A', 'talk.m4a', 'audio/mp4', PLAYABLE.mp4, 'mp4'],
	['QuickTime without a type called MP4', 'clip.mp4', 'video/mp4', '\0\0\0\x08free', 'mp4'],
	['a FLAC whose tag is long', 'talk.flac', ANYTHING, 'ID3\x04\0\0\0\x7f\x7f\x7f', 'flac'],
	['a Word document called text', 'Notes v1.txt', WORD, DOCX, 'docx'],
	['a Word document called text, of any type', 'Notes v1.txt', 'text/plain', DOCX, 'docx'],
	['a Word document without a name', '', ANYTHING, DOCX, 'docx'],
	['a Word document whose parts come late', 'a.docx', ANYTHING, 'PK\x03\x04', 'docx'],
	['a Word document whose parts come late, by type', 'a.txt', WORD, 'PK\x03\x04', 'docx'],
	['text called Word', 'story.docx', 'text/plain', 'Once', 'txt'],
	['text', 'story.txt', 'text/plain', 'Once upon a time', 'txt'],
	['text with a byte order mark', 'story.txt', '', '\ufeffOnce', 'txt'],
	['text about a page', 'story.txt', '', 'Write <html> first.', 'txt'],
	['text that begins with a tag of its own', 'story.txt', '', '<htmlish>', 'txt'],
	['text that looks like a film', 'story.txt', '', 'The free world', 'txt'],
	['text about tags', 'story.txt', '', 'ID3 tags are for names.', 'txt'],
	['text about archives', 'story.txt', '', 'They begin with PK\u0003\u0004', 'txt'],
	['subtitles as text', 'story.txt', '', 'WEBVTT\n', 'txt'],
])('%s is taken', (_name, fileName, mimeType, content, extension) => {
	const formats = extension === 'docx' || extension === 'txt' ? STORY : MEDIA;
	const bytes = typeof content === 'string' ? Buffer.from(content) : content;
	expect(format(formats, fileName, mimeType, bytes)).toBe(extension);
});

test.each([...FOREIGN, ['WebM', /a WebM video/i, WEBM] as (typeof FOREIGN)[0]])(
	'%s is not taken, whatever its name',
	(_name, what, content) => {
		for (const fileName of ['talk.mp3', 'clip.mp4', '', 'king.png']) {
			expect(misfit(MEDIA, fileName, 'audio/mpeg', content)).toMatch(what);
			expect(misfit(STORY, fileName, 'text/plain', content)).toMatch(what);
		}
	},
);

test.each(TEXTS)('%s is no media, whatever its name, and is quoted', (_name, text) => {
	for (const name of ['talk.mp3', '']) {
		const words = misfit(MEDIA, name, 'audio/mpeg', text);
		expect(words).toMatch(
			text.startsWith('version') ? /Git LFS pointer.+Download/ : text.slice(0, 9),
		);
		expect(words.length).toBeLessThan(400);
	}
});

test.each<[string, string, string, Buffer | string]>([
	['media', 'story.txt', 'text/plain', MP3_FRAME],
	['text that calls itself a Word document', 'story.docx', WORD, 'Forbidden'],
	['a page that calls itself a Word document', 'story.docx', WORD, '<html>'],
	['an archive', 'story.zip', 'application/zip', 'PK\x03\x04'],
	['a page', 'story.txt', 'text/plain', '\ufeff\r\n <!doctype \n html >'],
	['an error of S3', 'story.txt', 'text/plain', '<Error><Code>AccessDenied</Code></Error>'],
	['JSON', 'story.txt', 'text/plain', '{"detail":"Not Found"}'],
	['a Git LFS pointer', 'story.txt', 'text/plain', TEXTS[2][1]],
	['text in UTF-16', 'story.txt', 'text/plain', 'O\0n\0c\0e\0'],
	['another document', 'story.odt', 'application/vnd.oasis.opendocument.text', 'odt'],
])('%s is no story', (...[, fileName, mimeType, content]) => {
	misfit(STORY, fileName, mimeType, content);
});

test.each([
	...MEDIA.map((extension): [string, string, RegExp] => [
		`talk.${extension}`,
		ANYTHING,
		new RegExp(`is not a valid ${extension.toUpperCase()} file`),
	]),
	['', 'audio/wav', /is not a valid WAV file/],
])('bytes that are nothing known are not taken for "%s" of type %s', (name, mimeType, what) => {
	for (const content of ['\x01\x02\x03\x04', noise(69_632)]) {
		const words = misfit(MEDIA, name, mimeType, content);
		expect(words).toMatch(what);
		expect(words).toMatch(/damaged.+previous node/);
	}
});

test.each([
	[['mp3'], /accepts MP3\./],
	[['mp3', 'wav', 'flac'], /accepts MP3, WAV and FLAC\./],
])('what is taken instead is told: %j', (formats, what) => {
	expect(misfit(formats, 'talk.ogg', '', 'OggS')).toMatch(what);
});

test('a story in UTF-16 without a zero byte is no plain text', () => {
	const content = Buffer.from('\ufeff日本語', 'utf16le');
	expect(misfit(STORY, 'story.txt', 'text/plain', content)).toMatch(/is not plain text/);
});
