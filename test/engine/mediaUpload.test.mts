/** Files of the workflow that are uploaded to CAMB.AI for a dub. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { FaultRule } from '../../sandbox/faults/types.mts';
import type { Settings } from '../../sandbox/settings.mts';
import { callTool, endsWithItsTool, TOOL_WAYS } from '../support/agent.mts';
import { itemWith, sha256, wavOf } from '../support/files.mts';
import {
	countOf,
	newAccount,
	retryNode,
	runNode,
	startNode,
	theEngine,
	useEngine,
} from '../support/harness.mts';
import { PLAYABLE, TEXTS } from '../support/samples.mts';

useEngine();

const GOING_ON = TOOL_WAYS.filter((way) => !endsWithItsTool(way));

const filled = {
	source: 'binary',
	fileTransfer: 'upload',
	sourceLanguage: 1,
	targetLanguages: [54],
};
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const made = { content: PLAYABLE.mp4, fileName: 'épisode 12.mov', mimeType: 'video/quicktime' };
const noResult: FaultRule = { step: 'fetch', fault: { type: 'status', status: 403 } };
const status = (code: number) => ({ type: 'status', status: code }) as const;

interface Setting {
	items?: INodeExecutionData[];
	parameters?: IDataObject;
	faults?: FaultRule[];
	settings?: Partial<Settings>;
	node?: object;
}

async function dub(setting: Setting = {}) {
	const { parameters, faults = [], settings, ...rest } = setting;
	const account = await newAccount(settings);
	await account.addFaults(...faults);
	const all = { ...filled, ...parameters } as INodeParameters;
	const { items = [await itemWith(made)] } = setting;
	const input = { type: 'cambDub', parameters: all, account, ...rest, items };
	return { ...(await runNode(input)), input, ...(await account.state()) };
}

/** The steps that CAMB.AI saw before the first status check. */
const stepsOf = ({ requests }: Pick<Awaited<ReturnType<typeof dub>>, 'requests'>) =>
	requests
		.filter(({ step }) => ['upload', 'submit'].includes(step))
		.map(({ method, operationId }) => operationId ?? method);

const WHOLE = ['createFileUpload', 'PUT', 'completeFileUpload', 'createDub'];

test.each([200, 201, 204] as const)(
	'every byte arrives under its true name and type, and without the key (HTTP %d)',
	async (uploadStatus) => {
		const ended = await dub({ settings: { uploadStatus } });
		expect(ended.status).toBe('success');
		expect(stepsOf(ended)).toEqual(WHOLE);
		const [begun, put, , create] = ended.requests;
		const type = 'video/mp4';
		expect(begun.body).toEqual({ filename: 'épisode 12.mp4', content_type: type });
		expect(put).toMatchObject({ key: false, origin: 'media' });
		const bytes = { size: made.content.length, sha256: sha256(made.content) };
		expect(put.body).toMatchObject({ mimeType: type, ...bytes });
		expect(create.source).toEqual(put.body);
		expect(create.body).toEqual({
			file_id: expect.any(String),
			source_language: 1,
			target_languages: [54],
		});
	},
);

test('an account without uploads is told so, with the other way, and nothing is submitted', async () => {
	const ended = await dub({ settings: { files: 'off' } });
	expect(ended.error?.message).toMatch(/did not let this account upload/);
	expect(ended.error?.description).toMatch(/some accounts only.+Link to This Instance/);
	expect(ended.error?.context).not.toHaveProperty('taskId');
	expect(stepsOf(ended)).toEqual(['createFileUpload']);
});

const STEPS: Array<[string, Pick<FaultRule, 'operation' | 'path'>]> = [
	['the address', { operation: 'createFileUpload' }],
	['the file', { path: '/uploads/' }],
	['its end', { operation: 'completeFileUpload' }],
];
const FAULTS: Array<FaultRule['fault']> = [
	status(503),
	status(429),
	{ type: 'reset-before' },
	{ type: 'reset-after' },
];

