import type { IBinaryData } from 'n8n-workflow';

import type { Client } from '../support/client.mts';
import { itemsOf } from '../support/client.mts';
import {
	credentialFor,
	newAccount,
	sharedN8n,
	speechOf,
	streamedSpeechOf,
} from '../support/harness.mts';
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

/** Puts a file of the item into the bucket. */
function upload(name: string, fileName: string, binaryPropertyName = 'data'): Step {
	return {
		name,
		type: 'n8n-nodes-base.s3',
		parameters: { operation: 'upload', bucketName: BUCKET, fileName, binaryPropertyName },
		credentials: bucket.credentials,
	};
}

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
		upload('Upload', '={{ $json.fileName }}'),
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

test('an article of 15,000 characters goes into a bucket as one MP3 of the true length', async () => {
	const account = await newAccount();
	const cambAi = await credentialFor(client, account);
	// To speak it all would take the sandbox a minute.
	const sound = await streamedSpeechOf(account, 'Hello there');
	const base64 = sound.toString('base64');
	await account.addFaults({
		operation: 'createTtsStream',
		times: 'forever',
		fault: { type: 'other-file', base64, contentType: 'audio/mpeg' },
	});
	const sentence = 'The harbor was quiet when she came down to look for the boat. ';
	const steps: Step[] = [
		START,
		{
			name: 'Speak',
			type: 'cambTextToSpeech',
			parameters: {
				delivery: 'stream',
				text: `={{ (${JSON.stringify(sentence)}.repeat(15) + "\\n\\n").repeat(16) }}`,
				voice: byId(147320),
				language: byId(1),
				options: { fileName: 'a long walk' },
			},
			credentials: cambAi,
		},
		upload('Upload', '={{ $json.fileName }}'),
	];
	const { id } = await client.createWorkflow(inARow('A long article', steps));
	const execution = await client.ended(await client.run(id, START.name));
	expect(execution.data.resultData.error?.message).toBeUndefined();

	const [{ json, binary }] = itemsOf(execution, 'Speak');
	const object = await bucket.object('a%20long%20walk.mp3');
	expect(object?.type).toBe('audio/mpeg');
	expect(object?.bytes.equals(await client.bytesOf(binary?.data as IBinaryData))).toBe(true);
	const { parseBuffer } = await import('music-metadata');
	const lengthOf = async (bytes: Buffer) => {
		const about = { mimeType: 'audio/mpeg' };
		return (await parseBuffer(bytes, about, { duration: true })).format.duration ?? 0;
	};
	const [whole, one] = await Promise.all([lengthOf(object?.bytes as Buffer), lengthOf(sound)]);
	expect(Math.abs(whole - 6 * one)).toBeLessThan(0.5);
	expect(Math.abs(whole - Number(json.durationSeconds))).toBeLessThan(0.1);
});

/** Nodes whose files go into the bucket, the last one's: a file, or a text that n8n makes one of. */
const DELIVERED: Array<[what: string, steps: Array<Omit<Step, 'name'>>, fields: string[]]> = [
	[
		'a conversation and its subtitles',
		[
			{
				type: 'cambTextToSpeech',
				parameters: {
					operation: 'speakConversation',
					script: 'Anna: Good morning.\nBen: Good morning, Anna.',
					language: byId(1),
					speakers: {
						speaker: [
							{ name: 'Anna', voice: 147320 },
							{ name: 'Ben', voice: 147321 },
						],
					},
					options: { subtitleFiles: ['srt'] },
				},
			},
		],
		['data', 'subtitles_srt'],
	],
	[
		'subtitles',
		[{ type: 'cambSubtitles', parameters: { ...clip(), targetLanguages: [54] } }],
		['subtitles_srt'],
	],
	[
		'both parts of a recording',
		[
			{ type: 'cambTextToSound', parameters: { prompt: 'A talk' } },
			{ type: 'cambSeparateAudio', parameters: { inputDataField: 'data' } },
		],
		['data', 'background'],
	],
	[
		'both samples of a voice',
		[
			{
				type: 'cambVoice',
				parameters: {
					operation: 'design',
					voiceDescription: 'An old sailor with a warm and rough voice. '.repeat(3),
					sampleText: 'The boat came home late that evening. '.repeat(3),
				},
			},
		],
		['data', 'preview_2'],
	],
	[
		'an export of a dub',
		[
			{ type: 'cambDub', parameters: { ...clip(), targetLanguages: [54] } },
			{ type: 'cambDub', parameters: { operation: 'export', options: { altFormat: 'mov' } } },
		],
		['data', 'subtitles_srt'],
	],
	[
		'a story in another language',
		[
			{
				type: 'cambStory',
				parameters: { source: 'text', storyText: 'Once there was a king.', language: byId(1) },
			},
			{ type: 'cambStory', parameters: { operation: 'translate', targetLanguage: byId(54) } },
		],
		['data'],
	],
	[
		'a translation',
		[
			{
				type: 'cambTranslate',
				parameters: { text: 'Thank you', sourceLanguage: byId(1), targetLanguage: byId(54) },
			},
			textFile('text'),
		],
		['data'],
	],
	[
		'the link of a project',
		[
			{
				type: 'cambWorkspace',
				parameters: {
					resource: 'project',
					operation: 'setUp',
					...clip(),
					targetLanguages: [54],
				},
			},
			textFile('studioUrl'),
		],
		['data'],
	],
];

function clip() {
	return { mediaUrl: 'https://example.com/clip.mp4', sourceLanguage: byId(1) };
}

function textFile(sourceProperty: string): Omit<Step, 'name'> {
	return {
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		parameters: { operation: 'toText', sourceProperty, options: {} },
	};
}

test.each(DELIVERED)('%s: into a bucket, byte by byte', async (what, steps, fields) => {
	const account = await newAccount({ taskSeconds: 0.5 });
	const credentials = await credentialFor(client, account);
	const made = steps.map((step, index): Step => {
		return { ...step, name: `Step ${index}`, ...(step.type.includes('.') ? {} : { credentials }) };
	});
	const last = made.at(-1)?.name as string;
	const folder = what.replaceAll(' ', '-');
	const uploads = fields.map((field) => upload(field, `${folder}-${field}`, field));
	const none = { main: [[]] };
	const links = Object.fromEntries(fields.map((field) => [field, none]));
	const to = fields.map((node) => ({ node, type: 'main' as const, index: 0 }));
	const file = inARow(what, [START, ...made, ...uploads], { ...links, [last]: { main: [to] } });
	const { id } = await client.createWorkflow(file);
	const execution = await client.ended(await client.run(id, START.name));
	expect(execution.data.resultData.error?.message).toBeUndefined();

	const [{ binary }] = itemsOf(execution, last);
	for (const field of fields) {
		const saved = binary?.[field] as IBinaryData;
		const object = await bucket.object(`${folder}-${field}`);
		const bytes = await client.bytesOf(saved);
		expect(bytes.length).toBeGreaterThan(0);
		expect(object?.bytes.equals(bytes)).toBe(true);
		expect(object?.type).toBe(saved.mimeType);
	}
});
