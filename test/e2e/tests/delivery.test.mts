import type { Client } from '../support/client.mts';
import { itemsOf } from '../support/client.mts';
import { credentialFor, newAccount, sharedN8n, speechOf } from '../support/harness.mts';
import type { Bucket, Mailbox } from '../support/servers.mts';
import { startBucket, startMailbox } from '../support/servers.mts';
import type { Step } from '../support/workflow.mts';
import { byId, inARow, START } from '../support/workflow.mts';

const BUCKET = 'podcast';

let client: Client;
let bucket: Bucket;
let mailbox: Mailbox;

beforeAll(async () => {
	client = await sharedN8n();
	bucket = await startBucket(client, BUCKET);
	mailbox = await startMailbox(client);
});
afterAll(async () => {
	await bucket.stop();
	await mailbox.stop();
});

test('speech goes into a bucket and into a mail byte by byte, under its true name and type', async () => {
	// WAV, because n8n's mail node tells the type by the extension and does not know FLAC's.
	const account = await newAccount({ taskSeconds: 0.5, speechFormat: 'wav' });
	const steps: Step[] = [
		START,
		{
			name: 'Speak',
			type: 'cambTextToSpeech',
			parameters: {
				text: 'Episode twelve: how machines learned to speak',
				voice: byId(147320),
				language: byId(1),
				options: { fileName: 'episode 12' },
			},
			credentials: await credentialFor(client, account),
		},
		{
			name: 'Upload',
			type: 'n8n-nodes-base.s3',
			parameters: {
				operation: 'upload',
				bucketName: BUCKET,
				fileName: '={{ $json.fileName }}',
				binaryPropertyName: 'data',
			},
			credentials: bucket.credentials,
		},
		{
			name: 'Mail',
			type: 'n8n-nodes-base.emailSend',
			typeVersion: 2.1,
			parameters: {
				fromEmail: 'studio@example.com',
				toEmail: 'listener@example.com',
				subject: 'Episode 12',
				emailFormat: 'text',
				text: 'Enjoy',
				options: { attachments: 'data' },
			},
			credentials: mailbox.credentials,
		},
	];
	// The mail is sent from the speech itself: the S3 node gives no file on.
	const file = inARow('Publish an episode', steps, {
		Speak: { main: [['Upload', 'Mail'].map((node) => ({ node, type: 'main', index: 0 }))] },
		Upload: { main: [[]] },
	});
	const { id } = await client.createWorkflow(file);
	const execution = await client.ended(await client.run(id, 'Start'));
	expect(execution.data.resultData.error?.message).toBeUndefined();

	const [{ json }] = itemsOf(execution, 'Speak');
	const made = await speechOf(account, json.runId);
	expect(json).toMatchObject({ fileName: 'episode 12.wav', mimeType: 'audio/wav' });
	expect(made).toHaveLength(json.fileSize as number);

	const object = await bucket.object('episode%2012.wav');
	expect(object?.type).toBe('audio/wav');
	expect(object?.bytes.equals(made)).toBe(true);

	const [{ attachments }] = mailbox.mails;
	expect(attachments).toHaveLength(1);
	expect(attachments[0]).toMatchObject({ filename: 'episode 12.wav', contentType: 'audio/wav' });
	expect(attachments[0].content.equals(made)).toBe(true);
});
