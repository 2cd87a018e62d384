import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { parseBuffer } from 'music-metadata';
import axios from 'axios';
import { speechTones } from '../../sandbox/media/tones.mts';
import { form, media } from './forms.mts';
import { LONG_TEXT, SAILOR } from './samples.mts';
import { openSandbox, SPEECH, submit, type OpenSandbox } from './support.mts';

const MB = 1024 * 1024;
let open: OpenSandbox;
beforeAll(async () => {
	open = await openSandbox();
});
afterAll(() => open.sandbox.close());

async function download(url: string) {
	const { status, headers, data } = await axios.get(url, {
		responseType: 'arraybuffer',
		proxy: false,
		validateStatus: () => true,
	});
	return { status, type: String(headers['content-type']), bytes: Buffer.from(data) };
}

/** What a player makes of a file: container and length in seconds. */
async function probe(bytes: Buffer) {
	const { format } = await parseBuffer(bytes, undefined, { duration: true });
	return { container: format.container, seconds: format.duration ?? 0 };
}

/** Runs `work` and prints by how much the process grew at most. */
async function watchMemory(name: string, work: () => Promise<void>): Promise<void> {
	const before = process.memoryUsage().rss;
	let most = before;
	const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
	await work();
	clearInterval(timer);
	console.info(`${name}: the process grew by ${Math.round((most - before) / MB)} MB at most`);
}

test('results are real audio of a sensible length', async () => {
	const { http, account } = await open.guest();
	const { runId } = await submit({ http, account }, '/tts', {
		...SPEECH,
		text: 'one two three four five six seven eight nine ten',
	});
	const formats = { flac: 'FLAC', wav: 'WAVE' };
	for (const [speechFormat, container] of Object.entries(formats)) {
		await account.configure({ taskSeconds: 0, speechFormat } as never);
		const { data } = await http.get(`/tts-result/${runId}?output_type=file_url`);
		const { bytes, type } = await download(data.output_url);
		expect(type).toBe(`audio/${speechFormat}`);
		const found = await probe(bytes);
		expect(found.container).toBe(container);
		expect(found.seconds).toBeGreaterThan(1.5);
		expect(found.seconds).toBeLessThan(6);
	}
	expect(speechTones('word '.repeat(10)).samples.length / 22_050).toBeCloseTo(3.5, 0);
});

test('sounds last as long as asked, in each format', async () => {
	const guest = await open.guest();
	const saveAs = { prompt: 'waves on a pebble beach', duration: 3, audio_type: 'sound' };
	const { runId } = await submit(guest, '/text-to-sound', saveAs);
	for (const soundFormat of ['wav', 'flac', 'mp3'] as const) {
		await guest.account.configure({ taskSeconds: 0, soundFormat });
		const { data } = await guest.http.get(`/text-to-sound-result/${runId}`, {
			responseType: 'arraybuffer',
		});
		expect((await probe(Buffer.from(data))).seconds).toBeCloseTo(3, 0);
	}
});

test('a dub exports every format of the contract', async () => {
	const guest = await open.guest();
	const dub = { video_url: 'https://a.b/c.mp4', source_language: 1, target_languages: [54] };
	const { runId } = await submit(guest, '/dub', dub);
	const types: Record<string, string> = {};
	for (const format of ['flac', 'wav', 'mp3', 'aac', 'm4a', 'mkv', 'mp4', 'mov', 'mxf']) {
		const saveAs = () => guest.http.post(`/dub-alt-format/${runId}/54`, { output_format: format });
		await saveAs();
		const { type, bytes } = await download((await saveAs()).data.output_url);
		types[format] = type;
		// music-metadata knows no MXF: its first bytes are the SMPTE universal label.
		if (format === 'mxf') expect(bytes.subarray(0, 4).toString('hex')).toBe('060e2b34');
		else expect((await probe(bytes)).container).toBeTruthy();
	}
	expect(types).toMatchObject({
		aac: 'audio/aac',
		mkv: 'video/x-matroska',
		mov: 'video/quicktime',
	});
});

test('separated tracks and designed voices can be played', async () => {
	const guest = await open.guest();
	const separated = await submit(guest, '/audio-separation', form({}, media));
	const tracks = await guest.http.get(`/audio-separation-result/${separated.runId}`);
	const designed = await submit(guest, '/text-to-voice', {
		text: LONG_TEXT,
		voice_description: SAILOR,
	});
	const { previews } = (await guest.http.get(`/text-to-voice-result/${designed.runId}`)).data;
	const files = [...Object.values<string>(tracks.data), ...previews];
	const found = await Promise.all(files.map(async (url) => probe((await download(url)).bytes)));
	expect(found.map(({ container }) => container)).toEqual(['FLAC', 'FLAC', 'WAVE', 'WAVE']);
	for (const { seconds } of found) expect(seconds).toBeGreaterThan(3);
	expect(new Set(files).size).toBe(4);
});

