import { probe } from '../support/harness.mts';
import { expectSame, joined } from '../support/joined.mts';
import { id3, PLAYABLE, rowOf } from '../support/samples.mts';

/** Two seconds of ffmpeg's: mono, 22,050 Hz. */
const AAC = PLAYABLE.aac;
const SECONDS = 1024 / 22_050;

/** The frames of a file without tags. */
function framesOf(file: Buffer): Buffer[] {
	const frames: Buffer[] = [];
	for (let at = 0; at < file.length; at += frames.at(-1)?.length ?? 0) {
		frames.push(file.subarray(at, at + ((file.readUIntBE(at + 3, 3) >> 5) & 0x1fff)));
	}
	return frames;
}
const COUNT = framesOf(AAC).length;

test.each<[string, Buffer]>([
	['nothing else', AAC],
	['a tag before it', Buffer.concat([id3(500), AAC])],
	['a tag behind it', Buffer.concat([AAC, Buffer.alloc(128, 'TAG')])],
	['the end of another frame before it', Buffer.concat([AAC.subarray(150, 200), AAC])],
	['a frame that is cut off', Buffer.concat([AAC, AAC.subarray(0, 40)])],
	['a header that is cut off', Buffer.concat([AAC, AAC.subarray(0, 5)])],
])('joined AAC of pieces with %s is their frames', async (_what, piece) => {
	for (const chunkBytes of [11, 65_536]) {
		const { file, durationSeconds, spans } = await joined('adts', [AAC, piece], { chunkBytes });
		expectSame(file, Buffer.concat([AAC, AAC]));
		expect(durationSeconds).toBeCloseTo(2 * COUNT * SECONDS, 9);
		expect(spans?.[1].startSeconds).toBeCloseTo(COUNT * SECONDS, 9);
	}
});

/** Bits of a block (ISO 14496-3, 4.4.2): the element, and its streams without any band. */
test.each([
	['mono', 'fff15040213ffc', 1, `000 0000 ${'0'.repeat(22)} 111`],
	['stereo', 'fff15080213ffc', 2, `001 0000 0 ${'0'.repeat(44)} 111`],
	['mono with checksums', 'fff05040213ffc', 1, `000 0000 ${'0'.repeat(22)} 111`],
])('a pause in %s is frames that hold nothing', async (_what, head, channels, block) => {
	const piece = rowOf(head, 265, 9);
	const { file, durationSeconds } = await joined('adts', [piece, piece], { pauseAfterMs: 500 });
	const silent = file.subarray(piece.length, -piece.length);
	const frames = framesOf(silent);
	expect(frames).toHaveLength(Math.round(22_050 / 1024));
	expect(durationSeconds).toBeCloseTo(((18 + frames.length) * 1024) / 44_100, 9);
	for (const frame of frames) {
		expect(frame.toString('hex', 0, 3)).toBe('fff150');
		expect(frame[3] >> 6).toBe(channels);
		const bits = [...frame.subarray(7)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
		expect(bits.replace(/0*$/, '')).toBe(block.replace(/ /g, ''));
	}
	expect((await probe(file, 'audio/aac')).duration).toBeCloseTo(durationSeconds ?? 0, 9);
});

test('a frame of several blocks lasts as long as they do', async () => {
	const { durationSeconds } = await joined('adts', [rowOf('fff15040213ffe', 265, 5)]);
	expect(durationSeconds).toBeCloseTo((5 * 3 * 1024) / 44_100, 9);
});

test('a pause in sound of more channels than speech has is left out', async () => {
	const piece = rowOf('fff15180213ffc', 265, 9);
	const { file } = await joined('adts', [piece, piece], { pauseAfterMs: 500 });
	expectSame(file, Buffer.concat([piece, piece]));
});

test.each<[string, Buffer, RegExp | undefined]>([
	['another rate', rowOf('fff15040213ffc', 265, 9), /22050 Hz, mono/],
	['other channels', rowOf('fff15c80213ffc', 265, 9), /stereo/],
	['many channels', rowOf('fff15180213ffc', 265, 9), /6 channels/],
	['channels that it tells elsewhere', rowOf('fff15000213ffc', 265, 9), /no channels/],
	['MP3', rowOf('fffb90c4', 417, 9), undefined],
	['nothing', Buffer.alloc(0), undefined],
])('a piece of %s is refused by its number', async (_what, piece, words = /./) => {
	await expect(joined('adts', [AAC, piece])).rejects.toMatchObject({
		explanation: {
			message: expect.stringContaining('Part 2'),
			description: expect.stringMatching(words),
		},
	});
});
