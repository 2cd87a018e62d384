import type { MpegFrame } from '../frames';
import { bitRates, mpegFrameAt } from '../frames';
import type { ByteWindow } from './byteWindow';
import { crc16 } from './crc';
import type { Frame } from './frameReader';
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
	private first?: Frame<Head>;
	private isVariable = false;
	private readonly places = new Places();

	async *read(piece: ByteWindow): AsyncGenerator<Block> {
		/** So many bytes that a frame may refer back to have come before it. */
		let reservoir = 0;
		for await (const all of readFrames(piece, headAt, LONGEST)) {
			const frames = all.filter((frame) => !isInfo(frame));
			if (frames.length === 0) continue;
			this.first ??= frames[0];
			this.sampleRate = frames[0].head.sampleRate;
			this.sound = frames[0].head.sound;
			const whole = frames.map((frame) => {
				// A player would take the bytes of the piece before for it.
				const isLost = reservoirUsed(frame) > reservoir;
				reservoir += frame.bytes.length - soundAt(frame.head);
				return isLost ? muted(frame) : frame;
			});
			yield this.block(whole);
		}
	}

	*silence(milliseconds: number): Generator<Block> {
		if (!this.first) return;
		const { head } = this.first;
		const silent = silentFrame(this.first, head.bitRate);
		const frames = Math.round(samplesIn(milliseconds, this.sampleRate) / head.samples);
		for (let count = 0; count < frames; count++) yield this.block([silent]);
	}

	header(totals: Totals): Uint8Array {
		checkSize(totals);
		if (!this.first) return Buffer.alloc(0);
		const { head } = this.first;
		const [own] = [head.bitRate, ...bitRates(head.version, head.layer)]
			.map((bitRate) => silentFrame(this.first as Frame<Head>, bitRate).bytes)
			.filter(({ length }) => length >= HEAD_BYTES + sideBytes(head) + TABLE_AT + TABLE_BYTES);
		const bytes = own.length + totals.bytes;
		const info = own.subarray(HEAD_BYTES + sideBytes(head));
		info.write(this.isVariable ? 'Xing' : 'Info');
		info.writeUInt32BE(XING_FLAGS, 4);
		info.writeUInt32BE(totals.samples / head.samples, 8);
		info.writeUInt32BE(bytes, 12);
		for (let percent = 0; percent < TABLE_BYTES; percent++) {
			const place = own.length + this.places.at(percent / TABLE_BYTES);
			info[TABLE_AT + percent] = Math.floor((256 * place) / bytes);
		}
		return own;
	}

	private block(frames: Array<Frame<Head>>): Block {
		for (const { head, bytes } of frames) {
			if (head.bitRate !== this.first?.head.bitRate) this.isVariable = true;
			this.places.add(bytes.length);
		}
		return {
			bytes: Buffer.concat(frames.map(({ bytes }) => bytes)),
			samples: frames.length * frames[0].head.samples,
		};
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
function isInfo({ head, bytes }: Frame<Head>): boolean {
	const nameAt = (at: number) => bytes.toString('latin1', at, at + 4);
	return ['Xing', 'Info'].includes(nameAt(soundAt(head))) || nameAt(VBRI_AT) === 'VBRI';
}

/** How many bytes of the frames before it a frame uses (ISO 11172-3, 2.4.2.7: main_data_begin). */
function reservoirUsed({ head, bytes }: Frame<Head>): number {
	const bits = bytes.readUInt16BE(sideAt(head));
	return head.version === 1 ? bits >> 7 : bits >> 8;
}

/** The frame without its sound: the bytes stay, since the next frame may refer to them. */
function muted({ head, bytes: sound }: Frame<Head>): Frame<Head> {
	const bytes = Buffer.from(sound);
	bytes.fill(0, sideAt(head), soundAt(head));
	if (head.hasChecksum) {
		const crc = crc16(bytes, sideAt(head), soundAt(head), crc16(bytes, 2, HEAD_BYTES, 0xffff));
		bytes.writeUInt16BE(crc, HEAD_BYTES);
	}
	return { head, bytes };
}

/** A frame of nothing, which sounds like another one otherwise, with a bit rate in kbit/s. */
function silentFrame(like: Frame<Head>, bitRate: number): Frame<Head> {
	const start = Buffer.from(like.bytes.subarray(0, HEAD_BYTES));
	// Without a checksum.
	start[1] |= 1;
	// Without padding.
	const rates = bitRates(like.head.version, like.head.layer);
	start[2] = ((rates.indexOf(bitRate) + 1) << 4) | (start[2] & 0x0d);
	const head = headAt(start, 0) as Head;
	return { head, bytes: Buffer.concat([start], head.length) };
}
