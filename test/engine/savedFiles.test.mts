import type { Fault } from '../../sandbox/faults/types.mts';
import { bytesOf, newAccount, runNode } from '../support/harness.mts';
import { FLAC, MP3_FRAME, PICTURE, PLAYABLE, WAV, WEBM } from '../support/samples.mts';
import { dub, save, SAVING, speech, testSavedFiles } from '../support/savedFiles.mts';

testSavedFiles('filesystem');

test('Fetch Result gets a file that comes packed', async () => {
	const account = await newAccount();
	const later = { ...speech, waitForCompletion: false };
	const submitted = await runNode({ type: 'cambTextToSpeech', account, parameters: later });
	const fault: Fault = { type: 'packed', encoding: 'gzip' };
	await account.addFaults({ step: 'fetch', fault, times: 'forever' });
	const items = submitted.items.map(({ json }) => ({ json }));
	const fetched = await runNode({ type: 'cambFetchResult', account, parameters: {}, items });
	expect(fetched.items[0].json).toMatchObject({ status: 'SUCCESS', mimeType: 'audio/flac' });
	expect((await bytesOf(fetched.items[0])).length).toBe(fetched.items[0].json.fileSize);
});

const { speech: one } = SAVING;
const other = (content: Buffer | string, contentType?: string): Fault => ({
	type: 'other-file',
	base64: Buffer.from(content).toString('base64'),
	...(contentType ? { contentType } : {}),
});

test.each<[string, Buffer, string, string, string]>([
	['FLAC as audio/wav', FLAC, 'audio/wav', 'flac', 'audio/flac'],
	['WAV as audio/mpeg', WAV, 'audio/mpeg', 'wav', 'audio/wav'],
	['MP3 as audio/wav', MP3_FRAME, 'audio/wav', 'mp3', 'audio/mpeg'],
	['AAC as audio/mpeg', PLAYABLE.aac, 'audio/mpeg', 'aac', 'audio/aac'],
	['MP4 as audio/wav', PLAYABLE.mp4, 'audio/wav', 'mp4', 'video/mp4'],
	['MP4 with sound alone', PLAYABLE.mp4, 'audio/mp4', 'm4a', 'audio/mp4'],
	['M4A as text/html', PLAYABLE.m4a, 'text/html', 'm4a', 'audio/mp4'],
	['WAV as JSON', WAV, 'application/json', 'wav', 'audio/wav'],
	['WAV as anything', WAV, 'application/octet-stream', 'wav', 'audio/wav'],
])('%s is what its bytes say', async (_name, content, contentType, extension, mimeType) => {
	const { items } = await save(one, other(content, contentType));
	const fileName = `speech-${items[0].json.runId as string}.${extension}`;
	expect(items[0].json).toMatchObject({ fileName, mimeType });
	expect(items[0].binary?.data).toMatchObject({ fileName, mimeType, fileExtension: extension });
	expect((await bytesOf(items[0])).equals(content)).toBe(true);
});

test.each<[string, Buffer | string, RegExp]>([
	['WebM', WEBM, /A WebM video arrived instead of audio/],
	['a picture', PICTURE, /A PNG image arrived instead of audio/],
	['a word', 'Forbidden', /Text arrived instead of audio: Forbidden/],
	['an error of S3', '<Error><Code>AccessDenied</Code></Error>', /Text arrived instead of audio/],
])('%s in place of audio is no result, and is told with its IDs', async (_name, content, what) => {
	const { error, stored, account } = await save(one, other(content));
	const [{ taskId, runId }] = (await account.state()).tasks;
	expect(error?.description).toMatch(what);
	expect(error?.context).toMatchObject({ taskId, runId });
	expect(stored).toBe(0);
});

test.each<[string, Buffer, string]>([
	['WebM', WEBM, 'video/webm'],
	['Matroska', PLAYABLE.mkv, 'video/x-matroska'],
	['MXF', PLAYABLE.mxf, 'application/mxf'],
	['sound alone, of a source without a picture', FLAC, 'audio/flac'],
])('%s in place of a video is saved as what it is', async (_name, content, mimeType) => {
	const saving = { ...SAVING.dub, parameters: dub };
	const { items } = await save(saving, other(content, 'video/mp4'));
	expect(items[0].json.mimeType).toBe(mimeType);
});

test.each<[string, string]>([
	['like MP3', 'fffb90c40102'],
	['like an ID3 tag', '4944330400000102'],
	['like JPEG', 'ffd8ffe00102'],
	['like gzip', '1f8b08000102'],
	['like BMP', '424d0102030400000000'],
	['silent', '000000000000'],
])('raw sound that begins %s stays raw sound', async (_name, start) => {
	const content = Buffer.concat([Buffer.from(start, 'hex'), FLAC.subarray(100)]);
	const raw = { parameters: { ...speech, delivery: 'stream', outputFormat: 'pcm_s16le' } };
	const { items } = await save(SAVING['streamed speech'], other(content), raw);
	expect(items[0].json).toMatchObject({ fileName: 'speech.pcm', mimeType: 'audio/x-pcm' });
});
