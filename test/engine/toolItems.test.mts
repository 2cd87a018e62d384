import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { SandboxAccount } from '../../sandbox/driver.mts';
import type { Made } from '../support/files.mts';
import { itemWith, wavOf } from '../support/files.mts';
import { countOf, newAccount, runNode, useEngine } from '../support/harness.mts';
import { send, sendSound, withApi } from '../support/ownApi.mts';

useEngine();

/** How n8n marks a node that an agent runs. */
const asTool = { node: { rewireOutputLogTo: 'ai_tool' as const } };

/** The items that go to the agent: of the first output, whatever it is called in the log. */
async function toldToAgent(input: Parameters<typeof runNode>[0]): Promise<INodeExecutionData[]> {
	const { run, error } = await runNode({ ...input, ...asTool });
	if (error) throw error;
	return run.data.resultData.runData['CAMB.AI'][0].data?.ai_tool?.[0] ?? [];
}

interface Case {
	type: string;
	parameters: INodeParameters;
	/** The fields with links. */
	links: string[];
	hasSegments?: boolean;
	/** The file of an item before the agent, which the tool takes by expression. */
	file?: () => Promise<Made>;
	/** Such an item itself. */
	item?: (account: SandboxAccount) => Promise<INodeExecutionData>;
	/** What Fetch Result needs besides the ID. */
	fetchOptions?: IDataObject;
}

const cases: Record<string, Case> = {
	'text-to-speech': {
		type: 'cambTextToSpeech',
		parameters: { text: 'Some text', voice: 147320, language: 1 },
		links: ['audioUrl'],
	},
	'text-to-sound': {
		type: 'cambTextToSound',
		parameters: { prompt: 'Rain' },
		links: ['audioUrl'],
	},
	dub: {
		type: 'cambDub',
		parameters: {
			mediaUrl: 'https://example.com/clip.mp4',
			sourceLanguage: 1,
			targetLanguages: [54],
		},
		links: ['videoUrl'],
		hasSegments: true,
	},
	subtitles: {
		type: 'cambSubtitles',
		parameters: {
			mediaUrl: 'https://example.com/clip.mp4',
			sourceLanguage: 1,
			targetLanguages: [54],
		},
		links: [],
		hasSegments: true,
	},
	separation: {
		type: 'cambSeparateAudio',
		parameters: { inputDataField: "={{ $('Start').first().binary.data }}" },
		file: async () => ({ content: await wavOf(4000), mimeType: 'audio/wav' }),
		links: ['foregroundUrl', 'backgroundUrl'],
	},
	'project-setup': {
		type: 'cambWorkspace',
		parameters: {
			resource: 'project',
			mediaUrl: 'https://example.com/clip.mp4',
			sourceLanguage: 1,
			targetLanguages: [54],
		},
		links: [],
	},
	story: {
		type: 'cambStory',
		parameters: { source: 'text', storyText: 'Once upon a time.', language: 1 },
		links: ['audioUrl'],
		hasSegments: true,
	},
	'translated-story': {
		type: 'cambStory',
		parameters: {
			operation: 'translate',
			runId: "={{ $('Start').first().json.runId }}",
			targetLanguage: 54,
		},
		item: async (account) => (await runNode({ ...cases.story, account })).items[0],
		fetchOptions: { targetLanguage: 54 },
		links: ['audioUrl'],
		hasSegments: true,
	},
	transcription: {
		type: 'cambTranscribe',
		parameters: { source: 'url', mediaUrl: 'https://example.com/a.mp3', language: 1 },
		links: [],
		hasSegments: true,
	},
};

describe.each(Object.entries(cases))('%s', (kind, each) => {
	const { type, parameters, links, hasSegments, file, item: before, fetchOptions } = each;
	let account: SandboxAccount;
	let items: INodeExecutionData[] | undefined;
	beforeAll(async () => {
		account = await newAccount();
		items = file && [await itemWith(await file())];
		if (before) items = [await before(account)];
	});
	const withOptions = (options: IDataObject) =>
		({ type, parameters: { ...parameters, options }, account, items }) as Parameters<
			typeof runNode
		>[0];

	test('as a tool says what an agent can use, by itself and by Fetch Result', async () => {
		const [item] = await toldToAgent(withOptions({}));
		expect(item.json).toMatchObject({ kind, taskId: expect.any(String), status: 'SUCCESS' });
		for (const link of links) expect(item.json[link]).toMatch(/^http/);
		if (hasSegments) expect(item.json.text).toEqual(expect.stringMatching(/\w/));
		expect(item.json).not.toHaveProperty('segments');

		const { taskId } = item.json;
		const later = {
			type: 'cambFetchResult',
			parameters: { kind, taskId, options: fetchOptions },
			account,
		};
		const [fetched] = await toldToAgent(later as Parameters<typeof runNode>[0]);
		expect(Object.keys(fetched.json)).toEqual(
			expect.arrayContaining(['taskId', ...links, ...(hasSegments ? ['text'] : [])]),
		);
		expect(fetched.json).not.toHaveProperty('segments');
	});

	test('as a tool does what its options say', async () => {
		const [item] = await toldToAgent(withOptions({ includeLinks: false, output: 'segments' }));
		for (const link of links) expect(item.json).not.toHaveProperty(link);
		expect('segments' in item.json).toBe(hasSegments ?? false);
	});

	test('elsewhere is as it was, unless text alone is wanted', async () => {
		const usual = await runNode(withOptions({}));
		for (const link of links) expect(usual.items[0].json).not.toHaveProperty(link);
		expect('segments' in usual.items[0].json).toBe(hasSegments ?? false);
		if (!hasSegments) return;
		const short = await runNode(withOptions({ output: 'text' }));
		const { segments, ...rest } = usual.items[0].json;
		expect(segments).toEqual(expect.any(Array));
		expect(Object.keys(short.items[0].json)).toEqual(Object.keys(rest));
	});

	test('an Output that is none is told before anything is sent', async () => {
		if (!hasSegments) return;
		const before = await countOf(account, 'submit');
		const { error } = await runNode(withOptions({ output: '={{ "everything" }}' }));
		expect(error?.message).toContain('Output "everything"');
		expect(await countOf(account, 'submit')).toBe(before);
	});
});

