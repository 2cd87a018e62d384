import { readFileSync } from 'node:fs';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { nodeNameToToolName } from 'n8n-workflow';

import type { SandboxAccount } from '../../../sandbox/driver.mts';
import type { Client, Execution } from '../support/client.mts';
import { credentialFor, newAccount, sharedN8n } from '../support/harness.mts';
import type { Call, Model } from '../support/model.mts';
import { startModel } from '../support/model.mts';
import type { Step } from '../support/workflow.mts';
import { byId, inARow, START } from '../support/workflow.mts';

let client: Client;
let model: Model;
beforeAll(async () => {
	client = await sharedN8n();
	model = await startModel(client);
});
afterAll(() => model.stop());

type Tool = Pick<Step, 'type' | 'parameters'> & { name: string };

const AGENT = 'AI Agent';

/** What the model gives, as the star beside a field writes it. */
const fromAI = (name: string, type = 'string') => `={{ $fromAI('${name}', '', '${type}') }}`;

/** Runs n8n's AI Agent with these tools; the model follows the script. */
async function runAgent(
	account: SandboxAccount,
	tools: Tool[],
	script: Call[],
	before: Step[] = [],
): Promise<Execution> {
	const credentials = await credentialFor(client, account);
	const agent: Step = {
		name: AGENT,
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion: 3.1,
		parameters: { promptType: 'define', text: 'Do it', options: {} },
	};
	const parts: Step[] = [
		{
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.2,
			parameters: { model: { __rl: true, mode: 'id', value: 'script' }, options: {} },
			credentials: model.credentials,
		},
		...tools.map((tool) => ({ ...tool, type: `${tool.type}Tool`, credentials })),
	];
	const row = inARow('Agent', [START, ...before.map((step) => ({ ...step, credentials })), agent]);
	const apart = inARow('', parts);
	const connections = Object.fromEntries(
		parts.map(({ name }, index) => {
			const type = index === 0 ? 'ai_languageModel' : 'ai_tool';
			return [name, { [type]: [[{ node: AGENT, type, index: 0 }]] }];
		}),
	);
	const { id } = await client.createWorkflow({
		...row,
		nodes: [...row.nodes, ...apart.nodes.map((node) => ({ ...node, id: `part-${node.id}` }))],
		connections: { ...row.connections, ...connections } as never,
	});
	model.follow(script);
	return await client.ended(await client.run(id, START.name));
}

/** The one item of a tool's answer, as the model reads it. */
function itemIn(answer: string): IDataObject {
	const items = JSON.parse(answer) as IDataObject[];
	expect(items).toHaveLength(1);
	return items[0];
}

const calls =
	(tool: string, input: IDataObject): Call =>
	() => ({ tool: nodeNameToToolName(tool), input });

/** How many characters an item may have: what a model reads, its user pays for. */
const MOST_CHARACTERS = 1000;

const video = 'https://example.com/clip.mp4';

interface Case {
	parameters: INodeParameters;
	input: IDataObject;
	/** What must be in the request that is paid. */
	request: IDataObject;
	/** What the model must be told besides the ids. */
	told: IDataObject;
	before?: Step[];
}

const text = expect.stringMatching(/\w/);
const link = expect.stringMatching(/^http/);