describe.each(STEPS)('the step of an upload that asks for %s', (_, step) => {
	test.each(FAULTS)('is repeated after %j, and the dub is submitted once', async (fault) => {
		const ended = await dub({ faults: [{ ...step, fault }] });
		expect(ended.error).toBeUndefined();
		expect(ended.tasks).toHaveLength(1);
		const sent = ended.requests.filter(({ body }) => 'sha256' in Object(body));
		expect((sent.at(-1)?.body as IDataObject).sha256).toBe(sha256(made.content));
		expect(ended.requests.find(({ source }) => source)?.source).toMatchObject({
			sha256: sha256(made.content),
		});
	});

	test.each([400, 403, 404, 413])(
		'refused with %d, ends the item before anything is paid; the next try begins anew',
		async (code) => {
			const refusal = { ...step, fault: status(code) };
			const once = await dub({ faults: [refusal] });
			expect(once.error?.description).toContain('No task was submitted.');
			expect(once.error?.httpCode).toBe(String(code));
			expect(once.error?.context).not.toHaveProperty('lost');
			expect(once.tasks).toEqual([]);
			const again = await dub({ faults: [refusal], node: RETRIES });
			expect(again.status).toBe('success');
			expect(again.tasks).toHaveLength(1);
			expect(stepsOf(again).slice(-4)).toEqual(WHOLE);
		},
	);
});

test.each<[string, object]>([
	['no address', { file: { file_id: 'f' } }],
	['no ID', { upload: { url: 'https://files.example.com/f' } }],
	['an address of another sort', { file: { file_id: 1 }, upload: { url: 'ftp://files/f' } }],
])(
	'an answer with %s is asked for again, and ends the item before anything is paid',
	async (_, body) => {
		const ended = await dub({
			faults: [
				{ operation: 'createFileUpload', times: 'forever', fault: { ...status(200), body } },
			],
		});
		expect(ended.error?.description).toMatch(/no address for the file.+No task was submitted/);
		expect(stepsOf(ended)).toEqual(Array<string>(6).fill('createFileUpload'));
	},
);

test('an upload that is confirmed without a word is confirmed, but a page is no word', async () => {
	const operation = 'completeFileUpload';
	const empty = await dub({ faults: [{ operation, fault: { type: 'empty' } }] });
	expect(stepsOf(empty)).toEqual(WHOLE);
	const page = await dub({ faults: [{ operation, fault: { type: 'html' } }] });
	expect(stepsOf(page)).toEqual(['createFileUpload', 'PUT', operation, operation, 'createDub']);
});

test('what was accepted is not uploaded again by any retry, and not paid again', async () => {
	const first = await dub({
		faults: [{ ...noResult, times: 3 }],
		node: RETRIES,
	});
	expect(first.status).toBe('error');
	expect(stepsOf(first)).toEqual(WHOLE);
	const second = await retryNode(first, first.input);
	expect(second.status).toBe('success');
	expect(stepsOf(await first.account.state())).toEqual(WHOLE);
});

test('Retry of the execution with the other way is the same work', async () => {
	const first = await dub({ parameters: { fileTransfer: 'link' }, faults: [noResult] });
	expect(first.status).toBe('error');
	const parameters = filled as INodeParameters;
	const second = await retryNode(first, { ...first.input, parameters, reload: true });
	expect(second.status).toBe('success');
	expect(stepsOf(await first.account.state())).toEqual(['createDub']);
});

test('a dub that waits for its place is uploaded once', async () => {
	const ended = await dub({ faults: [{ operation: 'createDub', times: 3, fault: status(429) }] });
	expect(ended.status).toBe('success');
	expect(stepsOf(ended)).toEqual([...WHOLE, ...Array<string>(3).fill('createDub')]);
});

test('a dub whose answer is lost is neither sent nor uploaded again', async () => {
	const ended = await dub({
		faults: [{ operation: 'createDub', fault: { type: 'reset-after' } }],
		node: RETRIES,
	});
	expect(ended.error?.message).toMatch(/may have accepted/);
	expect(stepsOf(ended)).toEqual(WHOLE);
});

