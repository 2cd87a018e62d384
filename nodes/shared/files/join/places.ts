/** So many places tell where any hundredth of a file is, to a part of it that no player sees. */
const MOST = 2048;

/** Where the blocks of a file begin, in bounded memory: of very many, every second, every fourth … */
export class Places {
	private kept: number[] = [];
	private every = 1;
	private count = 0;
	private bytes = 0;

	/** One more block of so many bytes. */
	add(bytes: number): void {
		if (this.count % this.every === 0) this.kept.push(this.bytes);
		if (this.kept.length > MOST) {
			this.kept = this.kept.filter((_, index) => index % 2 === 0);
			this.every *= 2;
		}
		this.count += 1;
		this.bytes += bytes;
	}

	/** Where the block at a part of all blocks begins, in bytes. */
	at(part: number): number {
		return this.kept[Math.floor((part * this.count) / this.every)] ?? 0;
	}
}
