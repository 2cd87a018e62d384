import { tagLength } from '../../nodes/shared/files/join/tags';
import { id3 } from '../support/samples.mts';

/** With a footer, as ID3v2.4 may have. */
const footed = id3(300);
footed[5] = 0x10;
const ape = Buffer.alloc(32);
ape.write('APETAGEX');
ape.writeUInt32LE(70_000, 12);

test.each<[string, Buffer, number]>([
	['ID3', id3(300), 310],
	['ID3 with a footer', footed, 320],
	['ID3 of which the head alone is at hand', id3(70_000).subarray(0, 10), 70_010],
	['ID3 of which less is at hand', id3(300).subarray(0, 9), 0],
	['APE, with the head that its size leaves out', ape, 70_032],
	['APE of which less than its head is at hand', ape.subarray(0, 31), 0],
	['ID3v1', Buffer.from('TAG'), 128],
	['sound', Buffer.alloc(40, 0xff), 0],
	['nothing', Buffer.alloc(0), 0],
])('the length of a tag, wherever it begins: %s', (_, tag, length) => {
	expect(tagLength(tag)).toBe(length);
	expect(tagLength(Buffer.concat([Buffer.alloc(50, 0xff), tag]), 50)).toBe(length);
});
