import { crc8 } from '../../nodes/shared/files/join/crc';
import { flacHeadAt } from '../../nodes/shared/files/join/flacFrame';

/** A header of a frame without its checksum, in hex, with the right one. */
function headOf(hex: string): Buffer {
	const start = Buffer.from(hex, 'hex');
	return Buffer.concat([start, Buffer.of(crc8(start))]);
}

/** Sync code, sizes, channels, number, and what stands behind it (RFC 9639, 9.1). */
test.each([
	['192 samples', 'fff8190800', 6, 192],
	['576 samples', 'fff8290800', 6, 576],
	['4,608 samples', 'fff8590800', 6, 4608],
	['a size of 8 bits', 'fff8690800ff', 7, 256],
	['a size of 16 bits', 'fff8790800ffff', 8, 65_536],
	['256 samples', 'fff8890800', 6, 256],
	['32,768 samples', 'fff8f90800', 6, 32_768],
	['a rate in kHz', 'fff8cc080018', 7, 4096],
	['a rate in Hz', 'fff8cd08005dc0', 8, 4096],
	['a rate in tens of Hz', 'fff8ce08000960', 8, 4096],
	['middle and side, all as long as may be', 'fff97da8febfbfbfbfbfbfffffac44', 16, 65_536],
])('a header with %s', (_, hex, length, samples) => {
	expect(flacHeadAt(headOf(hex), 0)).toEqual({ length, samples });
	const behind = Buffer.concat([Buffer.of(0xff, 0xf8), headOf(hex), Buffer.alloc(9)]);
	expect(flacHeadAt(behind, 2)).toEqual({ length, samples });
});

test.each([
	['another beginning', headOf('fef8c90800')],
	['another sync code', headOf('fff0c90800')],
	['a reserved size', headOf('fff8090800')],
	['a rate that is none', headOf('fff8cf0800')],
	['reserved channels', headOf('fff8c9b800')],
	['a reserved bit', headOf('fff8c90900')],
	['a wrong checksum', Buffer.from('fff8c9080000', 'hex')],
	// What is there of it has a checksum that is right by chance.
	['an end that is missing', headOf('fff8790800')],
	['nothing in it', Buffer.alloc(0)],
])('no frame begins with %s', (_, bytes) => expect(flacHeadAt(bytes, 0)).toBeUndefined());