const cases: Record<string, Case> = {
	cambTextToSpeech: {
		parameters: {
			text: fromAI('text'),
			voice: byId(fromAI('voice')),
			language: byId(fromAI('language')),
		},
		input: { text: 'Hello agent', voice: '147320', language: 'en-us' },
		request: { text: 'Hello agent', voice_id: 147320, language: 1 },
		told: { kind: 'text-to-speech', audioUrl: link },
	},
	cambDub: {
		parameters: {
			mediaUrl: fromAI('video'),
			sourceLanguage: byId(fromAI('from')),
			targetLanguages: fromAI('to'),
		},
		input: { video, from: 'English (United States)', to: 'es-es' },
		request: { video_url: video, source_language: 1, target_languages: [54] },
		told: { kind: 'dub', videoUrl: link, text },
	},
	cambTranscribe: {
		parameters: { source: 'url', mediaUrl: fromAI('recording'), language: byId(1) },
		input: { recording: 'https://example.com/talk.mp3' },
		request: { media_url: 'https://example.com/talk.mp3' },
		told: { kind: 'transcription', text },
	},
	cambSubtitles: {
		parameters: {
			mediaUrl: fromAI('video'),
			sourceLanguage: byId(1),
			targetLanguages: fromAI('to'),
		},
		input: { video, to: 'French (France)' },
		request: { media_url: video, target_languages: [76] },
		told: { kind: 'subtitles', text },
	},
	cambTranslate: {
		parameters: {
			text: fromAI('text'),
			sourceLanguage: byId(1),
			targetLanguage: byId(fromAI('to')),
		},
		input: { text: 'Thank you', to: 'fr-fr' },
		request: { texts: ['Thank you'], target_language: 76 },
		told: { kind: 'translation', text: '[fr-fr] Thank you' },
	},
	cambStory: {
		parameters: { source: 'text', storyText: fromAI('tale'), language: byId(1) },
		input: { tale: 'Once there was a king.' },
		request: {},
		told: { kind: 'story', audioUrl: link, text },
	},
	cambTextToSound: {
		parameters: { prompt: fromAI('prompt'), duration: fromAI('seconds', 'number') },
		input: { prompt: 'Rain', seconds: 2 },
		request: { prompt: 'Rain', duration: 2 },
		told: { kind: 'text-to-sound', audioUrl: link },
	},
	cambSeparateAudio: {
		before: [{ name: 'Recording', type: 'cambTextToSound', parameters: { prompt: 'A talk' } }],
		parameters: { inputDataField: "={{ $('Recording').first().binary.data }}" },
		input: {},
		request: {},
		told: { kind: 'separation', foregroundUrl: link, backgroundUrl: link },
	},
	cambVoice: {
		parameters: {
			operation: 'design',
			voiceDescription: fromAI('voice'),
			sampleText: fromAI('sample'),
		},
		input: {
			voice: 'An old sailor with a warm, rough voice who has time for a long, long tale at sea',
			sample:
				'This sample text is long enough for voice design, which wants at least a hundred characters to read aloud.',
		},
		request: {},
		told: { kind: 'voice-design', previewUrls: [link, link] },
	},
	cambWorkspace: {
		parameters: {
			resource: 'project',
			operation: 'setUp',
			mediaUrl: fromAI('video'),
			sourceLanguage: byId(1),
			targetLanguages: fromAI('to'),
		},
		input: { video, to: 'es-es' },
		request: { media_url: video, source_language: 1, target_languages: [54] },
		told: { kind: 'project-setup', studioUrl: link },
	},
};

test('every node of the package is here', () => {
	const { n8n } = JSON.parse(readFileSync('package.json', 'utf8')) as { n8n: { nodes: string[] } };
	const types = n8n.nodes.map((path) => path.split('/')[2].replace('Camb', 'camb'));
	expect([...Object.keys(cases), 'cambFetchResult'].sort()).toEqual(types.sort());
});

test.each(Object.entries(cases))(
	'an AI Agent uses %s: one paid task, its ids and its result in few words',
	async (type, { parameters, input, request, told, before }) => {
		const account = await newAccount({ taskSeconds: 0.5 });
		const name = 'The Tool';
		const tool = { name, type, parameters };
		const execution = await runAgent(account, [tool], [calls(name, input)], before);
		expect(execution.status).toBe('success');

		const { tasks } = await account.state();
		expect(tasks).toHaveLength(before ? 2 : 1);
		const task = tasks.at(-1);
		expect(task?.request).toMatchObject(request);
		const [answer] = model.answers();
		const { taskId, runId, status, ...item } = itemIn(answer);
		expect({ taskId, runId, status }).toEqual({
			taskId: task?.taskId,
			runId: task?.runId,
			status: 'SUCCESS',
		});
		expect(item).toMatchObject(told);
		expect(answer.length).toBeLessThan(MOST_CHARACTERS);
		expect(answer).not.toContain(account.key);
	},
);

test('an AI Agent has a conversation spoken: it is told who has a voice, and pays for each turn once', async () => {
	const account = await newAccount();
	const speakers = { speaker: [147320, 147321].map((voice, at) => ({ name: 'AB'[at], voice })) };
	const speak = {
		name: 'Speak',
		type: 'cambTextToSpeech',
		parameters: {
			operation: 'speakConversation',
			script: fromAI('script'),
			speakers,
			language: byId(1),
		} as INodeParameters,
	};
	const script = [
		calls(speak.name, { script: 'Anna: Good morning!\nBen: Good morning, Anna.' }),
		calls(speak.name, { script: 'A: Good morning!\nB: Good morning, Anna.' }),
	];
	await runAgent(account, [speak], script);
	const [refusal, answer] = model.answers();
	expect(refusal).toMatch(/Anna.*has no voice/);
	const { requests } = await account.state();
	expect(requests.filter(({ step }) => step === 'submit').map(({ body }) => body)).toMatchObject([
		{ text: 'Good morning!', voice_id: 147320 },
		{ text: 'Good morning, Anna.', voice_id: 147321 },
	]);
	expect(itemIn(answer)).toMatchObject({
		kind: 'streamed-speech',
		status: 'SUCCESS',
		durationSeconds: expect.any(Number),
		mimeType: 'audio/mpeg',
	});
	expect(answer.length).toBeLessThan(MOST_CHARACTERS);
});

