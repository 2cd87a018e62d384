import { framesIn } from '../../nodes/shared/files/frames';
import { noise, PLAYABLE, rowOf } from '../support/samples.mts';

/** Headers of frames and their lengths in bytes, as ffprobe tells them of files by LAME, twolame and ffmpeg. */
const MPEG: Array<[string, string, number]> = [
	['MPEG 1 Layer III, 44.1 kHz, padded', 'fffb92c4', 418],
	['MPEG 1 Layer III, 44.1 kHz', 'fffb90c4', 417],
	['MPEG 1 Layer III, 48 kHz', 'fffb14c4', 96],
	['MPEG 1 Layer III, 32 kHz', 'fffb98c4', 576],
	['MPEG 2 Layer III, 22.05 kHz', 'fff342c4', 105],
	['MPEG 2 Layer III, 24 kHz', 'fff3c4c4', 384],
	['MPEG 2 Layer III, 16 kHz', 'fff348c4', 144],
	['MPEG 2.5 Layer III, 11.025 kHz', 'ffe342c4', 209],
	['MPEG 2.5 Layer III, 12 kHz', 'ffe384c4', 384],
	['MPEG 2.5 Layer III, 8 kHz', 'ffe348c4', 288],
	['MPEG 1 Layer II, 32 kHz', 'fffde804', 1728],
	['MPEG 1 Layer II, 44.1 kHz', 'fffd42c4', 209],
	['MPEG 1 Layer II, 48 kHz', 'fffde404', 1152],
	['MPEG 2 Layer II, 16 kHz', 'fff588c4', 576],
	['MPEG 2 Layer II, 22.05 kHz', 'fff582c4', 418],
];
const AAC: Array<[string, string, number]> = [
	['ADTS', 'fff15040213ffc', 265],
	['ADTS with a checksum', 'fff05040213ffc', 265],
	['ADTS of MPEG 2', 'fff95040213ffc', 265],
	['ADTS at 7.35 kHz', 'fff17040213ffc', 265],
	['ADTS over 2 KB', 'fff15041613ffc', 2825],
	['ADTS of headers alone', 'fff1504000e0fc', 7],
	['LOAS', '56e10a200012', 269],
];

test.each(MPEG)('%s is found behind junk', (_name, header, length) => {
	expect(framesIn(Buffer.concat([noise(90), rowOf(header, length, 3)]))).toBe('mp3');
	expect(framesIn(rowOf(header, length - 1, 3))).toBeUndefined();
	expect(framesIn(rowOf(header, length + 1, 3))).toBeUndefined();
});

test.each(AAC)('%s is found behind junk', (_name, header, length) => {
	expect(framesIn(Buffer.concat([noise(90), rowOf(header, length, 3)]))).toBe('aac');
	expect(framesIn(rowOf(header, length - 1, 3))).toBeUndefined();
});

test('is found in the midst of a real file', () => {
	expect(framesIn(PLAYABLE.aac.subarray(333))).toBe('aac');
});

test('two frames may be chance', () => {
	expect(framesIn(rowOf('fffb90c4', 417, 2))).toBeUndefined();
	expect(framesIn(rowOf('fff15040213ffc', 265, 2))).toBeUndefined();
});

// Each as long as it would be if it were sound.
test.each([
	['the reserved version', 'ffeb90c4', 130],
	['Layer I', 'ffff90c4', 522],
	['the reserved layer', 'fff990c4', 522],
	['a free bit rate', 'fffb00c4', 417],
	['no bit rate', 'fffbf0c4', 417],
	['no sample rate', 'fffb9cc4', 417],
	['half a sync', 'ff7b90c4', 417],
	['half a sync of ADTS', 'ff915040213ffc', 265],
	['half a sync of LOAS', '56a10a200012', 269],
	['no rate of ADTS', 'fff17440213ffc', 265],
	['a frame shorter than its header', 'fff1504000c0', 6],
])('%s is no sound', (_name, header, length) => {
	expect(framesIn(rowOf(header, length, 9))).toBeUndefined();
});

test('a header that is cut is none', () => {
	const row = rowOf('fffb90c4', 417, 3);
	expect(framesIn(row.subarray(0, 836))).toBeUndefined();
	expect(framesIn(rowOf('fff15040213ffc', 265, 3).subarray(0, 535))).toBeUndefined();
	expect(framesIn(rowOf('56e10a200012', 269, 3).subarray(0, 540))).toBeUndefined();
	expect(framesIn(Buffer.alloc(0))).toBeUndefined();
});

test.each([
	['MP3', 'fffb90c4', 417],
	['ADTS', 'fff15040213ffc', 265],
	['LOAS', '56e10a200012', 269],
])(
	'the first frame of %s before others without its first byte is chance',
	(_name, header, length) => {
		const row = rowOf(header, length, 9);
		for (let at = length; at < row.length; at += length) row[at] = 0;
		expect(framesIn(row)).toBeUndefined();
	},
);
