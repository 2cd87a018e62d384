/** Files of the workflow that CAMB.AI gets by a link to this n8n: dubs, subtitles, projects. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { FaultRule } from '../../sandbox/faults/types.mts';
import { callTool, endsWithItsTool, TOOL_WAYS } from '../support/agent.mts';
import { itemWith, wavOf } from '../support/files.mts';
import {
	countOf,
	newAccount,
	retryNode,
	runNode,
	theEngine,
	useEngine,
} from '../support/harness.mts';
import { FOREIGN, id3, PLAYABLE, TEXTS } from '../support/samples.mts';

useEngine();

const GOING_ON = TOOL_WAYS.filter((way) => !endsWithItsTool(way));

const filled = {
	resource: 'project',
	source: 'binary',
	sourceLanguage: 1,
	targetLanguages: [54],
};
/** The nodes, what they call a link, and how long they wait if nothing is set, in hours. */
const NODES: Array<[type: string, field: string, hours: number]> = [
	['cambDub', 'video_url', 3],
	['cambSubtitles', 'media_url', 1],
	['cambWorkspace', 'media_url', 1],
];

const talk = async (name = 'talk.wav') =>
	await itemWith({ content: await wavOf(4000), fileName: name, mimeType: 'audio/wav' });

interface Setting {
	items?: INodeExecutionData[];
	parameters?: IDataObject;
	faults?: FaultRule[];
	node?: object;
	restApiUrl?: string;
}

async function run(type: string, setting: Setting = {}) {
	const { parameters, faults = [], items = [await talk()], ...rest } = setting;
	const account = await newAccount();
	await account.addFaults(...faults);
	const all = { ...filled, ...parameters } as INodeParameters;
	const input = { type, parameters: all, items, account, ...rest };
	const ended = await runNode(input);
	const { requests, tasks } = await account.state();
	const links = requests
		.filter(({ step }) => step === 'submit')
		.map(({ body }) => Object.values(body as IDataObject).find(isLink) as string);
	return { ...ended, input, requests, tasks, links };
}

const isLink = (value: unknown) => typeof value === 'string' && value.startsWith('https://');
const tokenOf = (link: string) => new URL(link).searchParams.get('token') ?? '';

/** Everything that n8n stores of an execution and that goes out of it. */
const everything = (value: unknown) =>
	JSON.stringify(value, (_, part: unknown) =>
		part instanceof Error ? { ...part, message: part.message, stack: part.stack } : part,
	);

