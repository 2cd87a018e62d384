import { textParts, toUpload, uploadMs } from '../../nodes/shared/files/upload';

/** A file of two parts that tells what is done with it. */
function source(fileName = 'talk.wav', size = 6) {
	const done: string[] = [];
	return {
		fileName,
		mimeType: 'audio/wav',
		size,
		done,
		async open() {
			done.push('opened');
			const bytes = (async function* () {
				yield Buffer.from('one');
				yield Buffer.from('two');
			})();
			return Object.assign(bytes, { destroy: () => void done.push('destroyed') });
		},
	};
}

/** A form with one file, as n8n's request helper reads it. */
function uploadOf(file: ReturnType<typeof source>) {
	const { form, close } = toUpload([{ name: 'media_file', file }]);
	const sent = form.get('media_file') as File;
	const stream = sent.stream() as unknown as AsyncGenerator<Uint8Array>;
	return { sent, stream, close };
}

test('a form has its values and its files, in order', async () => {
	const { form } = toUpload([
		{ name: 'language', value: '1' },
		{ name: 'media_file', file: source() },
		{ name: 'language', value: '2' },
	]);
	expect([...form.keys()]).toEqual(['language', 'media_file', 'language']);
	expect(form.getAll('language')).toEqual(['1', '2']);
	const { sent } = uploadOf(source('épisode 1.wav', 7_000_000_000));
	expect(sent).toMatchObject({
		name: 'épisode 1.wav',
		type: 'audio/wav',
		size: 7_000_000_000,
	});
});

test('a file is opened only when it is sent, and let go of at its end', async () => {
	const file = source();
	const { stream, close } = uploadOf(file);
	expect(file.done).toEqual([]);
	const parts = [];
	for await (const part of stream) parts.push(part);
	expect(Buffer.concat(parts).toString()).toBe('onetwo');
	close();
	expect(file.done).toEqual(['opened']);
});

test('a file that was sent half way is destroyed, once', async () => {
	const file = source();
	const { stream, close } = uploadOf(file);
	await stream.next();
	close();
	close();
	expect(file.done).toEqual(['opened', 'destroyed']);
});

test('a file that was about to be opened is destroyed', async () => {
	const file = source();
	const { stream, close } = uploadOf(file);
	const first = stream.next();
	close();
	await first;
	expect(file.done).toEqual(['opened', 'destroyed']);
});

test('a file that holds nothing open needs no letting go', async () => {
	const open = async () =>
		(async function* () {
			yield Buffer.from('one');
		})();
	const { stream, close } = uploadOf({ ...source(), open } as never);
	await stream.next();
	expect(close).not.toThrow();
});

test.each<[string, number[], number]>([
	['no file', [], 0],
	['a file of 125 bytes', [125], 1],
	['a file of 126 bytes', [126], 2],
	['two files', [125_000, 250_000], 3000],
	['a file of 5 GB', [5_000_000_000], 40_000_000],
])('one megabit a second: the time for %s', (_name, sizes, ms) => {
	const files = sizes.map((size) => ({ name: 'file', file: source('a.wav', size) }));
	expect(uploadMs([{ name: 'title', value: 'x'.repeat(1000) }, ...files])).toBe(ms);
});

test('all values of a form are text, what is not set is left out, and lists are repeated', () => {
	const values = {
		language: 1,
		title: undefined,
		cleaning: false,
		dictionaries: [7, 8],
		name: 'A',
	};
	expect(textParts(values)).toEqual([
		{ name: 'language', value: '1' },
		{ name: 'cleaning', value: 'false' },
		{ name: 'dictionaries', value: '7' },
		{ name: 'dictionaries', value: '8' },
		{ name: 'name', value: 'A' },
	]);
});
