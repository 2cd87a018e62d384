/** Before the size of an ID3 tag (ID3v2.4 structure, 3.1), and the size of its footer. */
const ID3_BYTES = 10;
/** The header of an APE tag and the footer, which its size counts (APEv2 specification). */
const APE_BYTES = 32;
/** An older tag at the end (ID3v1). */
const ID3V1_BYTES = 128;
/** Enough to tell how long a tag is. */
export const TAG_BYTES = APE_BYTES;

/** The length in bytes of the tag that begins at a place in bytes; 0 when none begins there. */
export function tagLength(bytes: Buffer, at = 0): number {
	const name = bytes.toString('latin1', at, at + 8);
	if (name.startsWith('ID3') && at + ID3_BYTES <= bytes.length) {
		const sizes = bytes.subarray(at + 6, at + 10);
		const hasFooter = (bytes[at + 5] & 0x10) !== 0;
		// Seven bits a byte.
		const size = sizes.reduce((sum, seven) => sum * 128 + (seven & 0x7f), 0);
		return ID3_BYTES + size + (hasFooter ? ID3_BYTES : 0);
	}
	if (name === 'APETAGEX' && at + APE_BYTES <= bytes.length) {
		return APE_BYTES + bytes.readUInt32LE(at + 12);
	}
	return name.startsWith('TAG') ? ID3V1_BYTES : 0;
}
