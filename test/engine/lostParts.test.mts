import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { FaultRule } from '../../sandbox/faults/types.mts';
import { itemWith, wavOf } from '../support/files.mts';
import { countOf, newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
const forever = (rule: Omit<FaultRule, 'times'>): FaultRule => ({ ...rule, times: 'forever' });
const noFile = (path: string): FaultRule =>
	forever({ step: 'media', path, fault: { type: 'status', status: 404 } });
const story = { source: 'text', storyText: 'Once there was a harbour.', language: 1 };
const dub: INodeParameters = {
	mediaUrl: 'https://example.com/clip.mp4',
	sourceLanguage: 1,
	targetLanguages: [54, 76],
};
const design = {
	operation: 'design',
	voiceDescription: `An old sailor: ${'warm and calm, '.repeat(8)}`,
	sampleText: 'The boat came home late that evening. '.repeat(4),
};
const recording = async () =>
	await itemWith({ content: await wavOf(4000), fileName: 'talk.wav', mimeType: 'audio/wav' });

/** What an item says of what was lost, wherever it is under this On Error. */
const said = ({ error, ...json }: IDataObject) =>
	typeof error === 'object' ? (error as IDataObject) : { ...json, message: error };

describe.each([undefined, 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'of the files of an item one can not be had (On Error: %s)',
	(onError) => {
		test.each<[string, string, INodeParameters, string, string, string[], string[]]>([
			[
				'the speech',
				'cambSeparateAudio',
				{},
				'foreground',
				'foreground',
				['background'],
				['backgroundUrl'],
			],
			[
				'all else',
				'cambSeparateAudio',
				{},
				'background',
				'background',
				['data'],
				['foregroundUrl', 'fileName', 'durationSeconds'],
			],
			[
				'a sample',
				'cambVoice',
				design,
				'preview-2',
				'preview_2',
				['data'],
				['previews', 'previewUrls', 'fileName', 'durationSeconds'],
			],
		])(
			'%s: the others come with all that is said of them, and the item says why',
			async (_, type, own, path, name, there, fields) => {
				const parameters = { ...own, options: { includeLinks: true } };
				const account = await newAccount();
				await account.addFaults(noFile(path));
				const node = { ...RETRIES, onError };
				const items = [await recording()];
				const { outputs, status, run } = await runNode({ type, parameters, items, account, node });
				expect(status).toBe('success');
				const [item, ...others] = outputs.flat();
				expect(others).toEqual([]);
				expect(outputs[0]).toHaveLength(onError === 'continueErrorOutput' ? 0 : 1);
				const [{ taskId, runId }] = (await account.state()).tasks;
				expect(said(item.json)).toMatchObject({
					message: expect.any(String),
					description: expect.stringContaining(`Run ID ${runId}`),
					taskId,
					runId,
					missing: [name],
				});
				expect(Object.keys(said(item.json))).toEqual(expect.arrayContaining(fields));
				if (onError !== 'continueErrorOutput') expect(item.json.status).toBe('SUCCESS');
				expect(Object.keys(item.binary ?? {})).toEqual(there);
				expect(await countOf(account, 'submit')).toBe(1);
				const { hints } = run.data.resultData.runData['CAMB.AI'].at(-1) ?? {};
				expect(hints).toMatchObject([{ message: expect.stringContaining(name) }]);
			},
		);
	},
);

describe('Retry On Fail goes on with an item of which a part was lost', () => {
	/** That the first try meets, and no other. */
	const once = (rule: FaultRule): FaultRule => ({ ...rule, times: 1 });

	test.each<[string, string, INodeParameters, FaultRule, number]>([
		['a file of a separation', 'cambSeparateAudio', {}, once(noFile('background')), 1],
		['the second language of a dub', 'cambDub', dub, once(noFile('fr-fr')), 1],
		[
			'a translation that finds no place',
			'cambStory',
			{ ...story, options: { translateTo: [76] } },
			{
				operation: 'createTranslatedStory',
				contains: '"target_language":76',
				times: 6,
				fault: { type: 'status', status: 429 },
			},
			2,
		],
	])('%s', async (_name, type, parameters, rule, pays) => {
		for (const onError of [
			'stopWorkflow',
			'continueRegularOutput',
			'continueErrorOutput',
		] as const) {
			const account = await newAccount();
			await account.addFaults(rule);
			const node = { ...RETRIES, onError };
			const items = [await recording()];
			const { outputs } = await runNode({ type, parameters, items, account, node });
			const all = outputs.flat();
			expect(all.filter(({ json }) => json.error !== undefined)).toEqual([]);
			expect((await account.state()).tasks).toHaveLength(pays);
		}
	});

	test('the last try gives all in order', async () => {
		const account = await newAccount();
		await account.addFaults(noFile('fr-fr'));
		const { items } = await runNode({ type: 'cambDub', parameters: dub, account, node: RETRIES });
		expect(items.map(({ json }) => [json.language, 'error' in json])).toEqual([
			[54, false],
			[76, true],
		]);
		const { requests } = await account.state();
		const asked = requests.filter(({ operationId }) => operationId === 'getDubResult');
		expect(asked).toHaveLength(RETRIES.maxTries);
		expect(await countOf(account, 'submit')).toBe(1);
	});
});

test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'a translation that is refused tells the IDs of its story, and none as its own (%s)',
	async (onError) => {
		const account = await newAccount();
		await account.addFaults(
			forever({ operation: 'createTranslatedStory', fault: { type: 'status', status: 429 } }),
		);
		const { outputs } = await runNode({
			type: 'cambStory',
			parameters: { ...story, options: { translateTo: [54] } },
			account,
			node: { ...RETRIES, onError },
		});
		const [{ taskId, runId }] = (await account.state()).tasks;
		const [told, lost] = outputs.flat().map(({ json }) => json);
		expect(told).toMatchObject({ kind: 'story', taskId, runId, status: 'SUCCESS' });
		expect(said(lost)).toMatchObject({
			kind: 'translated-story',
			taskId: null,
			runId: null,
			language: 54,
			earlier: [{ kind: 'story', taskId, runId }],
			description: expect.stringContaining(`Task ID ${taskId}, Run ID ${runId} (story)`),
		});
		expect((await account.state()).tasks).toHaveLength(1);
	},
);

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'the item of one language, given to Fetch Result (%s)',
	(onError) => {
		test.each<[string, INodeParameters, FaultRule]>([
			['cambDub', dub, noFile('es-es')],
			[
				'cambSubtitles',
				dub,
				forever({ step: 'fetch', path: '/54?', fault: { type: 'status', status: 403 } }),
			],
		])('of %s gives that language alone', async (type, parameters, rule) => {
			const account = await newAccount();
			await account.addFaults(rule);
			const { outputs } = await runNode({ type, parameters, account, node: { onError } });
			const made = outputs.flat();
			await account.clearFaults();
			for (const by of ['task', 'run']) {
				const { items } = await runNode({
					type: 'cambFetchResult',
					parameters: { lookUpBy: by },
					items: made,
					account,
				});
				expect(items.map(({ json }) => [json.language, json.status])).toEqual(
					made.map(({ json }) => [json.language ?? said(json).language, 'SUCCESS']),
				);
			}
			expect(await countOf(account, 'submit')).toBe(1);
		});
	},
);

test('a language that is still lost is told as such, with the IDs', async () => {
	const account = await newAccount();
	await account.addFaults(noFile('es-es'));
	const first = await runNode({ type: 'cambDub', parameters: dub, account });
	const lost = first.items.filter(({ json }) => json.error);
	const { error } = await runNode({
		type: 'cambFetchResult',
		parameters: {},
		items: lost,
		account,
	});
	expect(error?.context).toMatchObject({ kind: 'dub', taskId: lost[0].json.taskId });
	// Its link was new.
	expect(error?.description).not.toContain('expired');
});
