import type { ByteWindow } from './byteWindow';
import { tagLength } from './tags';

/** The header of a frame that tells its own length, as those of MP3 and ADTS do. */
export interface FrameHead {
	/** In bytes, with the header. */
	length: number;
	/** Sounds alike in all frames of a file: `48000 Hz, mono`. */
	sound: string;
}

/** The header of the frame at a place in bytes; undefined when none begins there. */
type HeadAt<Head extends FrameHead> = (bytes: Buffer, at: number) => Head | undefined;

/** In bytes: less may be the beginning of a frame that is cut off. */
const LONGEST_HEAD = 7;
/** So many frames in a row are no chance. */
const ROW = 3;

export interface Frame<Head> {
	head: Head;
	bytes: Buffer;
}

/**
 * The frames of a file, some at a time, without the tags and whatever else stands between them, and
 * without a last one that is cut off.
 *
 * @param longest the length of the longest frame in bytes
 */
export async function* readFrames<Head extends FrameHead>(
	piece: ByteWindow,
	headAt: HeadAt<Head>,
	longest: number,
): AsyncGenerator<Array<Frame<Head>>> {
	const wanted = ROW * longest;
	let sound: string | undefined;
	let isInRow = false;
	for (;;) {
		await piece.fill(wanted);
		const atHand = piece.bytes.length;
		if (atHand === 0) return;
		const frames: Array<Frame<Head>> = [];
		let tag = 0;
		// At the end, all of them.
		const least = atHand < wanted ? 1 : wanted;
		while (piece.bytes.length >= least) {
			const head = headAt(piece.bytes, 0);
			tag = head ? 0 : tagLength(piece.bytes);
			if (tag > 0) break;
			if (head && isSame(head, sound) && (isInRow || isRow(piece, head, headAt))) {
				isInRow = true;
				sound = head.sound;
				const bytes = piece.take(head.length);
				if (bytes.length === head.length) frames.push({ head, bytes });
			} else {
				isInRow = false;
				piece.take(1);
			}
		}
		yield frames;
		await piece.skip(tag);
	}
}

function isSame(head: FrameHead, sound = head.sound): boolean {
	return head.sound === sound;
}

/** Whether frames follow on one another up to their number, a tag or the end. */
function isRow({ bytes }: ByteWindow, first: FrameHead, headAt: HeadAt<FrameHead>): boolean {
	let at = first.length;
	if (at > bytes.length) return false;
	for (let frames = 1; frames < ROW; frames++) {
		const head = headAt(bytes, at);
		if (!head) return bytes.length - at < LONGEST_HEAD || tagLength(bytes, at) > 0;
		if (!isSame(head, first.sound)) return false;
		at += head.length;
	}
	return true;
}