test('neither the address of the upload nor the ID is left in the execution or in a log', async () => {
	const { logger } = theEngine();
	const logs = (['error', 'warn', 'info', 'debug'] as const).map((level) =>
		jest.spyOn(logger, level),
	);
	for (const faults of [[], [{ path: '/uploads/', fault: status(403) }], [noResult]]) {
		const ended = await dub({ faults });
		const left = JSON.stringify([ended.run.data, logs.flatMap(({ mock }) => mock.calls)]);
		const address = ended.requests.find(({ method }) => method === 'PUT')?.path;
		expect(address).toContain('/uploads/');
		expect(left).not.toContain(String(address).split('?')[1]);
		expect(left).not.toContain('/uploads/');
	}
	for (const log of logs) log.mockRestore();
});

test('a bad file is refused before anything is sent for another item', async () => {
	for (const content of [Buffer.alloc(0), Buffer.from(TEXTS[0][1]), PLAYABLE.mkv]) {
		const bad = await itemWith({ content, fileName: 'clip.mp4', mimeType: 'video/mp4' });
		const ended = await dub({ items: [await itemWith(made), bad] });
		expect(ended.error?.context.itemIndex).toBe(1);
		expect(ended.requests).toEqual([]);
	}
});

test('an n8n that is not on the internet uploads all the same', async () => {
	const account = await newAccount();
	const input = { type: 'cambDub', parameters: filled as INodeParameters, account };
	const items = [await itemWith(made)];
	const ended = await runNode({ ...input, items, restApiUrl: 'http://localhost:5678/rest' });
	expect(ended.status).toBe('success');
});

test('several files go to their own dubs', async () => {
	const contents = [PLAYABLE.mp4, PLAYABLE.mov, await wavOf(5000)];
	const items = await Promise.all(
		contents.map(async (content) => await itemWith({ content, mimeType: 'video/mp4' })),
	);
	const ended = await dub({ items, parameters: { options: { itemsAtOnce: 3 } } });
	expect(ended.items).toHaveLength(3);
	const sent = ended.requests.flatMap(({ source }) => (source ? [source.sha256] : []));
	expect(sent.sort()).toEqual(contents.map(sha256).sort());
});

test('the sound of a file that is sound alone comes as sound', async () => {
	const items = [await itemWith({ content: await wavOf(5000), mimeType: 'audio/wav' })];
	const ended = await dub({ items, parameters: { result: 'audio' } });
	expect(ended.items[0].binary?.data.mimeType).toMatch(/^audio/);
});

test.each(['createFileUpload', 'completeFileUpload', undefined])(
	'Stop in the middle of an upload (%s) ends it at once, and submits nothing',
	async (operation) => {
		const account = await newAccount();
		const step = operation ? { operation } : { path: '/uploads/' };
		await account.addFaults({ ...step, fault: { type: 'hang' } });
		const { done, stop } = await startNode({
			type: 'cambDub',
			parameters: filled as INodeParameters,
			items: [await itemWith(made)],
			account,
		});
		let seen = 0;
		while (seen < (operation === 'completeFileUpload' ? 3 : operation ? 1 : 2)) {
			seen = await countOf(account, 'upload');
		}
		stop();
		expect((await done).status).toBe('canceled');
		expect(await countOf(account, 'submit')).toBe(0);
	},
);

test.each(GOING_ON)('as a tool (%s), the same call again picks the dub up', async (way) => {
	const account = await newAccount();
	await account.addFaults(noResult);
	const inputDataField = "={{ $('Start').first().binary.data }}";
	const parameters = { ...filled, inputDataField, targetLanguages: "={{ $fromAI('to') }}" };
	const input = { type: 'cambDub', parameters, items: [await itemWith(made)], account };
	const { answers } = await callTool(way, [[{ to: '54' }], [{ to: '54' }]], input);
	expect(answers[1][0]).toContain('SUCCESS');
	expect(stepsOf(await account.state())).toEqual(WHOLE);
});