test('a transcript without segments asks for no word times, and says so', async () => {
	const asked: string[] = [];
	await withApi(
		({ url = '' }, answer) => {
			asked.push(url);
			send(answer, 200, { transcript: [{ start: 0, end: 1, speaker: 'A', text: 'Hello' }] });
		},
		async (baseUrl) => {
			const { items, run } = await runNode({
				type: 'cambFetchResult',
				parameters: {
					lookUpBy: 'run',
					kind: 'transcription',
					runId: 1,
					options: { output: 'text', wordTimestamps: true, subtitleFiles: ['srt'] },
				},
				credential: { baseUrl },
			});
			expect(asked).toEqual(['/transcription-result/1']);
			expect(Object.keys(items[0].binary ?? {})).toEqual(['subtitles_srt']);
			const [hint] = run.data.resultData.runData['CAMB.AI'][0].hints ?? [];
			expect(hint?.message).toContain('Output');
		},
	);
});

test('Still Running as a tool comes to the agent, with when to ask again', async () => {
	await withApi(
		(_, answer) => send(answer, 200, { status: 'PENDING' }),
		async (baseUrl) => {
			const items = await toldToAgent({
				type: 'cambFetchResult',
				parameters: { kind: 'dub', taskId: 'abc', whenStillRunning: 'branch' },
				items: [{ json: { prompt: 'What the agent was told, at length' } }],
				credential: { baseUrl },
			});
			expect(items).toHaveLength(1);
			expect(items[0].json).toMatchObject({
				kind: 'dub',
				taskId: 'abc',
				status: 'PENDING',
				nextCheckInSeconds: expect.any(Number),
			});
			expect(items[0].json).not.toHaveProperty('prompt');
		},
	);
});

describe('many warnings are one banner', () => {
	/** Runs fetched from an API where every result is like this. */
	async function hintsOf(kind: string, result: object, options: IDataObject, count: number) {
		let hints: unknown[] = [];
		const answerTo = (host: string) =>
			JSON.parse(JSON.stringify(result).replaceAll('HOST', `http://${host}`)) as object;
		await withApi(
			({ url = '', headers }, answer) => {
				if (url === '/sound') return sendSound(answer);
				if (url.includes('-results')) return send(answer, 500, {});
				if (url.includes('/transcript/')) return send(answer, 404, {});
				send(answer, 200, answerTo(String(headers.host)));
			},
			async (baseUrl) => {
				const { run } = await runNode({
					type: 'cambFetchResult',
					parameters: { lookUpBy: 'run', kind, options } as INodeParameters,
					items: Array.from({ length: count }, (_, index) => ({ json: { runId: index + 1 } })),
					credential: { baseUrl },
				});
				expect(run.status).toBe('success');
				hints = run.data.resultData.runData['CAMB.AI'][0].hints ?? [];
			},
		);
		return (hints as Array<{ message: string }>).map(({ message }) => message);
	}
	const segment = { start: 0, end: 1, speaker: 'A', text: 'Hello' };
	const audio = { audio_url: 'HOST/sound', transcript: [] };

	test.each<[string, object, IDataObject, number]>([
		['transcription', { transcript: [] }, { subtitleFiles: ['srt'] }, 300],
		['transcription', { transcript: [segment] }, { wordTimestamps: true }, 20],
		['story', audio, { includeDialogue: true }, 20],
		['dub', { 54: audio, 76: audio }, { subtitleFiles: ['vtt'] }, 20],
	])('%s: %j', async (kind, result, options, count) => {
		const messages = await hintsOf(kind, result, options, count);
		expect(messages).toEqual([expect.stringMatching(`^${count} of ${count} items: `)]);
	});

	test('one alone says which it is', async () => {
		const [message] = await hintsOf(
			'transcription',
			{ transcript: [] },
			{ subtitleFiles: ['srt'] },
			1,
		);
		expect(message).toContain('run ID 1');
	});
});
