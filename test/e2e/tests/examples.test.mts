import axios from 'axios';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { WorkflowFile } from '../../../engine/run.mts';
import type { SandboxAccount } from '../../../sandbox/driver.mts';
import type { Client, Execution } from '../support/client.mts';
import { itemsOf } from '../support/client.mts';
import { countOf, credentialFor, newAccount, sharedN8n } from '../support/harness.mts';
import { until } from '../support/ports.mts';
import type { Bucket, Mailbox } from '../support/servers.mts';
import { startBucket, startMailbox } from '../support/servers.mts';
import type { Credential } from '../support/workflow.mts';

interface Play {
	/** The node to start from by hand; triggers that wait for a caller are called instead. */
	start?: string;
	/** Triggers to start from before that, one after the other. */
	before?: string[];
	call?(workflow: WorkflowFile): Promise<unknown>;
	/** Parameters for places that only the reader of the example can name. */
	set?: Record<string, INodeParameters>;
	/** How long a task takes; half a second if not set. */
	taskSeconds?: number;
	timeoutMs?: number;
	/** The sample that is downloaded; a video if not set. */
	download?: string;
	/** The node whose files are counted, and how many items it gives. */
	at: string;
	items: number;
	files: string[];
	/** A look at what arrived elsewhere. */
	arrived?(execution: Execution): Promise<void> | void;
}

const FOLDER = 'examples';
/** What comes from Google, which is not part of these tests. */
const fromGoogle = {
	'New Video': [{ json: { id: 'v', name: 'harbour.mp4' } }],
	'New Recording': [{ json: { id: 'r', name: 'harbour.aac' } }],
	Announcements: [
		{ json: { row_number: 2, name: 'welcome', text: 'Welcome to the pier.', status: 'done' } },
		{ json: { row_number: 3, name: 'opening', text: 'We open at nine.', status: '' } },
		{ json: { row_number: 4, name: 'closing', text: 'We close in ten minutes.' } },
	],
};
const names = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace('.json', ''));

let client: Client;
let bucket: Bucket;
let mailbox: Mailbox;
/** Where samples can be downloaded, in place of Google Drive. */
const files = createServer(({ url }, response) => {
	response.setHeader('content-type', url?.endsWith('.aac') ? 'audio/aac' : 'video/mp4');
	response.end(readFileSync(`sandbox/media/files${url}`));
});
let samples: string;

beforeAll(async () => {
	client = await sharedN8n();
	bucket = await startBucket(client, 'my-podcast');
	mailbox = await startMailbox(client);
	await once(files.listen(0, '127.0.0.1'), 'listening');
	samples = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
});
afterAll(async () => {
	await bucket.stop();
	await mailbox.stop();
	files.close();
});