describe.each(NODES)('%s', (type, field, hours) => {
	test('CAMB.AI gets a link that opens this very file, and ends in its name', async () => {
		const item = await talk('épisode 12.mp3');
		const { status, tasks } = await run(type, { items: [item] });
		expect(status).toBe('success');
		const link = tasks[0].request[field] as string;
		expect(link).toMatch(/^https:\/\/n8n\.example\.com\/rest\/binary-data\/signed\?token=/);
		expect(link).toMatch(/&name=%C3%A9pisode%2012\.wav$/);
		expect(theEngine().binaryData.validateSignedToken(tokenOf(link))).toBe(item.binary?.data.id);
		expect(tasks[0].request.file_id).toBeUndefined();
	});

	test.each([
		[{}, hours],
		[{ maxWait: 30 }, 0.5],
	])('with the options %j, the link lives for Max Wait and a day', async (options, wait) => {
		const { links } = await run(type, { parameters: { options } });
		const payload = tokenOf(links[0]).split('.')[1];
		const { iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
		expect((exp - iat) / 3600).toBeCloseTo(24 + wait);
	});

	test.each([
		['http://127.0.0.1:5678/rest', /127\.0\.0\.1.+not on the internet/],
		['http://localhost:5678/rest', /localhost.+not on the internet/],
		['http://192.168.1.20:5678/rest', /192\.168\.1\.20.+not on the internet/],
		['https://n8n.internal/rest', /n8n\.internal.+not on the internet/],
		['http://n8n:5678/rest', /address n8n,.+not on the internet/],
		['n8n.example.com/rest', /not a web address/],
	])('an n8n at %s is refused before anything is sent', async (restApiUrl, message) => {
		const { error, requests } = await run(type, {
			items: [await talk(), await talk()],
			restApiUrl,
		});
		expect(error?.message).toMatch(message);
		expect(error?.description).toContain('WEBHOOK_URL');
		expect(error?.context.itemIndex).toBe(0);
		expect(requests).toEqual([]);
	});

	test('a file that n8n holds in memory is refused before anything is sent', async () => {
		const data = (await wavOf(4000)).toString('base64');
		const inMemory = { json: {}, binary: { data: { data, mimeType: 'audio/wav' } } };
		const { error, requests } = await run(type, { items: [await talk(), inMemory] });
		expect(error?.message).toContain('in memory');
		expect(error?.description).toContain('N8N_DEFAULT_BINARY_DATA_MODE');
		expect(error?.context.itemIndex).toBe(1);
		expect(requests).toEqual([]);
	});

	test.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
		['an empty file', () => Buffer.alloc(0), /is empty/],
		['another format', () => FOREIGN[0][2] as Buffer, FOREIGN[0][1]],
		['a page', () => Buffer.from(TEXTS[0][1]), /instead of media/],
		['a film of another format', () => PLAYABLE.mkv, /does not accept/],
		['tags without sound', () => id3(300), /no sound or video/],
	])('%s is refused before anything is sent', async (_name, content, message) => {
		const bad = await itemWith({
			content: await content(),
			fileName: 'talk.mp3',
			mimeType: 'audio/mpeg',
		});
		const { error, requests } = await run(type, { items: [await talk(), bad] });
		expect(error?.message).toMatch(message);
		expect(error?.context.itemIndex).toBe(1);
		expect(requests).toEqual([]);
	});

	test.each<[string, (link: string) => FaultRule]>([
		[
			'refuses the request',
			(input) => ({
				step: 'submit',
				fault: {
					type: 'status',
					status: 422,
					body: { detail: [{ loc: ['body', field], msg: `Can't open ${input}`, input }] },
				},
			}),
		],
		[
			'ends the task',
			(link) => ({
				step: 'submit',
				fault: { type: 'task', status: 'ERROR', message: `Could not download ${link}` },
			}),
		],
	])('a link that CAMB.AI repeats when it %s is nowhere in the execution', async (_, ruleOf) => {
		const token = ['{"alg":"HS256"}', '{"id":"filesystem-v2:talk"}', 'signature']
			.map((part) => Buffer.from(part).toString('base64url'))
			.join('.');
		const sign = jest.spyOn(theEngine().binaryData, 'createSignedToken').mockReturnValue(token);
		const link = `https://n8n.example.com/rest/binary-data/signed?token=${token}&name=talk.wav`;
		try {
			const { error, links, run: whole } = await run(type, { faults: [ruleOf(link)] });
			expect(links).toEqual([link]);
			expect(error?.description).toContain('binary-data/signed?token=[token]');
			expect(everything(whole.data)).not.toContain(token);
		} finally {
			sign.mockRestore();
		}
	});

	test('the link is in no item, in no log, and in nothing that n8n keeps for a retry', async () => {
		const { logger } = theEngine();
		const levels = ['error', 'warn', 'info', 'debug'] as const;
		const logs = levels.map((level) => jest.spyOn(logger, level));
		const faults: FaultRule[] = [
			{ step: 'fetch', times: 'forever', fault: { type: 'status', status: 403 } },
		];
		for (const rules of [[], faults]) {
			const { links, run: whole } = await run(type, { faults: rules });
			expect(links).toHaveLength(1);
			const logged = logs.flatMap(({ mock }) => mock.calls);
			expect(logged).not.toEqual([]);
			expect(everything([whole.data, logged])).not.toContain(tokenOf(links[0]));
		}
		for (const log of logs) log.mockRestore();
	});

	test('Retry On Fail and Retry of the execution pick up the task, although the link is another one', async () => {
		const faults: FaultRule[] = [
			{ step: 'fetch', times: 2, fault: { type: 'status', status: 403 } },
		];
		const first = await run(type, {
			faults,
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(first.status).toBe('error');
		const second = await retryNode(first, first.input);
		expect(second.status).toBe('success');
		expect(await countOf(first.account, 'submit')).toBe(1);
	});

	test('a file of another size is other work', async () => {
		const faults: FaultRule[] = [{ step: 'fetch', fault: { type: 'status', status: 403 } }];
		const first = await run(type, { faults });
		const [entry] = first.run.data.executionData?.nodeExecutionStack ?? [];
		const other = { content: await wavOf(5000), mimeType: 'audio/wav' };
		entry.data.main[0] = [await itemWith(other)];
		const second = await retryNode(first, first.input);
		expect(second.status).toBe('success');
		expect(await countOf(first.account, 'submit')).toBe(2);
	});

	test.each(GOING_ON)('as a tool (%s), it takes the file by an expression', async (way) => {
		const account = await newAccount();
		const inputDataField = "={{ $('Start').first().binary.data }}";
		const parameters = { ...filled, inputDataField, targetLanguages: "={{ $fromAI('to') }}" };
		const rounds = [[{ to: '54' }], [{ to: '54' }]];
		await account.addFaults({ step: 'fetch', fault: { type: 'status', status: 403 } });
		const items = [await talk()];
		const { answers } = await callTool(way, rounds, { type, parameters, items, account });
		const { tasks } = await account.state();
		expect(tasks).toHaveLength(1);
		expect(answers[1][0]).toContain('SUCCESS');
		expect(answers.flat().join()).not.toContain(tokenOf(String(tasks[0].request[field])));
	});
});

const TRACKS: Array<[options: object, message: RegExp]> = [
	[{ selectedAudioTracks: '0' }, /^Selected Audio Tracks is for MXF/],
	[
		{ selectedAudioTracks: [1], addOutputAsAudioTrack: 'true' },
		/^Selected Audio Tracks is for MXF/,
	],
	[{ addOutputAsAudioTrack: true }, /^Add Output as Audio Track is for MXF/],
	[{ selectedAudioTracks: '', addOutputAsAudioTrack: 1 }, /^Add Output as Audio Track is for MXF/],
];

test.each(
	['cambDub', 'cambWorkspace'].flatMap((type) =>
		TRACKS.map((tracks) => [type, ...tracks] as const),
	),
)(
	'what only MXF files have is refused by %s for others before anything is sent: %j',
	async (type, options, message) => {
		for (const fileTransfer of ['link', 'upload']) {
			const { error, requests } = await run(type, { parameters: { fileTransfer, options } });
			expect(error?.message).toMatch(message);
			expect(error?.description).toContain('"talk.wav"');
			expect(requests).toEqual([]);
		}
		const mxf = { content: PLAYABLE.mxf, mimeType: 'application/mxf' };
		const { status, tasks } = await run(type, {
			items: [await itemWith(mxf)],
			parameters: { options },
		});
		expect([status, tasks.length]).toEqual(['success', 1]);
	},
);
