import type { IDataObject, ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';

import { loadOptionsContext } from '../../engine/run.mts';
import { systemTiming } from '../../nodes/shared/http/timing';
import { openLists } from '../../nodes/shared/methods/lists';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import type { FaultRule } from '../../sandbox/faults/types.mts';
import type { Settings } from '../../sandbox/settings.mts';
import {
	bytesOf,
	countOf,
	credentialFor,
	newAccount,
	nodeOf,
	runNode,
	theEngine,
	thePackage,
	useEngine,
	useTimeouts,
} from '../support/harness.mts';
import type { Shape } from '../support/shapes.mts';
import { expectGood, itemsOf, paidIn, SHAPES } from '../support/shapes.mts';

/**
 * What the newest sources of the contract say of the API, on the nodes. test/sandbox/ shows the same
 * on the sandbox.
 */
useEngine();

const speech = { text: 'Good morning', voice: 147320, language: 1 };
const stream = { ...speech, delivery: 'stream' };
const media = 'https://example.com/clip.mp4';
const dub = { mediaUrl: media, sourceLanguage: 1, targetLanguages: [54] };

interface Given {
	settings?: Partial<Settings>;
	faults?: FaultRule[];
	credential?: IDataObject;
}

async function run(type: string, parameters: INodeParameters, given: Given = {}) {
	const account = await newAccount(given.settings);
	await account.addFaults(...(given.faults ?? []));
	return await runNode({ type, parameters, account, credential: given.credential });
}

const speak = (parameters: INodeParameters, given?: Given) =>
	run('cambTextToSpeech', parameters, given);

async function sent(account: SandboxAccount) {
	const { requests } = await account.state();
	return requests.filter(({ step }) => step === 'submit').map(({ body }) => body as IDataObject);
}

async function taskIdIn(account: SandboxAccount): Promise<string> {
	const [{ taskId }] = (await account.state()).tasks;
	return taskId;
}

/** All that a user reads of an error. */
const wordsOf = ({ error }: Awaited<ReturnType<typeof runNode>>) =>
	`${error?.message} ${error?.description}`;

describe.each<[string, Partial<Settings>, FaultRule[]]>([
	['the answer to a create has a status beside the task ID', { createForm: 'status' }, []],
	['a run ID is digits in a text', { runId: 'text' }, []],
	[
		'a status is a bare word until the task ends',
		{},
		[{ step: 'poll', fault: { type: 'status', status: 200, body: '"PENDING"' } }],
	],
	...['completed', 'done'].map((status): [string, Partial<Settings>, FaultRule[]] => [
		`the word for the good end is ${status}`,
		{},
		[{ step: 'submit', times: 'forever', fault: { type: 'task', status } }],
	]),
])('where %s', (_, settings, faults) => {
	const tasks = SHAPES.filter(({ steps, pays }) => steps.includes('poll') && pays > 0);
	test.each(tasks.map((shape): [string, Shape] => [shape.name, shape]))(
		'%s gives what it should',
		async (_name, shape) => {
			const account = await newAccount(settings);
			await account.addFaults(...faults);
			const { type, parameters } = shape;
			const items = await itemsOf(shape, account);
			const done = await runNode({ type, parameters, items, account });
			expect([done.error?.message, done.status]).toEqual([undefined, 'success']);
			expectGood(shape, done);
			for (const { json } of done.items) expect(Number.isInteger(json.runId)).toBe(true);
			expect(await paidIn(account)).toBe(shape.pays);
		},
	);
});

describe('a status that is a bare word', () => {
	test.each([
		['cambTextToSpeech', speech],
		['cambDub', dub],
		['cambTranscribe', { source: 'url', mediaUrl: media, language: 1 }],
	])('%s says that SUCCESS came without a run ID, and names the task', async (type, parameters) => {
		const done = await run(type, parameters, { settings: { statusForm: 'text' } });
		expect(done.status).toBe('error');
		expect(wordsOf(done)).toContain(await taskIdIn(done.account));
		expect(wordsOf(done)).toMatch(/no run ID/);
		expect(wordsOf(done)).not.toMatch(/keeps running|stopped reporting/);
		expect(await countOf(done.account, 'submit')).toBe(1);
	});

	test.each([{}, { whenStillRunning: 'branch' }, { whenStillRunning: 'error' }])(
		'says so as well when the wait is over first, in Fetch Result too (%j)',
		async (still) => {
			const account = await newAccount();
			const word = (text: string) => ({ type: 'status', status: 200, body: `"${text}"` }) as const;
			await account.addFaults(
				{ step: 'poll', fault: word('PENDING') },
				{ step: 'poll', times: 'forever', fault: word('SUCCESS') },
			);
			const options = { maxWait: 0.2 };
			const done = await runNode({
				type: 'cambTextToSpeech',
				parameters: { ...speech, options },
				account,
			});
			expect(wordsOf(done)).toMatch(/no run ID/);
			const fetched = await runNode({
				type: 'cambFetchResult',
				parameters: { kind: 'text-to-speech', taskId: await taskIdIn(account), options, ...still },
				account,
			});
			if (still.whenStillRunning === 'branch') expect(fetched.outputs[1]).toHaveLength(1);
			else expect(wordsOf(fetched)).toMatch(/no run ID/);
		},
	);

	test('the run ID that comes later is waited for', async () => {
		const done = await speak(speech, {
			faults: [
				{ step: 'poll', times: 6, fault: { type: 'status', status: 200, body: '"SUCCESS"' } },
			],
		});
		expect(done.items[0].json).toMatchObject({ status: 'SUCCESS', runId: expect.any(Number) });
	});
});

test.each(['FAILED', 'FAILURE', 'REVOKED', 'TIMEOUT'])(
	'a task that ends with %s is an error with its ID, and is not waited for',
	async (status) => {
		const done = await speak(speech, {
			faults: [{ step: 'submit', fault: { type: 'task', status } }],
		});
		expect(done.status).toBe('error');
		expect(wordsOf(done)).toContain(await taskIdIn(done.account));
		if (status === 'TIMEOUT') expect(wordsOf(done)).toMatch(/shorter/);
		else expect(wordsOf(done)).toContain(status);
		expect(await countOf(done.account, 'fetch')).toBe(0);
	},
);

describe('folders', () => {
	async function folders(account: SandboxAccount) {
		const node = nodeOf({ type: 'cambTextToSpeech', parameters: {} });
		const credential = credentialFor(account) as never;
		const context = loadOptionsContext(theEngine(), thePackage(), node, credential);
		const { loadOptions } = openLists(systemTiming);
		return await loadOptions.getFolders.call(context as ILoadOptionsFunctions);
	}

	test('have the same names and IDs in the new form and in the old', async () => {
		const account = await newAccount({ folders: 'current' });
		const now = await folders(account);
		expect(now).toContainEqual({
			name: expect.not.stringMatching(/^Folder \d/),
			value: now[0].value,
		});
		const before = await newAccount({ folders: 'old' });
		expect(now).toEqual(await folders(before));
	});

	test('one that is named in both ways goes by its folder_id and folder_name', async () => {
		const account = await newAccount();
		const body = [{ team_id: 7, folder_id: 12, folder_name: 'News', id: 7, name: 'Team' }];
		await account.addFaults({
			operation: 'listFolders',
			fault: { type: 'status', status: 200, body },
		});
		expect(await folders(account)).toEqual([{ name: 'News', value: 12 }]);
	});
});

describe('streamed speech', () => {
	test.each(['en-uk', 'km-kh'])('speaks %s', async (language) => {
		const { account, status } = await speak({ ...stream, language });
		expect(status).toBe('success');
		expect((await sent(account))[0].language).toBe(language);
	});

	test('sends a locale with three parts as it is', async () => {
		const { account } = await speak({ ...stream, language: 'zh-cn-sichuan' });
		expect((await sent(account))[0].language).toBe('zh-cn-sichuan');
	});

	test('Khmer is offered in the list', async () => {
		const { listSearch } = openLists(systemTiming);
		const { results } = await listSearch.searchStreamLanguages.call({} as never, 'km-kh');
		expect(results).toEqual([{ name: 'Khmer (Cambodia)', value: 92 }]);
	});

	test.each([
		['mars-8', {}],
		['mars-7', {}],
		['mars-8-instruct', { userInstructions: 'Calm and warm' }],
	])('takes the old model %s by expression', async (model, more) => {
		const { account, status } = await speak({ ...stream, ...more, model: `={{ "${model}" }}` });
		expect(status).toBe('success');
		expect((await sent(account))[0].speech_model).toBe(model);
	});

	test('leaves tags and breaks in the text as they are', async () => {
		const text = '[happy] Good morning <break time="400ms"/> [whispering, secretive] all';
		const { account } = await speak({ ...stream, text });
		expect((await sent(account))[0].text).toBe(text);
	});

	test.each(['mars-8.1-flash-beta', 'mars-8.1-pro-beta', 'auto'])(
		'does not send %s the options that it would answer with 500',
		async (model) => {
			const tuning = { stability: 0.5, temperature: 1, speakerSimilarity: 0.5 };
			const options = { ...tuning, localizeSpeakerWeight: 0.5, acousticQualityBoost: true };
			const chosen = await speak({ ...stream, model, options });
			expect(chosen.status).toBe('success');
			expect((await sent(chosen.account))[0]).not.toHaveProperty('inference_options');
			const computed = await speak({ ...stream, model: `={{ "${model}" }}`, options });
			expect(wordsOf(computed)).toMatch(/does not support/);
			expect(await sent(computed.account)).toEqual([]);
		},
	);

	test('is saved as the FLAC that it is where MP3 was asked for', async () => {
		const flac = await speak({ ...stream, outputFormat: 'flac' });
		const bytes = await bytesOf(flac.items[0]);
		const done = await speak(stream, {
			faults: [
				{
					step: 'submit',
					fault: {
						type: 'other-file',
						base64: bytes.toString('base64'),
						contentType: 'audio/flac',
					},
				},
			],
		});
		expect(done.items[0].json).toMatchObject({ fileName: 'speech.flac', mimeType: 'audio/flac' });
	});

	const answers = (fault: FaultRule['fault']) => [{ operation: 'createTtsStream', fault }];
	test.each<[string, INodeParameters, Given, RegExp]>([
		[
			'a voice of another account',
			{ voice: 200000 },
			{},
			/not allowed to use this voice_id.*Voice/is,
		],
		['a retired model', { model: '={{ "mars-8.1-beta" }}' }, {}, /Speech Model/],
		['a locale, told of the field', { language: 'zz-zz' }, {}, /Language.*'zz-zz'/s],
		[
			'a locale, told of the body',
			{ language: 'zz-zz' },
			{ settings: { localeLoc: 'body' } },
			/'zz-zz'/,
		],
		[
			'a text under six characters',
			{ text: 'Hello' },
			{ settings: { shortSpeech: 'refused' } },
			/Text/,
		],
		[
			'JSON under 200 in place of sound',
			{},
			{ faults: answers({ type: 'status', status: 200, body: { error: 'Busy' } }) },
			/Busy/,
		],
		['no byte in place of sound', {}, { faults: answers({ type: 'empty' }) }, /empty/i],
	])('says so: %s', async (_, parameters, given, words) => {
		const done = await speak({ ...stream, ...parameters }, given);
		expect(done.status).toBe('error');
		expect(wordsOf(done)).toMatch(words);
		expect(await countOf(done.account, 'submit')).toBe(1);
	});
});

test.each([
	['auto', 'auto'],
	['en-us', '1'],
	['es-MX', '58'],
])('Transcribe takes the language %s', async (language, asSent) => {
	const { account, status } = await run('cambTranscribe', {
		source: 'url',
		mediaUrl: media,
		language,
	});
	expect(status).toBe('success');
	expect((await sent(account))[0].language).toBe(asSent);
});

test.each(['SPEAKER_00', 'SPEAKER_0', 'Speaker 1'] as const)(
	'Transcribe shows speakers as they come: %s',
	async (speakers) => {
		const settings = { speakers };
		const { items } = await run(
			'cambTranscribe',
			{ source: 'url', mediaUrl: media, language: 1 },
			{ settings },
		);
		expect((items[0].json.speakers as string[])[0]).toBe(speakers);
	},
);

test('Transcribe reads a transcript behind a link that says when it ends', async () => {
	const parameters = { source: 'url', mediaUrl: media, language: 1 };
	const settings = { transcription: 'link' } as const;
	const { items } = await run('cambTranscribe', parameters, { settings });
	expect(items[0].json.segments).toHaveLength(3);
	expect(JSON.stringify(items[0].json)).not.toMatch(/expiry|http/);
});

test.each(['output_url', 'audio_url', 'result_url', 'url', 'download_url', 'nested'] as const)(
	'Dub finds the link to a converted file by the name %s',
	async (exportLink) => {
		const parameters = { ...dub, options: { altFormat: 'mov' } };
		const { items } = await run('cambDub', parameters, { settings: { exportLink } });
		expect(items[0].json.mimeType).toBe('video/quicktime');
	},
);

test('Dub says which script was refused, and that nothing else is asked for', async () => {
	const detail = [{ loc: ['body', 'source_transcript', 'content'], msg: 'No cue', type: 'value' }];
	const done = await run('cambDub', dub, {
		faults: [{ step: 'submit', fault: { type: 'status', status: 422, body: { detail } } }],
	});
	expect(wordsOf(done)).toMatch(/Source Transcript.*No cue/s);
	expect((await done.account.state()).tasks).toEqual([]);
});

test('Dub asks for transcripts of the target languages alone', async () => {
	const options = { subtitleFiles: ['srt'] };
	const { account } = await run('cambDub', { ...dub, targetLanguages: [54, 76], options });
	const { requests } = await account.state();
	const asked = requests.filter(({ operationId }) => operationId === 'getDubTranscript');
	for (const { path } of asked) expect(path).toMatch(/\/(54|76)(\?|$)/);
});

describe('a key without credits that is never answered', () => {
	useTimeouts({ readMs: 800, submitMs: 800 });
	const faults: FaultRule[] = [{ times: 'forever', fault: { type: 'hang' } }];

	test('a create ends, and may have been accepted', async () => {
		const done = await speak(speech, { faults });
		expect(wordsOf(done)).toMatch(/may have accepted/);
		expect(await countOf(done.account, 'submit')).toBe(1);
	});

	test('a wait ends, with the task ID', async () => {
		const done = await speak(
			{ ...speech, options: { maxWait: 2 } },
			{ faults: [{ ...faults[0], step: 'poll' }] },
		);
		expect(done.status).toBe('error');
		expect(wordsOf(done)).toContain(await taskIdIn(done.account));
	});
});

test('a wrong path that is answered with 403 leads to the Base URL of the credential', async () => {
	const baseUrl = `${process.env.SANDBOX_API_URL}/v0`;
	const faults: FaultRule[] = [{ path: '/v0', fault: { type: 'status', status: 403 } }];
	const done = await speak(speech, { faults, credential: { baseUrl } });
	expect(wordsOf(done)).toMatch(/Base URL/);
	expect((await done.account.state()).tasks).toEqual([]);
});
