/** A table that takes a checksum on by a byte at a time, the highest bit first. */
function tableOf(polynomial: number, bits: number): Uint16Array {
	const top = 1 << (bits - 1);
	return Uint16Array.from({ length: 256 }, (_, byte) => {
		let crc = byte << (bits - 8);
		for (let bit = 0; bit < 8; bit++) crc = crc & top ? (crc << 1) ^ polynomial : crc << 1;
		return crc;
	});
}

const CRC8 = tableOf(0x07, 8);
const CRC16 = tableOf(0x8005, 16);

/** The checksum of the header of a frame of FLAC (RFC 9639, 9.1.8). */
export function crc8(bytes: Uint8Array): number {
	let crc = 0;
	for (const byte of bytes) crc = CRC8[crc ^ byte] & 0xff;
	return crc;
}

/**
 * The checksum of a frame of FLAC (RFC 9639, 9.3); of MPEG audio when it begins with 0xffff (ISO
 * 11172-3, 2.4.3.1). Of bytes with their checksum behind them it is 0.
 */
export function crc16(bytes: Uint8Array, start = 0, end = bytes.length, crc = 0): number {
	for (let at = start; at < end; at++) {
		crc = ((crc << 8) & 0xffff) ^ CRC16[(crc >> 8) ^ bytes[at]];
	}
	return crc;
}
