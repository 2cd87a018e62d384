import { createHmac, randomBytes } from 'node:crypto';
import type { Account } from '../accounts.mts';
import type { Task } from '../tasks.mts';
import type { MediaSource } from './media.mts';

const SECONDS_VALID = 24 * 60 * 60;

/** Makes and checks signed links to the media origin. They hold no key. */
export class Links {
	private readonly secret = randomBytes(16);
	/** Where the media origin listens; a name that can't be reached until it does. */
	origin = 'http://media.sandbox.invalid';

	constructor(private readonly realNow: () => number) {}

	private sign(path: string, expires: number): string {
		return createHmac('sha256', this.secret).update(`${path} ${expires}`).digest('base64url');
	}

	private signed(path: string): string {
		const expires = Math.floor(this.realNow() / 1000) + SECONDS_VALID;
		return `${this.origin}${path}?signature=${this.sign(path, expires)}&expires=${expires}`;
	}

	/** A link to `source`, valid for 24 hours. `name` is "folder/file.ext" and stays the same. */
	to(account: Account, name: string, source: MediaSource, task?: Task): string {
		account.files.set(name, { source, task });
		return this.signed(`/media/${account.token}/${name}`);
	}

	/** A link that takes an upload by PUT (source: /files/upload-url in the contract). */
	forUpload(account: Account, fileId: string): string {
		return this.signed(`/uploads/${account.token}/${fileId}`);
	}

	/** Whether signature and expiry (seconds since 1970) fit the path. */
	isValid(path: string, query: { signature?: string; expires?: string }): boolean {
		const expires = Number(query.expires);
		return expires * 1000 > this.realNow() && query.signature === this.sign(path, expires);
	}

	/** When links made now stop working. */
	expiry(): string {
		return new Date(this.realNow() + SECONDS_VALID * 1000).toISOString();
	}
}
