import { itemWith, sha256, wavOf } from '../support/files.mts';
import { bytesOf, newAccount, runNode, SPEED, useEngine } from '../support/harness.mts';

useEngine(SPEED, 'default');

test('a file that n8n holds in memory arrives whole, also when it is sent again', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'submit', fault: { type: 'status', status: 429 } });
	const content = await wavOf(1_000_003);
	const item = await itemWith({ content, fileName: 'talk.wav', mimeType: 'audio/wav' });
	expect(item.binary?.data).toMatchObject({ data: expect.stringMatching(/^UklGR/) });
	expect(item.binary?.data.id).toBeUndefined();
	const { items, error } = await runNode({
		type: 'cambTranscribe',
		account,
		parameters: { source: 'binary', language: 1, options: { subtitleFiles: ['srt'] } },
		items: [item],
	});
	expect(error).toBeUndefined();
	const { requests } = await account.state();
	const file = {
		fileName: 'talk.wav',
		mimeType: 'audio/wav',
		size: content.length,
		sha256: sha256(content),
	};
	const uploads = requests.filter(({ step }) => step === 'submit').map(({ body }) => body);
	expect(uploads).toMatchObject([{ media_file: file }, { media_file: file }]);
	expect((await bytesOf(items[0], 'subtitles_srt')).toString()).toMatch(/^1\n00:00:00,500 -->/);
});

test('an empty file that n8n holds in memory is not sent', async () => {
	const { error, account } = await runNode({
		type: 'cambTranscribe',
		parameters: { source: 'binary', language: 1 },
		items: [await itemWith({ content: Buffer.alloc(0), mimeType: 'audio/wav' })],
	});
	expect(error?.message).toBe('The file in the field "data" is empty');
	expect((await account.state()).requests).toEqual([]);
});
