/**
 * Remembers made media by key, up to `maxBytes`; the oldest go first.
 * A failed making is not remembered.
 */
export class MediaCache {
	private readonly entries = new Map<string, Promise<Buffer>>();
	private bytes = 0;

	constructor(private readonly maxBytes: number) {}

	get(key: string, make: () => Buffer | Promise<Buffer>): Promise<Buffer> {
		const known = this.entries.get(key);
		if (known) return known;
		const made = Promise.resolve()
			.then(make)
			.then((content) => {
				this.bytes += content.length;
				return content;
			});
		this.entries.set(key, made);
		made.then(
			() => this.shrink(),
			() => this.entries.delete(key),
		);
		return made;
	}

	private async shrink(): Promise<void> {
		for (const [key, made] of this.entries) {
			if (this.bytes <= this.maxBytes) return;
			this.entries.delete(key);
			this.bytes -= (await made.catch(() => Buffer.alloc(0))).length;
		}
	}
}
