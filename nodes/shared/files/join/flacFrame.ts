import { crc16, crc8 } from './crc';

/** The longest header in bytes (RFC 9639, 9.1). */
export const FLAC_HEAD_BYTES = 16;
/** Behind the sync code, the sizes and the channels. */
const NUMBER_AT = 4;
const CRC16_BYTES = 2;
/** The bit that says that numbers are those of samples, since frames are of different lengths. */
const VARIABLE = 1;
/** A block size of 16 bits stands behind the number. */
const SIZE_OF_16_BITS = 7;

/** The header of a frame of FLAC. */
export interface FlacHead {
	/** In bytes. */
	length: number;
	/** Of each channel. */
	samples: number;
}

/** The header of the frame at a place in bytes; undefined when none begins there (RFC 9639, 9.1). */
export function flacHeadAt(bytes: Buffer, at: number): FlacHead | undefined {
	if (bytes[at] !== 0xff || (bytes[at + 1] & 0xfe) !== 0xf8) return undefined;
	const head = bytes.subarray(at, at + FLAC_HEAD_BYTES);
	const size = head[2] >> 4;
	const sizeAt = NUMBER_AT + numberBytes(head[NUMBER_AT]);
	const length = sizeAt + sizeBytes(size) + rateBytes(head[2] & 15) + 1;
	const isReserved = size === 0 || (head[2] & 15) === 15 || head[3] >> 4 > 10 || head[3] & 1;
	if (isReserved || length > head.length || crc8(head.subarray(0, length)) !== 0) return undefined;
	return { length, samples: samplesOf(size, head.subarray(sizeAt)) };
}

/** The frame with the number of its first sample, whatever number it had. */
export function renumbered(frame: Buffer, { length }: FlacHead, position: number): Buffer {
	const head = headOf(
		frame,
		position,
		frame.subarray(NUMBER_AT + numberBytes(frame[4]), length - 1),
	);
	return withCrc16([head, frame.subarray(length, -CRC16_BYTES)]);
}

/** A frame of silence with the rate and width of another one's samples. */
export function silentFrame(
	like: Buffer,
	{ length }: FlacHead,
	position: number,
	samples: number,
	{ channels, width }: { channels: number; width: number },
): Buffer {
	const size = Buffer.alloc(2);
	size.writeUInt16BE(samples - 1);
	const start = Buffer.from(like.subarray(0, NUMBER_AT));
	const rate = start[2] & 15;
	start[2] = (SIZE_OF_16_BITS << 4) | rate;
	// Each channel by itself.
	start[3] = ((channels - 1) << 4) | (start[3] & 15);
	const rare = like.subarray(length - 1 - rateBytes(rate), length - 1);
	// For each channel the type of a constant, which is eight bits of zero, and the constant.
	const body = Buffer.alloc(Math.ceil((channels * (8 + width)) / 8));
	return withCrc16([headOf(start, position, Buffer.concat([size, rare])), body]);
}

function headOf(start: Buffer, position: number, rare: Uint8Array): Buffer {
	const head = Buffer.concat([
		start.subarray(0, NUMBER_AT),
		numberOf(position),
		rare,
		Buffer.alloc(1),
	]);
	head[1] |= VARIABLE;
	head[head.length - 1] = crc8(head.subarray(0, -1));
	return head;
}

function withCrc16(parts: Buffer[]): Buffer {
	const frame = Buffer.concat([...parts, Buffer.alloc(CRC16_BYTES)]);
	frame.writeUInt16BE(crc16(frame, 0, frame.length - CRC16_BYTES), frame.length - CRC16_BYTES);
	return frame;
}

/** How many bytes a number has, coded as UTF-8 codes letters, by its first one. */
function numberBytes(first: number): number {
	return Math.max(1, Math.clz32(~(first << 24)));
}

/** A number coded as UTF-8 codes letters, in up to seven bytes (RFC 9639, 9.1.5). */
function numberOf(value: number): Buffer {
	if (value < 0x80) return Buffer.of(value);
	const bytes: number[] = [];
	let rest = value;
	// The first byte has room for one bit less with each byte that follows.
	while (rest >= 2 ** (6 - bytes.length)) {
		bytes.unshift(0x80 | (rest % 64));
		rest = Math.floor(rest / 64);
	}
	return Buffer.of(((0xff00 >> (bytes.length + 1)) & 0xff) | rest, ...bytes);
}

function sizeBytes(size: number): number {
	return size === 6 ? 1 : size === SIZE_OF_16_BITS ? 2 : 0;
}

function rateBytes(rate: number): number {
	return rate === 12 ? 1 : rate === 13 || rate === 14 ? 2 : 0;
}

/** The block size by its code, and by the bytes where a rare one stands (RFC 9639, 9.1.1). */
function samplesOf(size: number, rare: Buffer): number {
	if (size === 1) return 192;
	if (size < 6) return 144 << size;
	if (size === 6) return rare[0] + 1;
	return size === SIZE_OF_16_BITS ? rare.readUInt16BE(0) + 1 : 1 << size;
}
