import { randomBytes } from 'node:crypto';

import { memoryFile } from '../../nodes/shared/files/memoryFile';

/** The ways in which the bytes of a file are found in an item. */
const FORMS: Array<[string, (base64: string) => string]> = [
	['Base64', (base64) => base64],
	['Base64 without padding', (base64) => base64.replace(/=+$/, '')],
	['Base64 for addresses', (base64) => base64.replace(/\+/g, '-').replace(/\//g, '_')],
	['Base64 in lines', (base64) => base64.replace(/.{76}/g, '$&\r\n')],
	['a data URL', (base64) => `data:audio/mpeg;base64,${base64}`],
	['a data URL with parameters', (base64) => `DATA:audio/ogg;codecs=opus;base64,${base64}\n`],
	['a data URL without a type', (base64) => `data:;base64,${base64}`],
];

test.each(FORMS)('%s gives the very bytes, and their number', async (_name, write) => {
	// As many as a part holds, and about so many.
	const sizes = [...Array(20).keys(), 196_606, 196_607, 196_608, 196_609, 196_610];
	for (const size of sizes) {
		const bytes = randomBytes(size);
		const file = memoryFile(write(bytes.toString('base64')));
		const parts: Uint8Array[] = [];
		for await (const part of (await file?.open()) ?? []) parts.push(part);
		expect(Buffer.concat(parts).equals(bytes)).toBe(true);
		expect(file?.size).toBe(size);
		expect(parts.map((part) => part.length)).not.toContain(0);
	}
});

test.each<[string, unknown]>([
	['quotes around it', '"UklGRg=="'],
	['percent-encoding', 'UklGRg%3D%3D'],
	['a data URL in percent-encoding', 'data:audio/mpeg,%49%44%33'],
	['a list of data URLs', 'data:audio/mpeg;base64,UklG,UklG'],
	['a data URL behind a word', 'see data:audio/mpeg;base64,UklG'],
	['raw bytes', 'ID3\u0004\u0000'],
	['words', 'This is the talk.'],
	['a letter too many', 'UklGR'],
	['padding inside', 'Uk==lGRg'],
	['much padding', 'UklGRg===='],
	['nothing', undefined],
	['null', null],
	['a number', 42],
	['bytes as JSON', { type: 'Buffer', data: [1, 2] }],
])('%s is no Base64', (_name, data) => {
	expect(memoryFile(data)).toBeUndefined();
});