test('an AI Agent finds a voice with cambVoice, speaks with it, and pays for the speech alone', async () => {
	const account = await newAccount({ taskSeconds: 0.5 });
	const find = {
		name: 'Find Voices',
		type: 'cambVoice',
		parameters: { operation: 'getAll', search: fromAI('search'), limit: 3 },
	};
	const speak = { name: 'Speak', type: 'cambTextToSpeech', ...cases.cambTextToSpeech };
	let found: IDataObject[] = [];
	await runAgent(
		account,
		[find, speak],
		[
			calls(find.name, { search: 'english' }),
			([voices]) => {
				found = JSON.parse(voices) as IDataObject[];
				const input = { text: 'With this voice', voice: String(found[0].voiceId), language: '1' };
				return { tool: speak.name, input };
			},
		],
	);
	expect(found).toHaveLength(3);
	const [voices, speech] = model.answers();
	expect(voices.length).toBeLessThan(found.length * MOST_CHARACTERS);
	const { tasks } = await account.state();
	expect(tasks.map(({ request }) => request)).toMatchObject([{ voice_id: found[0].voiceId }]);
	expect(itemIn(speech)).toMatchObject({ taskId: tasks[0].taskId, status: 'SUCCESS' });
});

test('an AI Agent submits a task with one tool, and gets its result with cambFetchResult', async () => {
	const account = await newAccount({ taskSeconds: 0.5 });
	const { parameters, input } = cases.cambTextToSpeech;
	const submit = {
		name: 'Submit',
		type: 'cambTextToSpeech',
		parameters: { ...parameters, waitForCompletion: false },
	};
	const fetch = {
		name: 'Fetch',
		type: 'cambFetchResult',
		parameters: { kind: fromAI('kind'), taskId: fromAI('taskId') },
	};
	await runAgent(
		account,
		[submit, fetch],
		[
			calls(submit.name, input),
			([answer]) => {
				const { kind, taskId } = itemIn(answer);
				return { tool: fetch.name, input: { kind, taskId } };
			},
		],
	);
	const { tasks } = await account.state();
	expect(tasks).toHaveLength(1);
	const { taskId, runId } = tasks[0];
	const [submitted, fetched] = model.answers().map(itemIn);
	expect(submitted).toMatchObject({ taskId, status: 'PENDING' });
	expect(fetched).toMatchObject({ taskId, runId, status: 'SUCCESS', audioUrl: link });
});

test('an AI Agent is told which task was paid for when its result does not come', async () => {
	const account = await newAccount({ taskSeconds: 0.5 });
	await account.addFaults({ step: 'poll', fault: { type: 'status', status: 401 } });
	const { parameters, input } = cases.cambTextToSpeech;
	const speak = { name: 'Speak', type: 'cambTextToSpeech', parameters };
	await runAgent(account, [speak], [calls(speak.name, input)]);
	const { tasks } = await account.state();
	expect(tasks).toHaveLength(1);
	expect(model.answers()).toEqual([expect.stringContaining(tasks[0].taskId)]);
});

test('an AI Agent whose input is not understood is told which, pays nothing, and may try again', async () => {
	const account = await newAccount({ taskSeconds: 0.5 });
	const { parameters, input } = cases.cambTextToSpeech;
	const speak = { name: 'Speak', type: 'cambTextToSpeech', parameters };
	const script = [calls(speak.name, { ...input, language: 'Klingon' }), calls(speak.name, input)];
	await runAgent(account, [speak], script);
	const [refusal, speech] = model.answers();
	expect(refusal).toContain('Klingon');
	const { tasks } = await account.state();
	expect(tasks).toHaveLength(1);
	expect(itemIn(speech)).toMatchObject({ taskId: tasks[0].taskId, status: 'SUCCESS' });
});
