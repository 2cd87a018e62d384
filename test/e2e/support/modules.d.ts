/** What the tests use of packages that bring no types. */
declare module 'mailparser' {
	export interface ParsedMail {
		subject?: string;
		attachments: Array<{ filename?: string; contentType: string; content: Buffer }>;
	}
	export function simpleParser(source: import('node:stream').Readable): Promise<ParsedMail>;
}

declare module 's3rver' {
	export default class S3rver {
		constructor(options: {
			address: string;
			port: number;
			silent: boolean;
			directory: string;
			configureBuckets: Array<{ name: string; configs: string[] }>;
		});
		run(): Promise<import('node:net').AddressInfo>;
		close(): Promise<void>;
	}
}
