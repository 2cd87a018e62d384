import type { Bytes } from '../upload';

/** The part of a stream of bytes that is looked at. It holds no more than was asked for and a chunk. */
export class ByteWindow {
	/** The bytes that were not taken yet, as far as they are at hand. */
	bytes: Buffer = Buffer.alloc(0);
	/** No bytes follow those at hand. */
	isEnd = false;
	private readonly chunks: AsyncIterator<Uint8Array>;

	constructor(bytes: Bytes) {
		this.chunks = bytes[Symbol.asyncIterator]();
	}

	/** Has so many bytes at hand, or all there are. */
	async fill(count: number): Promise<void> {
		const chunks = [this.bytes];
		for (let length = this.bytes.length; length < count && !this.isEnd;) {
			const { done, value } = await this.chunks.next();
			if (done) this.isEnd = true;
			else {
				chunks.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
				length += value.byteLength;
			}
		}
		if (chunks.length > 1) this.bytes = Buffer.concat(chunks);
	}

	/** The next bytes of those at hand. */
	take(count: number): Buffer {
		const taken = this.bytes.subarray(0, count);
		this.bytes = this.bytes.subarray(count);
		return taken;
	}

	/** Goes past so many bytes, also past such as are not at hand. */
	async skip(count: number): Promise<void> {
		let left = count - this.take(count).length;
		while (left > 0 && !this.isEnd) {
			await this.fill(1);
			left -= this.take(left).length;
		}
	}

	/** Lets go of the stream. */
	async close(): Promise<void> {
		this.isEnd = true;
		await this.chunks.return?.();
	}
}
