import type { IDataObject, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';

import type { SandboxAccount } from '../../sandbox/driver.mts';
import type { FaultRule } from '../../sandbox/faults/types.mts';
import type { Step } from '../../sandbox/requestLog.mts';
import type { Made } from './files.mts';
import { itemWith, wavOf } from './files.mts';
import type { NodeRun } from './harness.mts';
import { NODE, runNode } from './harness.mts';

/** What one output item must be when all goes well: its fields beside the ids, and its files. */
interface Good {
	json: IDataObject;
	files?: string[];
}

/** One way in which people use the package. */
export interface Shape {
	name: string;
	type: string;
	parameters: INodeParameters;
	/** The file of an input item about `word`, which its submit has in it. */
	file?(word: string): Made | Promise<Made>;
	/** An input item for what CAMB.AI has already; if not set, an item with `word` and the file. */
	item?(word: string, account: SandboxAccount): Promise<INodeExecutionData>;
	/** The output items of one input item, in order. */
	gives: Good[];
	/** How many requests one item pays for. */
	pays: number;
	/** Into how many tasks the work of an item is cut, which are under way at once; 1 if not set. */
	pieces?: number;
	/** What the request of the second one alone says, where the pieces are of one text. */
	secondSays?: string;
	/** Whether CAMB.AI makes the same only once, however often it is asked for. */
	isMadeOnce?: boolean;
	/** The steps that an item takes after what it pays for. */
	steps: Step[];
	/** Ends the item's first output badly, for ever, after everything is paid for. */
	breaksFirst: FaultRule;
	/** Ends one output or part alone: the others come out. `pays`: what an item still pays for. */
	partly?: Array<{ name: string; rule: FaultRule; lost: number; pays: number }>;
	/** Whether a model can call it: a tool gets no files. */
	isTool?: boolean;
	/** The output by which good items leave; 0 if not set. */
	branch?: number;
}

const SPANISH = 54;
const FRENCH = 76;
const json = (word: string): INodeExecutionData => ({ json: { word } });
const forever = (rule: Omit<FaultRule, 'times'>): FaultRule => ({ ...rule, times: 'forever' });
const refused = { type: 'status', status: 403 } as const;
/** As the store of a file answers when a link has expired. */
const noFile = forever({ step: 'media', fault: refused });
const noResult = forever({ step: 'fetch', fault: refused });

const speech = { text: '=About {{ $json.word }}.', voice: 147320, language: 1 };
/** Numbered, so that each piece of it says where it begins. */
const sentences = Array.from(
	{ length: 60 },
	(_, n) => `${n} About {{ $json.word }} there is a lot to tell, and this is told first.`,
);
const media = '=https://example.com/{{ $json.word }}.mp4';
const dub = { mediaUrl: media, sourceLanguage: 1, targetLanguages: [SPANISH] };
const ofFile = {
	source: 'binary',
	inputDataField: 'data',
	sourceLanguage: 1,
	targetLanguages: [SPANISH],
};
const intoTwo = { ...dub, targetLanguages: [SPANISH, FRENCH], result: 'links' };
const story = { source: 'text', storyText: '=Once there was {{ $json.word }}.', language: 1 };
const transcribe = { source: 'url', mediaUrl: media, language: 1 };

const dubbed = (language: number, files = ['data']): Good => ({
	json: { kind: 'dub', status: 'SUCCESS', language },
	files,
});

const exported = (language: number, files = ['subtitles_srt', 'subtitles_vtt']): Good => ({
	json: { kind: 'dub', taskId: null, status: 'SUCCESS', language },
	files,
});

const subtitled = (language: number): Good => ({
	json: { kind: 'subtitles', status: 'SUCCESS', language },
	files: ['subtitles_srt', 'subtitles_vtt'],
});

/** Tasks that an earlier execution submitted, by their items. */
async function earlierTasks(account: SandboxAccount, words: string[]): Promise<IDataObject[]> {
	const { items } = await runNode({
		type: 'cambTextToSpeech',
		parameters: { ...speech, waitForCompletion: false },
		items: words.map(json),
		account,
	});
	return items.map((item) => item.json);
}

/** The runs of tasks that an earlier execution submitted and that have finished. */
async function earlierRuns(account: SandboxAccount, words: string[]): Promise<number[]> {
	const ids = (await earlierTasks(account, words)).map(({ taskId }) => taskId);
	const { items } = await runNode({
		type: 'cambFetchResult',
		parameters: { kind: 'text-to-speech', taskId: '={{ $json.taskId }}' },
		items: ids.map((taskId) => ({ json: { taskId } })),
		account,
	});
	return items.map((item) => item.json.runId as number);
}

/** What an earlier execution made of `word`, by the fields that the next node needs. */
async function earlierRun(
	account: SandboxAccount,
	type: string,
	parameters: IDataObject,
	word: string,
): Promise<INodeExecutionData> {
	const input = { type, parameters: parameters as INodeParameters, items: [json(word)], account };
	const { items } = await runNode(input);
	return { json: { word, runId: items[0].json.runId } };
}

const csvFile = (word: string): Made => ({
	content: Buffer.from(`en-us,es-es\n${word},la ${word}\n`),
	fileName: `${word}.csv`,
	mimeType: 'text/csv',
});

const txtFile = (word: string): Made => ({
	content: Buffer.from(`Once there was ${word}.`),
	fileName: `${word}.txt`,
	mimeType: 'text/plain',
});

const wavFile = async (word: string): Promise<Made> => ({
	content: await wavOf(4000),
	fileName: `${word}.wav`,
	mimeType: 'audio/wav',
});

const spoken = (kind = 'text-to-speech'): Good => ({
	json: { kind, status: 'SUCCESS' },
	files: ['data'],
});
const translate = {
	text: '=About {{ $json.word }}.',
	sourceLanguage: 1,
	targetLanguage: SPANISH,
};
const translated: Good = { json: { kind: 'translation', status: 'SUCCESS', language: SPANISH } };
const speaks = { pays: 1, steps: ['poll', 'fetch'] as Step[], breaksFirst: noResult };
const fetches = { type: 'cambFetchResult', pays: 0 };

/** Every shape in which the package is used. What holds must hold for each of them. */
export const SHAPES: Shape[] = [
	{
		name: 'speech',
		type: 'cambTextToSpeech',
		parameters: speech,
		gives: [spoken()],
		...speaks,
		isTool: true,
	},
	{
		name: 'translated speech',
		type: 'cambTextToSpeech',
		parameters: {
			...speech,
			operation: 'translateAndSpeak',
			sourceLanguage: 1,
			language: SPANISH,
		},
		gives: [spoken('translated-speech')],
		...speaks,
		isTool: true,
	},
	{
		name: 'sound',
		type: 'cambTextToSound',
		parameters: { prompt: '=The sound of {{ $json.word }}' },
		gives: [spoken('text-to-sound')],
		...speaks,
		isTool: true,
	},
	{
		name: 'dub into one language',
		type: 'cambDub',
		parameters: dub,
		gives: [dubbed(SPANISH)],
		pays: 1,
		steps: ['poll', 'fetch', 'media'],
		breaksFirst: noFile,
		isTool: true,
	},
	{
		name: 'dub into several languages',
		type: 'cambDub',
		parameters: { ...dub, targetLanguages: [SPANISH, FRENCH] },
		gives: [dubbed(SPANISH), dubbed(FRENCH)],
		pays: 1,
		steps: ['poll', 'fetch', 'media'],
		breaksFirst: { ...noFile, path: 'es-es' },
		partly: [
			{ name: "the first language's file", rule: { ...noFile, path: 'es-es' }, lost: 0, pays: 1 },
			{ name: "the second language's file", rule: { ...noFile, path: 'fr-fr' }, lost: 1, pays: 1 },
		],
		isTool: true,
	},
	{
		name: 'converted dub',
		type: 'cambDub',
		parameters: { ...dub, targetLanguages: [SPANISH, FRENCH], options: { altFormat: 'mov' } },
		gives: [dubbed(SPANISH), dubbed(FRENCH)],
		pays: 3,
		steps: ['poll', 'fetch', 'media'],
		breaksFirst: { ...noFile, path: 'es-es' },
		partly: [
			{
				name: 'the first conversion is refused',
				rule: forever({
					operation: 'createDubAltFormat',
					path: `/${SPANISH}`,
					fault: { type: 'status', status: 422 },
				}),
				lost: 0,
				pays: 2,
			},
			{
				name: 'the second conversion is refused',
				rule: forever({
					operation: 'createDubAltFormat',
					path: `/${FRENCH}`,
					fault: { type: 'status', status: 422 },
				}),
				lost: 1,
				pays: 2,
			},
		],
		isTool: true,
	},
	{
		name: 'dub with both files and subtitles',
		type: 'cambDub',
		parameters: { ...dub, result: 'both', options: { subtitleFiles: ['srt', 'vtt'] } },
		gives: [dubbed(SPANISH, ['data', 'audio', 'subtitles_srt', 'subtitles_vtt'])],
		pays: 1,
		steps: ['poll', 'fetch', 'media'],
		breaksFirst: noFile,
	},
	{
		name: 'dub as links',
		type: 'cambDub',
		parameters: { ...dub, result: 'links' },
		gives: [dubbed(SPANISH, [])],
		pays: 1,
		steps: ['poll', 'fetch'],
		breaksFirst: noResult,
		isTool: true,
	},
	{
		name: 'dub of a file by its link',
		type: 'cambDub',
		parameters: ofFile,
		file: wavFile,
		gives: [dubbed(SPANISH)],
		pays: 1,
		steps: ['poll', 'fetch', 'media'],
		breaksFirst: noFile,
	},
	{
		name: 'dub of an upload',
		type: 'cambDub',
		parameters: {
			...ofFile,
			fileTransfer: 'upload',
			// The request names the file by an ID alone.
			options: { sourceScript: '=1\n00:00:01,000 --> 00:00:04,000\nAbout {{ $json.word }}' },
		},
		file: wavFile,
		gives: [dubbed(SPANISH)],
		pays: 1,
		steps: ['poll', 'fetch', 'media'],
		breaksFirst: noFile,
	},
	{
		name: 'export of a dub',
		type: 'cambDub',
		parameters: {
			operation: 'export',
			runId: '={{ $json.runId }}',
			languages: [SPANISH, FRENCH],
			subtitleFiles: ['srt', 'vtt'],
		},
		item: async (word, account) => await earlierRun(account, 'cambDub', intoTwo, word),
		gives: [exported(SPANISH), exported(FRENCH)],
		pays: 0,
		steps: ['fetch'],
		breaksFirst: { ...noResult, path: `/${SPANISH}?` },
	},
	{
		name: 'converted export of a dub',
		type: 'cambDub',
		parameters: {
			operation: 'export',
			runId: '={{ $json.runId }}',
			languages: [SPANISH, FRENCH],
			options: { altFormat: 'mov' },
		},
		item: async (word, account) => await earlierRun(account, 'cambDub', intoTwo, word),
		gives: [
			exported(SPANISH, ['data', 'subtitles_srt']),
			exported(FRENCH, ['data', 'subtitles_srt']),
		],
		pays: 2,
		pieces: 2,
		isMadeOnce: true,
		steps: ['poll', 'media'],
		breaksFirst: { ...noFile, path: 'es-es' },
		partly: [
			{ name: "the first language's file", rule: { ...noFile, path: 'es-es' }, lost: 0, pays: 2 },
			{
				name: 'the second conversion is refused',
				rule: forever({
					operation: 'createDubAltFormat',
					path: `/${FRENCH}`,
					fault: { type: 'status', status: 422 },
				}),
				lost: 1,
				pays: 1,
			},
		],
	},
	{
		name: 'transcription of an upload',
		type: 'cambTranscribe',
		parameters: { source: 'binary', inputDataField: 'data', language: 1 },
		file: wavFile,
		gives: [{ json: { kind: 'transcription', status: 'SUCCESS' } }],
		...speaks,
	},
	{
		name: 'transcription of a link',
		type: 'cambTranscribe',
		parameters: { ...transcribe, options: { subtitleFiles: ['srt'] } },
		gives: [{ json: { kind: 'transcription', status: 'SUCCESS' }, files: ['subtitles_srt'] }],
		...speaks,
		isTool: true,
	},
	{
		name: 'subtitles in several languages',
		type: 'cambSubtitles',
		parameters: { ...dub, targetLanguages: [SPANISH, FRENCH], subtitleFiles: ['srt', 'vtt'] },
		gives: [subtitled(SPANISH), subtitled(FRENCH)],
		pays: 1,
		steps: ['poll', 'fetch'],
		breaksFirst: { ...noResult, path: `/${SPANISH}?` },
		partly: [
			{
				name: "the first language's subtitles",
				rule: { ...noResult, path: `/${SPANISH}?` },
				lost: 0,
				pays: 1,
			},
			{
				name: "the second language's subtitles",
				rule: { ...noResult, path: `/${FRENCH}?` },
				lost: 1,
				pays: 1,
			},
		],
		isTool: true,
	},
	{
		name: 'subtitles of a file by its link',
		type: 'cambSubtitles',
		parameters: ofFile,
		file: wavFile,
		gives: [{ ...subtitled(SPANISH), files: ['subtitles_srt'] }],
		...speaks,
	},
	{
		name: 'separation of an upload',
		type: 'cambSeparateAudio',
		parameters: { inputDataField: 'data' },
		file: wavFile,
		gives: [{ json: { kind: 'separation', status: 'SUCCESS' }, files: ['data', 'background'] }],
		pays: 1,
		steps: ['poll', 'fetch', 'media'],
		breaksFirst: { ...noFile, path: 'foreground' },
	},
	{
		name: 'story of an upload',
		type: 'cambStory',
		parameters: { source: 'binary', inputDataField: 'data', language: 1 },
		file: txtFile,
		gives: [spoken('story')],
		pays: 1,
		steps: ['poll', 'fetch', 'media'],
		breaksFirst: noFile,
	},
	{
		name: 'story of a text',
		type: 'cambStory',
		parameters: { ...story, options: { includeDialogue: true } },
		gives: [{ ...spoken('story'), files: ['data', 'dialogue'] }],
		pays: 1,
		steps: ['poll', 'fetch', 'media'],
		breaksFirst: noFile,
		isTool: true,
	},
	{
		name: 'story with translations',
		type: 'cambStory',
		parameters: { ...story, options: { translateTo: [SPANISH, FRENCH] } },
		gives: [spoken('story'), spoken('translated-story'), spoken('translated-story')],
		pays: 3,
		steps: ['poll', 'fetch', 'media'],
		breaksFirst: { ...noFile, path: 'en-us' },
		partly: [
			{
				name: 'one translation is lost',
				rule: { ...noFile, path: 'es-es' },
				lost: 1,
				pays: 3,
			},
			{
				name: 'one translation is refused',
				rule: forever({
					operation: 'createTranslatedStory',
					contains: `"target_language":${SPANISH}`,
					fault: { type: 'status', status: 422 },
				}),
				lost: 1,
				pays: 2,
			},
		],
		isTool: true,
	},
	{
		name: 'translation of a story',
		type: 'cambStory',
		parameters: {
			operation: 'translate',
			runId: '={{ $json.runId }}',
			targetLanguage: SPANISH,
			options: { subtitleFiles: ['srt'] },
		},
		item: async (word, account) => await earlierRun(account, 'cambStory', story, word),
		gives: [
			{
				json: { kind: 'translated-story', status: 'SUCCESS', language: SPANISH },
				files: ['data', 'subtitles_srt'],
			},
		],
		pays: 1,
		steps: ['poll', 'fetch', 'media'],
		breaksFirst: noFile,
	},
	{
		name: 'story set up only',
		type: 'cambStory',
		parameters: { ...story, title: '=About {{ $json.word }}', options: { setUpOnly: true } },
		gives: [{ json: { kind: 'story-setup', status: 'SUCCESS' } }],
		pays: 1,
		steps: [],
		// Its result is in the answer to the submit.
		breaksFirst: forever({ operation: 'setupStory', fault: { type: 'truncate' } }),
		isTool: true,
	},
	{
		name: 'streamed speech',
		type: 'cambTextToSpeech',
		parameters: { ...speech, delivery: 'stream' },
		gives: [spoken('streamed-speech')],
		pays: 1,
		steps: [],
		breaksFirst: forever({ operation: 'createTtsStream', fault: { type: 'truncate' } }),
		isTool: true,
	},
	{
		name: 'streamed speech of a long text',
		type: 'cambTextToSpeech',
		parameters: {
			...speech,
			delivery: 'stream',
			outputFormat: 'wav',
			text: `=${sentences.join(' ')}`,
		},
		gives: [spoken('streamed-speech')],
		pays: 2,
		pieces: 2,
		secondSays: '45 About',
		steps: [],
		breaksFirst: forever({ operation: 'createTtsStream', fault: { type: 'truncate' } }),
		isTool: true,
	},
	{
		name: 'conversation',
		type: 'cambTextToSpeech',
		parameters: {
			operation: 'speakConversation',
			script: '=Anna: 0 is about {{ $json.word }}.\nBen: 1 is about {{ $json.word }} too.',
			speakers: {
				speaker: [
					{ name: 'Anna', voice: 147320, language: '' },
					{ name: 'Ben', voice: 147321, language: SPANISH },
				],
			},
			language: 1,
			outputFormat: 'wav',
			options: { subtitleFiles: ['srt'] },
		},
		gives: [{ ...spoken('streamed-speech'), files: ['data', 'subtitles_srt'] }],
		pays: 2,
		pieces: 2,
		secondSays: '1 is about',
		steps: [],
		breaksFirst: forever({ operation: 'createTtsStream', fault: { type: 'truncate' } }),
		isTool: true,
	},
	{
		name: 'translation of a text',
		type: 'cambTranslate',
		parameters: translate,
		gives: [translated],
		...speaks,
		isTool: true,
	},
	{
		name: 'translation of a long list',
		type: 'cambTranslate',
		parameters: {
			...translate,
			// A list in JSON, as agents give it: as many as make two pieces.
			text: `=${JSON.stringify(Array.from({ length: 101 }, (_, n) => `${n} {{ $json.word }}`))}`,
		},
		gives: [translated],
		...speaks,
		pays: 2,
		pieces: 2,
		secondSays: '"100 ',
		isTool: true,
	},
	{
		name: 'streamed translation',
		type: 'cambTranslate',
		parameters: { ...translate, delivery: 'stream' },
		gives: [{ json: { kind: 'streamed-translation', status: 'SUCCESS', language: SPANISH } }],
		pays: 1,
		steps: [],
		breaksFirst: forever({ operation: 'translateStream', fault: { type: 'truncate' } }),
		isTool: true,
	},
	{
		name: 'cloned voice',
		type: 'cambVoice',
		parameters: {
			operation: 'clone',
			inputDataField: 'data',
			voiceName: '={{ $json.word }}',
			gender: 2,
		},
		file: wavFile,
		gives: [{ json: { gender: 'female', isShared: false } }],
		pays: 1,
		steps: [],
		breaksFirst: forever({ operation: 'createCustomVoice', fault: { type: 'truncate' } }),
	},
	{
		name: 'voice design',
		type: 'cambVoice',
		parameters: {
			operation: 'design',
			voiceDescription: `=Like {{ $json.word }}: ${'warm and calm, '.repeat(8)}`,
			sampleText: 'The boat came home late that evening. '.repeat(4),
		},
		gives: [{ json: { kind: 'voice-design', status: 'SUCCESS' }, files: ['data', 'preview_2'] }],
		pays: 1,
		steps: ['poll', 'fetch', 'media'],
		breaksFirst: noFile,
		isTool: true,
	},
	{
		name: 'dubbing project',
		type: 'cambWorkspace',
		parameters: { resource: 'project', ...dub },
		gives: [{ json: { kind: 'project-setup', status: 'SUCCESS' } }],
		...speaks,
		isTool: true,
	},
	{
		name: 'dubbing project of a file by its link',
		type: 'cambWorkspace',
		parameters: { resource: 'project', ...ofFile },
		file: wavFile,
		gives: [{ json: { kind: 'project-setup', status: 'SUCCESS' } }],
		...speaks,
	},
	{
		name: 'created folder',
		type: 'cambWorkspace',
		parameters: { resource: 'folder', operation: 'create', folderName: '={{ $json.word }}' },
		gives: [{ json: { runCount: 0 } }],
		pays: 1,
		steps: [],
		breaksFirst: forever({ operation: 'createFolder', fault: { type: 'truncate' } }),
		isTool: true,
	},
	{
		name: 'dictionary of an upload',
		type: 'cambWorkspace',
		parameters: {
			resource: 'dictionary',
			operation: 'create',
			inputDataField: 'data',
			dictionaryName: '={{ $json.word }}',
		},
		file: csvFile,
		gives: [{ json: { description: null } }],
		pays: 1,
		steps: [],
		breaksFirst: forever({ operation: 'createDictionaryFromFile', fault: { type: 'truncate' } }),
	},
	{
		name: 'Fetch Result by task',
		...fetches,
		parameters: { kind: 'text-to-speech', taskId: '={{ $json.taskId }}' },
		item: async (word, account) => ({ json: (await earlierTasks(account, [word]))[0] }),
		gives: [spoken()],
		steps: ['poll', 'fetch'],
		breaksFirst: noResult,
	},
	{
		name: 'Fetch Result by run',
		...fetches,
		parameters: { kind: 'text-to-speech', lookUpBy: 'run', runId: '={{ $json.runId }}' },
		item: async (word, account) => ({
			json: { runId: (await earlierRuns(account, [word]))[0] },
		}),
		gives: [spoken()],
		steps: ['fetch'],
		breaksFirst: noResult,
	},
	{
		name: 'Fetch Result by several runs',
		...fetches,
		parameters: { kind: 'text-to-speech', lookUpBy: 'run', runId: '={{ $json.runIds }}' },
		item: async (word, account) => ({
			json: { runIds: await earlierRuns(account, [`${word} one`, `${word} two`]) },
		}),
		gives: [spoken(), spoken()],
		steps: ['fetch'],
		breaksFirst: forever({ contains: 'one', fault: { type: 'status', status: 403 } }),
	},
	{
		name: 'Fetch Result with Still Running',
		...fetches,
		parameters: {
			kind: 'text-to-speech',
			taskId: '={{ $json.taskId }}',
			whenStillRunning: 'branch',
		},
		item: async (word, account) => {
			await account.configure({ taskSeconds: 1e6, speed: 100 });
			return { json: (await earlierTasks(account, [word]))[0] };
		},
		gives: [{ json: { kind: 'text-to-speech', status: 'PENDING' } }],
		steps: ['poll'],
		breaksFirst: forever({ step: 'poll', fault: refused }),
		branch: 1,
	},
];

/** The fault that leaves an item no good output at all. */
export function breaksAll({ breaksFirst }: Shape): FaultRule {
	const { path: _path, contains: _contains, ...rule } = breaksFirst;
	return rule;
}

/** Whether the answer to the submit is all there is: when it is lost, nobody knows what became of it. */
export function isDirect({ steps }: Shape): boolean {
	return steps.length === 0;
}

/** The same parameters with another expression in place of the word. */
export function withWord({ parameters }: Shape, expression: string): INodeParameters {
	const text = JSON.stringify(parameters).replaceAll('$json.word', () =>
		JSON.stringify(expression).slice(1, -1),
	);
	return JSON.parse(text) as INodeParameters;
}

/** How many tasks itemsOf made ready for its items, by the key of their account. */
const readied = new Map<string, number>();

/** So many input items of a shape, each about a word of its own. */
export async function itemsOf(
	{ item, file }: Shape,
	account: SandboxAccount,
	words = ['alpha'],
): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (const word of words) {
		if (item) items.push(await item(word, account));
		else items.push({ ...(file && (await itemWith(await file(word)))), ...json(word) });
	}
	if (item) readied.set(account.key, (await account.state()).tasks.length);
	return items;
}

