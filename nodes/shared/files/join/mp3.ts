import type { MpegFrame } from '../frames';
import { bitRates, mpegFrameAt } from '../frames';
import type { ByteWindow } from './byteWindow';
import { crc16 } from './crc';
import { readFrames } from './frameReader';
import type { Block, Joiner, Totals } from './joiner';
import { channelsInWords, checkSize, samplesIn } from './joiner';
import { Places } from './places';

const HEAD_BYTES = 4;
const CHECKSUM_BYTES = 2;
/** The longest frame: 320 kbit/s at 32 kHz, padded. */
const LONGEST = 1441;
/** Where Fraunhofer's encoders put their header, whatever the side information is. */
const VBRI_AT = HEAD_BYTES + 32;
/** Where the table for seeking stands in the header, and its length. */
const TABLE_AT = 16;
const TABLE_BYTES = 100;
/** Frames, bytes and a table follow. */
const XING_FLAGS = 7;

type Head = MpegFrame & { sound: string };

/**
 * MP3: the frames of all pieces behind one header that tells how many there are and where, as the
 * first frame, silent for players that don't know it (Xing's header). It tells of no delay of the
 * encoder: what each piece has of it at its ends is a part of the file.
 */
export class Mp3Joiner implements Joiner {
	sampleRate = 0;
	sound = '';
	private first?: { head: Head; frame: Buffer };
	private isVariable = false;
	private readonly places = new Places();

	async *read(piece: ByteWindow): AsyncGenerator<Block> {
		/** So many bytes that a frame may refer back to have come before it. */
		let reservoir = 0;
		for await (const { head, frame } of readFrames(piece, headAt, LONGEST)) {
			if (isInfo(head, frame)) continue;
			this.sampleRate = head.sampleRate;
			this.sound = head.sound;
			this.first ??= { head, frame };
			// A player would take the bytes of the piece before for it.
			const isLost = reservoirUsed(head, frame) > reservoir;
			reservoir += frame.length - soundAt(head);
			yield this.block(head, isLost ? muted(head, frame) : frame);
		}
	}

	*silence(milliseconds: number): Generator<Block> {
		if (!this.first) return;
		const { head, frame } = this.first;
		const silent = silentFrame(frame, head.bitRate);
		const frames = Math.round(samplesIn(milliseconds, this.sampleRate) / head.samples);
		for (let count = 0; count < frames; count++) yield this.block(silent.head, silent.frame);
	}

	header(totals: Totals): Uint8Array {
		checkSize(totals);
		if (!this.first) return Buffer.alloc(0);
		const { head, frame } = this.first;
		const [own] = [head.bitRate, ...bitRates(head.version, head.layer)]
			.map((bitRate) => silentFrame(frame, bitRate).frame)
			.filter(({ length }) => length >= HEAD_BYTES + sideBytes(head) + TABLE_AT + TABLE_BYTES);
		const bytes = own.length + totals.bytes;
		const info = own.subarray(HEAD_BYTES + sideBytes(head));
		info.write(this.isVariable ? 'Xing' : 'Info', 'latin1');
		info.writeUInt32BE(XING_FLAGS, 4);
		info.writeUInt32BE(totals.samples / head.samples, 8);
		info.writeUInt32BE(bytes, 12);
		for (let percent = 0; percent < TABLE_BYTES; percent++) {
			const place = own.length + this.places.at(percent / TABLE_BYTES);
			info[TABLE_AT + percent] = Math.floor((256 * place) / bytes);
		}
		return own;
	}

	private block(head: Head, bytes: Uint8Array): Block {
		if (head.bitRate !== this.first?.head.bitRate) this.isVariable = true;
		this.places.add(bytes.length);
		return { bytes, samples: head.samples };
	}
}

function headAt(bytes: Buffer, at: number): Head | undefined {
	const head = mpegFrameAt(bytes, at);
	if (head?.layer !== 3 || at + HEAD_BYTES > bytes.length) return undefined;
	const channels = channelsInWords(head.channels);
	return { ...head, sound: `MPEG-${head.version}, ${head.sampleRate} Hz, ${channels}` };
}

/** How long the side information is, which tells where the sound of a frame is. */
function sideBytes({ version, channels }: MpegFrame): number {
	return version === 1 ? [17, 32][channels - 1] : [9, 17][channels - 1];
}

function sideAt({ hasChecksum }: MpegFrame): number {
	return HEAD_BYTES + (hasChecksum ? CHECKSUM_BYTES : 0);
}

function soundAt(head: MpegFrame): number {
	return sideAt(head) + sideBytes(head);
}

/** Whether a frame is no sound, but the header of a file: Xing's, LAME's or Fraunhofer's. */
function isInfo(head: MpegFrame, frame: Buffer): boolean {
	const nameAt = (at: number) => frame.toString('latin1', at, at + 4);
	return ['Xing', 'Info'].includes(nameAt(soundAt(head))) || nameAt(VBRI_AT) === 'VBRI';
}

/** How many bytes of the frames before it a frame uses (ISO 11172-3, 2.4.2.7: main_data_begin). */
function reservoirUsed(head: MpegFrame, frame: Buffer): number {
	const bits = frame.readUInt16BE(sideAt(head));
	return head.version === 1 ? bits >> 7 : bits >> 8;
}

/** The frame without its sound: the bytes stay, since the next frame may refer to them. */
function muted(head: MpegFrame, frame: Buffer): Buffer {
	const silent = Buffer.from(frame);
	silent.fill(0, sideAt(head), soundAt(head));
	if (!head.hasChecksum) return silent;
	const crc = crc16(silent, sideAt(head), soundAt(head), crc16(silent, 2, HEAD_BYTES, 0xffff));
	silent.writeUInt16BE(crc, HEAD_BYTES);
	return silent;
}

/** A frame of nothing, which sounds like the others otherwise, with a bit rate in kbit/s. */
function silentFrame(like: Buffer, bitRate: number): { head: Head; frame: Buffer } {
	const start = Buffer.from(like.subarray(0, HEAD_BYTES));
	const { version, layer } = headAt(start, 0) as Head;
	// Without a checksum.
	start[1] |= 1;
	// Without padding.
	start[2] = ((bitRates(version, layer).indexOf(bitRate) + 1) << 4) | (start[2] & 0x0d);
	const head = headAt(start, 0) as Head;
	const frame = Buffer.alloc(head.length);
	start.copy(frame);
	return { head, frame };
}