const plays: Record<string, Play> = {
	'clean-up-recordings': {
		start: 'New Recording',
		download: 'sample.aac',
		at: 'Separate',
		items: 1,
		files: ['speech', 'background'],
	},
	'dub-into-three-languages': {
		call: async (file) => {
			const form = new FormData();
			const answers = ['https://example.com/tour.mp4', 'A tour', 'viewer@example.com'];
			answers.forEach((answer, index) => form.append(`field-${index}`, answer));
			await submitForm(file, form);
		},
		at: 'Dub',
		items: 3,
		files: ['data', 'subtitles_srt'],
		arrived: () => {
			const mails = mailbox.mails.filter(({ subject }) => subject?.includes('A tour in'));
			expect(mails).toHaveLength(3);
			for (const { attachments } of mails) expect(attachments.length).toBeGreaterThan(0);
		},
	},
	'dub-overnight': {
		start: 'Form',
		// n8n waits for a minute at least.
		timeoutMs: 200_000,
		at: 'Upload',
		items: 1,
		files: ['data'],
	},
	'export-a-dub-as-audio': {
		call: async (file) => {
			const form = new FormData();
			form.append('field-0', 'https://example.com/tour.mp4');
			form.append('field-1', 'A tour');
			await submitForm(file, form);
		},
		at: 'Export Audio',
		items: 2,
		files: ['data', 'subtitles_vtt'],
	},
	'feed-to-podcast': {
		start: 'Every Morning at Six',
		at: 'Read Aloud',
		items: 2,
		files: ['data'],
		arrived: async (execution) => {
			for (const { json } of itemsOf(execution, 'Read Aloud')) {
				const object = await bucket.object(encodeURIComponent(json.fileName as string));
				expect(object?.bytes).toHaveLength(json.fileSize as number);
				expect(object?.type).toBe('audio/mpeg');
			}
		},
	},
	'mail-the-task-id': { start: 'Every Hour', at: 'Speak', items: 2, files: ['data'] },
	'one-text-in-many-languages': {
		start: 'When Clicking Execute',
		at: 'Translate and Speak',
		items: 4,
		files: ['data'],
	},
	'two-host-podcast': {
		start: 'Every Morning at Six',
		at: 'Speak the Script',
		items: 1,
		files: ['data', 'subtitles_srt'],
		arrived: async (execution) => {
			const [{ json }] = itemsOf(execution, 'Speak the Script');
			const object = await bucket.object(encodeURIComponent(json.fileName as string));
			expect(object?.bytes).toHaveLength(json.fileSize as number);
			expect(object?.type).toBe('audio/mpeg');
		},
	},
	'voice-from-a-description': {
		start: 'When Clicking Execute',
		at: 'Speak',
		items: 1,
		files: ['data'],
	},
	'translate-a-list': {
		start: 'When Clicking Execute',
		at: 'Translate',
		items: 3,
		files: [],
	},
	'sound-pack': { start: 'When Clicking Execute', at: 'Make', items: 4, files: ['data'] },
	'speech-into-a-new-folder': {
		start: 'When Clicking Execute',
		set: { 'Create Folder': { url: `${process.env.SANDBOX_API_URL}/folders/create` } },
		at: 'Speak',
		items: 3,
		files: ['data'],
		arrived: (execution) => {
			const [folder] = itemsOf(execution, 'Create Folder');
			expect(folder.json).toMatchObject({ folder_id: expect.any(Number) });
		},
	},
	'speech-over-a-webhook': {
		call: async (file) => {
			const path = parameterOf(file, 'Webhook', 'path');
			const text = { text: 'Good evening' };
			const url = `${client.url}/webhook/${path}`;
			const reply = await post(url, text);
			expect(reply.headers['content-type']).toBe('audio/mpeg');
			expect(reply.data.byteLength).toBeGreaterThan(1000);
		},
		at: 'Speak at Once',
		items: 1,
		files: ['data'],
	},
	'story-from-a-document': {
		call: async (file) => {
			const form = new FormData();
			form.append('field-0', 'The Lighthouse');
			const story = new Blob(['Once upon a time there was a lighthouse.'], { type: 'text/plain' });
			form.append('field-1', story, 'lighthouse.txt');
			await submitForm(file, form);
		},
		at: 'Tell',
		items: 2,
		files: ['data'],
	},
	'submit-now-fetch-later': {
		start: 'When Clicking Execute',
		// Those that they say are for tasks that take hours.
		set: { Wait: { amount: 2, unit: 'seconds' } },
		at: 'Fetch Result',
		items: 2,
		files: ['data'],
		arrived: ({ data }) => {
			// The first look comes too early: both go through Wait, for as long as they say.
			const [, stillRunning] = data.resultData.runData['Fetch Result'][0].data?.main ?? [];
			const waits = stillRunning?.map(({ json }) => json.nextCheckInSeconds);
			expect(waits).toEqual([expect.any(Number), expect.any(Number)]);
		},
	},
	'subtitles-for-new-videos': {
		start: 'New Video',
		at: 'Transcribe',
		items: 1,
		files: ['subtitles_srt', 'subtitles_vtt'],
	},
	'subtitles-in-three-languages': {
		call: async (file) => {
			const form = new FormData();
			form.append('field-0', 'https://example.com/tour.mp4');
			form.append('field-1', 'A tour');
			await submitForm(file, form);
		},
		at: 'Make Subtitles',
		items: 3,
		files: ['subtitles_srt', 'subtitles_vtt'],
	},
	'task-inbox': {
		before: ['Set Up', 'Form'],
		start: 'Every Minute',
		set: { Store: { bucketName: 'my-podcast' } },
		taskSeconds: 0,
		at: 'Fetch Result',
		items: 1,
		files: ['data'],
		arrived: async (execution) => {
			const [{ json }] = itemsOf(execution, 'Fetch Result');
			const object = await bucket.object(
				`${String(json.taskId)}/${encodeURIComponent(String(json.fileName))}`,
			);
			expect(object?.bytes).toHaveLength(json.fileSize as number);
			const { taskId } = json;
			const done = { taskId, status: 'done', message: json.fileName };
			expect(itemsOf(execution, 'Mark Done').map((row) => row.json)).toMatchObject([done]);
		},
	},
	'text-to-speech-from-a-list': {
		start: 'When Clicking Execute',
		at: 'Speak',
		items: 6,
		files: ['data'],
	},
};