describe('the media origin', () => {
	test('is another one, wants a signature, and notes a key that is sent', async () => {
		const guest = await open.guest();
		const { runId } = await submit(guest, '/tts', SPEECH);
		const { data } = await guest.http.get(`/tts-result/${runId}?output_type=file_url`);
		const url = new URL(data.output_url);
		expect(url.origin).toBe(open.mediaUrl);
		expect(url.origin).not.toBe(new URL(open.apiUrl).origin);
		expect(data.output_url).not.toContain(guest.account.key);
		await download(url.href);
		await axios.get(url.href, { headers: { 'x-api-key': guest.account.key }, proxy: false });
		await axios.get(url.href, { headers: { authorization: guest.account.key }, proxy: false });
		url.searchParams.set('signature', 'forged');
		expect((await download(url.href)).status).toBe(403);
		const seen = (await guest.account.state()).requests.filter(({ origin }) => origin === 'media');
		expect(seen.map(({ key, status }) => [key, status])).toEqual([
			[false, 200],
			[true, 200],
			[true, 200],
			[false, 403],
		]);
	});

	test('takes an upload for a dub', async () => {
		const { http, account } = await open.guest();
		const ticket = (
			await http.post('/files/upload-url', { filename: 'a.mp3', content_type: 'audio/mpeg' })
		).data;
		const fileId = ticket.file.file_id;
		const dub = { file_id: fileId, source_language: 1, target_languages: [54] };
		expect((await http.post('/dub', dub)).status).toBe(422);
		expect((await http.post(`/files/${fileId}/complete`)).status).toBe(404);
		const upload = { headers: ticket.upload.headers, proxy: false as const };
		for (const uploadStatus of [201, 204, 200] as const) {
			await account.configure({ taskSeconds: 0, uploadStatus });
			const put = await axios.put(ticket.upload.url, Buffer.alloc(5000), upload);
			expect(put.status).toBe(uploadStatus);
		}
		expect((await http.post(`/files/${fileId}/complete`)).status).toBe(200);
		const { runId } = await submit({ http, account }, '/dub', dub);
		expect((await http.get(`/dub-result/${runId}`)).data.video_url).toBeNull();
		const put = (await account.state()).requests.find(({ method }) => method === 'PUT');
		expect(put).toMatchObject({ key: false, body: { size: 5000, mimeType: 'audio/mpeg' } });
	});

	test.each([
		['/dub', 'video_url'],
		['/sub', 'media_url'],
	])('downloads what %s links to, from where the account says', async (path, field) => {
		const { http, account } = await open.guest();
		const run = await submit({ http, account }, '/tts', SPEECH);
		const { data } = await http.get(`/tts-result/${run.runId}?output_type=file_url`);
		const { pathname, search } = new URL(data.output_url);
		const link = `https://n8n.example.com${pathname}${search}`;
		const body = { [field]: link, source_language: 1, target_languages: [54] };
		const origins = [open.mediaUrl, 'http://127.0.0.1:1', null];
		const seen = [];
		for (const downloadFrom of origins) {
			await account.configure({ taskSeconds: 0, downloadFrom });
			await http.post(path, body);
			const { tasks, requests } = await account.state();
			const submits = requests.filter(({ step }) => step === 'submit');
			seen.push([tasks.at(-1)?.status, submits.at(-1)?.source]);
		}
		const { bytes, type } = await download(data.output_url);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		const source = { fileName: '', mimeType: type, size: bytes.length, sha256 };
		expect(seen).toEqual([
			['SUCCESS', source],
			['ERROR', undefined],
			['SUCCESS', undefined],
		]);
	});
});

describe('large files in flat memory', () => {
	test('an upload of 200 MB', async () => {
		const guest = await open.guest();
		const block = Buffer.alloc(MB, 'sound');
		const hash = createHash('sha256');
		const boundary = 'part';
		async function* body() {
			yield `--${boundary}\r\nContent-Disposition: form-data; name="language"\r\n\r\n1\r\n`;
			yield `--${boundary}\r\nContent-Disposition: form-data; name="media_file"; filename="big.wav"\r\nContent-Type: audio/wav\r\n\r\n`;
			for (let count = 0; count < 200; count += 1) {
				hash.update(block);
				yield block;
			}
			yield `\r\n--${boundary}--\r\n`;
		}
		await watchMemory('upload of 200 MB', async () => {
			const status = await new Promise((resolve, reject) => {
				const request = httpRequest(`${open.apiUrl}/transcribe`, {
					method: 'POST',
					headers: {
						'x-api-key': guest.account.key,
						'content-type': `multipart/form-data; boundary=${boundary}`,
					},
				});
				request.on('response', (response) => resolve(response.resume().statusCode));
				request.on('error', reject);
				Readable.from(body()).pipe(request);
			});
			expect(status).toBe(200);
		});
		const [{ body: logged }] = (await guest.account.state()).requests;
		expect(logged).toEqual({
			language: '1',
			media_file: {
				fileName: 'big.wav',
				mimeType: 'audio/wav',
				size: 200 * MB,
				sha256: hash.digest('hex'),
			},
		});
	});

	test('a result of 300 MB', async () => {
		const guest = await open.guest({ taskSeconds: 0, resultBytes: 300_000_000 });
		const { runId } = await submit(guest, '/tts', SPEECH);
		let size = 0;
		let head = Buffer.alloc(0);
		await watchMemory('result of 300 MB', async () => {
			const { data, headers } = await guest.http.get(`/tts-result/${runId}`, {
				responseType: 'stream',
			});
			expect(headers).toMatchObject({ 'content-length': '300000000', 'content-type': 'audio/wav' });
			for await (const chunk of data as Readable) {
				size += chunk.length;
				if (head.length < MB) head = Buffer.concat([head, chunk]);
			}
		});
		expect(size).toBe(300_000_000);
		expect((await parseBuffer(head)).format).toMatchObject({
			container: 'WAVE',
			sampleRate: 22_050,
		});
	});
});
