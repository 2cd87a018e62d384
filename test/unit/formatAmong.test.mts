import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { formatAmong, mimeTypeFor } from '../../nodes/shared/files/fileType';

const MEDIA = ['mp3', 'wav', 'aac', 'flac', 'mp4', 'mov', 'mxf'];
const none = new Uint8Array();
const bytes = (text: string) => Buffer.from(text.padEnd(16, '\0'), 'latin1');
const sample = (extension: string) => {
	const path = new URL(`../../sandbox/media/files/sample.${extension}`, import.meta.url);
	return readFileSync(fileURLToPath(path)).subarray(0, 64);
};
const WAV = bytes('RIFF....WAVE');
const M4A = bytes('....ftypM4A ');

test.each<[string, string, string, Uint8Array, string | undefined]>([
	['the first bytes tell', 'talk.wav', 'audio/wav', WAV, 'wav'],
	['the first bytes tell more than the name', 'talk.mp3', 'audio/mpeg', WAV, 'wav'],
	['the first bytes tell without a name', '', 'application/octet-stream', bytes('fLaC'), 'flac'],
	['AAC', 'talk.aac', '', sample('aac'), 'aac'],
	['MP4', 'talk.mp4', '', sample('mp4'), 'mp4'],
	['MOV', 'talk.mov', '', sample('mov'), 'mov'],
	['MXF', 'talk.mxf', '', sample('mxf'), 'mxf'],
	['M4A is not taken', 'talk.m4a', 'audio/mp4', sample('m4a'), undefined],
	['an MP4 that calls itself M4A', 'talk.mp4', 'video/mp4', M4A, 'mp4'],
	['an M4A with the name of something else', 'talk.wav', 'audio/wav', M4A, undefined],
	['MKV is not taken, whatever its name', 'talk.mp4', 'video/mp4', sample('mkv'), undefined],
	['the name tells when the bytes do not', 'TALK.MP3', '', bytes('junk'), 'mp3'],
	['the last part of the name tells', 'talk.mp3.wav', '', bytes('junk'), 'wav'],
	['a name of another kind', 'talk.ogg', 'audio/mpeg', bytes('junk'), undefined],
	['the MIME type tells when nothing else does', 'talk.v2', 'Audio/MPEG; q=1', none, 'mp3'],
	['a MIME type of another kind', 'talk.aiff', 'audio/aiff', none, undefined],
	['nothing tells', 'talk', 'application/octet-stream', none, undefined],
])('%s', (_name, fileName, mimeType, firstBytes, format) => {
	expect(formatAmong(MEDIA, { fileName, mimeType, firstBytes })).toBe(format);
});

test.each<[string, string, string | undefined]>([
	['story.txt', 'text/plain', 'txt'],
	['story', 'text/plain', 'txt'],
	['story.docx', 'application/octet-stream', 'docx'],
	['story.pdf', 'application/pdf', undefined],
	['talk.srt', 'text/plain', undefined],
])('documents: %s as %s', (fileName, mimeType, format) => {
	const firstBytes = bytes('Once upon a time');
	expect(formatAmong(['txt', 'docx'], { fileName, mimeType, firstBytes })).toBe(format);
});

test('a MIME type is kept when it goes with the format', () => {
	expect(mimeTypeFor('wav', 'audio/x-wav')).toBe('audio/x-wav');
	expect(mimeTypeFor('wav', 'audio/mpeg')).toBe('audio/wav');
	expect(mimeTypeFor('mp3')).toBe('audio/mpeg');
});