/** The tasks that CAMB.AI took besides those that itemsOf made. */
export async function startedIn(account: SandboxAccount) {
	const { tasks } = await account.state();
	return tasks.slice(readied.get(account.key) ?? 0);
}

/** Creates that make no task. */
const DIRECT = [
	'createTtsStream',
	'translateStream',
	'createCustomVoice',
	'createFolder',
	'createDictionaryFromFile',
];

/** Creates that CAMB.AI took likewise, each of which is paid for, or made for good. */
export async function paidIn(account: SandboxAccount): Promise<number> {
	const tasks = await startedIn(account);
	const { requests } = await account.state();
	const direct = requests.filter(
		({ operationId, fault }) =>
			DIRECT.includes(operationId ?? '') && !['status', 'reset-before'].includes(fault ?? ''),
	);
	return tasks.length + direct.length;
}

/** What the node under test left in n8n's data, where its retries find it. */
export function leftIn({ data }: IRun): string[] {
	const kept = data.executionData?.contextData[`node:${NODE}`] ?? {};
	return Object.values(kept).flatMap((place) => Object.keys(place as IDataObject));
}

/** Fails unless the run gave what its items must give, in order, linked and complete. */
export function expectGood(shape: Shape, { outputs }: Pick<NodeRun, 'outputs'>, inputs = 1) {
	const items = outputs[shape.branch ?? 0] ?? [];
	const linked = Array.from({ length: inputs }, (_, item) => shape.gives.map(() => ({ item })));
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(linked.flat());
	items.forEach((item, index) => {
		const { json: expected, files = [] } = shape.gives[index % shape.gives.length];
		expect(item.json).toMatchObject(expected);
		expect(item.json.error).toBeUndefined();
		expect(Object.keys(item.binary ?? {})).toEqual(files);
	});
}
