/** Files of a bucket into dubs and subtitles: CAMB.AI downloads them from this n8n by its signed link. */
import type { IBinaryData, INodeParameters } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Settings } from '../../../sandbox/settings.mts';
import { Client, itemsOf } from '../support/client.mts';
import { credentialFor, newAccount } from '../support/harness.mts';
import type { N8n } from '../support/n8n.mts';
import { startN8n } from '../support/n8n.mts';
import { installInto } from '../support/package.mts';
import { filesIn, placesOf, sqliteDump } from '../support/search.mts';
import type { Bucket } from '../support/servers.mts';
import { startBucket } from '../support/servers.mts';
import type { Step } from '../support/workflow.mts';
import { byId, inARow, START } from '../support/workflow.mts';

const BUCKET = 'films';
const KEY = 'clip.mp4';
const FILM = readFileSync(
	new URL('../../../sandbox/media/files/sample.mp4', import.meta.url).pathname,
);
/** An address that could be on the internet. The sandbox looks for it on this machine. */
const ADDRESS = 'https://n8n.example.com/';

let userFolder: string;
let n8n: N8n;
let client: Client;
let bucket: Bucket;

beforeAll(async () => {
	userFolder = mkdtempSync(join(tmpdir(), 'camb-media-'));
	installInto(userFolder, process.env.N8N_TARBALL as string);
	n8n = await startN8n({ userFolder, env: { WEBHOOK_URL: ADDRESS, N8N_LOG_LEVEL: 'debug' } });
	client = new Client(n8n.url);
	await client.setUpOwner();
	bucket = await startBucket(client, BUCKET);
	await bucket.put(KEY, FILM, 'video/mp4');
}, 300_000);
afterAll(async () => {
	await bucket.stop();
	await n8n.stop('SIGKILL');
	rmSync(userFolder, { recursive: true, force: true });
});

/** From the bucket through a node of the package, and its first file back into the bucket. */
async function throughBucket(
	type: string,
	field: string,
	parameters: INodeParameters,
	settings: Partial<Settings>,
) {
	const account = await newAccount({ taskSeconds: 0.5, ...settings });
	const inBucket = { bucketName: BUCKET, binaryPropertyName: 'data' };
	const steps: Step[] = [
		START,
		{
			name: 'Download',
			type: 'n8n-nodes-base.s3',
			parameters: { operation: 'download', fileKey: KEY, ...inBucket },
			credentials: bucket.credentials,
		},
		{
			name: 'Work',
			type,
			parameters: {
				source: 'binary',
				sourceLanguage: byId(1),
				targetLanguages: [54],
				...parameters,
			},
			credentials: await credentialFor(client, account),
		},
		{
			name: 'Upload',
			type: 'n8n-nodes-base.s3',
			parameters: {
				operation: 'upload',
				fileName: `${type}-result`,
				...inBucket,
				binaryPropertyName: field,
			},
			credentials: bucket.credentials,
		},
	];
	const { id } = await client.createWorkflow(inARow(`${type} from a bucket`, steps));
	const execution = await client.ended(await client.run(id, START.name), 240_000);
	return { execution, ...(await account.state()) };
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const AS_IT_IS = { fileName: KEY, mimeType: 'video/mp4', size: FILM.length, sha256: sha256(FILM) };

test.each<[type: string, field: string, link: string]>([
	['cambDub', 'data', 'video_url'],
	['cambSubtitles', 'subtitles_srt', 'media_url'],
])(
	'%s: CAMB.AI downloads the file of a bucket from this n8n, byte by byte, and the result goes back',
	async (type, field, link) => {
		const { execution, requests, tasks } = await throughBucket(
			type,
			field,
			{},
			{
				downloadFrom: n8n.url,
			},
		);
		expect(execution.data.resultData.error?.message).toBeUndefined();
		expect(requests.find(({ step }) => step === 'submit')?.source).toEqual(AS_IT_IS);

		const [{ binary, json }] = itemsOf(execution, 'Work');
		expect(json.status).toBe('SUCCESS');
		const saved = await client.bytesOf(binary?.[field] as IBinaryData);
		expect(saved.length).toBeGreaterThan(0);
		expect((await bucket.object(`${type}-result`))?.bytes.equals(saved)).toBe(true);

		const address = new URL(String(tasks[0].request[link]));
		expect(address.href.startsWith(`${ADDRESS}rest/binary-data/signed?`)).toBe(true);
		expect(address.href.endsWith('.mp4')).toBe(true);
		const kept = [
			sqliteDump(userFolder),
			...filesIn(userFolder).filter(({ name }) => !name.includes('database.sqlite')),
			{ name: 'log', bytes: Buffer.from(n8n.log()) },
		];
		expect(placesOf(tasks[0].taskId, kept)).toContain('database');
		expect(placesOf(String(address.searchParams.get('token')), kept)).toEqual([]);
	},
	300_000,
);

test('a dub of the file of a bucket goes by an upload, byte by byte', async () => {
	const { execution, requests } = await throughBucket(
		'cambDub',
		'data',
		{ fileTransfer: 'upload' },
		{},
	);
	expect(execution.data.resultData.error?.message).toBeUndefined();
	const { fileName: _name, ...bytes } = AS_IT_IS;
	expect(requests.find(({ step }) => step === 'submit')?.source).toMatchObject(bytes);
}, 300_000);

test('a link that does not open ends the dub with its task ID', async () => {
	const { execution, tasks } = await throughBucket(
		'cambDub',
		'data',
		{},
		{
			downloadFrom: 'http://127.0.0.1:1',
		},
	);
	const { error } = execution.data.resultData;
	expect(error?.message).toBe('CAMB.AI could not download the media');
	expect(error?.description).toContain(tasks[0].taskId);
}, 300_000);