const parameterOf = ({ nodes }: WorkflowFile, node: string, name: string) =>
	String(nodes.find((candidate) => candidate.name === node)?.parameters[name]);

async function submitForm({ nodes }: WorkflowFile, form: FormData) {
	const path = nodes.find(({ type }) => type.endsWith('formTrigger'))?.webhookId;
	await post(`${client.url}/form/${path}`, form);
}

/** Posts as soon as n8n listens there: an active workflow is not heard at once. */
async function post(url: string, body: unknown) {
	return await until('n8n listens', async () => {
		const reply = await axios.post<ArrayBuffer>(url, body, {
			responseType: 'arraybuffer',
			validateStatus: () => true,
		});
		if (reply.status >= 400 && reply.status !== 404) throw new Error(String(reply.data));
		return reply.status < 400 && reply;
	});
}

/** The example as a reader sets it up: own credentials, own places, and no Google in this test. */
async function setUp(
	file: WorkflowFile,
	account: SandboxAccount,
	{ set = {}, download = 'sample.mp4' }: Play,
) {
	const credentials: Record<string, Credential> = {
		...(await credentialFor(client, account)),
		...bucket.credentials,
		...mailbox.credentials,
	};
	for (const node of file.nodes) {
		Object.assign(node.parameters, set[node.name]);
		// The editor gives one to every form that it imports.
		if (node.type.endsWith('formTrigger')) node.webhookId ??= randomUUID();
		for (const type of Object.keys(node.credentials ?? {})) {
			if (credentials[type]) node.credentials![type] = credentials[type];
			else delete node.credentials![type];
		}
		if (!/google/.test(node.type)) continue;
		const downloads = node.parameters.operation === 'download';
		const isTrigger = /Trigger$/.test(node.type);
		const [type, typeVersion] = isTrigger
			? ['manualTrigger', 1]
			: downloads
				? ['httpRequest', 4.2]
				: ['noOp', 1];
		Object.assign(node, {
			type: `n8n-nodes-base.${type}`,
			typeVersion,
			parameters: downloads ? { url: `${samples}/${download}`, options: {} } : {},
		});
	}
	return await client.createWorkflow(file);
}

test('every example has a play below', () => {
	expect(names).toEqual(Object.keys(plays).sort());
});

test.each(names)(
	'%s runs in n8n as it is described',
	async (name) => {
		const play = plays[name];
		const account = await newAccount({ taskSeconds: play.taskSeconds ?? 0.5 });
		const file = JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8')) as WorkflowFile;
		file.pinData = { ...fromGoogle, ...file.pinData };
		if (play.call) delete file.pinData;
		const workflow = await setUp(file, account, play);
		let id: string;
		for (const trigger of play.before ?? []) {
			const { status } = await client.ended(await client.run(workflow.id, trigger));
			expect([trigger, status]).toEqual([trigger, 'success']);
		}
		if (play.start) {
			id = await client.run(workflow.id, play.start);
		} else {
			await client.activate(workflow);
			await play.call?.(file);
			[{ id }] = await until('the call has started it', async () => {
				const executions = await client.executionsOf(workflow.id);
				return executions.length > 0 && executions;
			});
		}
		const execution = await client.ended(id, play.timeoutMs);
		await client.deactivate(workflow);
		expect(messageOf(execution)).toBeUndefined();
		expect(execution.status).toBe('success');
		const items = itemsOf(execution, play.at);
		expect(items).toHaveLength(play.items);
		for (const { json, binary = {} } of items) {
			expect(json.error).toBeUndefined();
			expect(Object.keys(binary)).toEqual(play.files);
			for (const field of play.files) {
				expect((await client.bytesOf(binary[field])).length).toBeGreaterThan(20);
			}
		}
		expect(await countOf(account, 'submit')).toBeGreaterThan(0);
		await play.arrived?.(execution);
	},
	240_000,
);

const messageOf = ({ data }: Execution) =>
	(data.resultData.error as IDataObject | undefined)?.message;
