import type { INodeParameters, INodeTypes } from 'n8n-workflow';

import { loadOptionsContext } from '../../engine/run.mts';
import { systemTiming } from '../../nodes/shared/http/timing';
import { openLists } from '../../nodes/shared/methods/lists';
import {
	credentialFor,
	newAccount,
	newNode,
	nodeOf,
	theEngine,
	thePackage,
	useEngine,
} from '../support/harness.mts';

useEngine();

type List = 'searchVoices' | 'searchSourceLanguages' | 'searchStreamLanguages';

/** A field in which somebody picked the first find of a list, as n8n's editor fills it. */
async function picked(type: string, list: List, words: string) {
	const node = nodeOf({ type, parameters: {} });
	const credential = credentialFor(await newAccount()) as never;
	const context = loadOptionsContext(theEngine(), thePackage(), node, credential);
	const [{ name, value }] = (await openLists(systemTiming).listSearch[list].call(context, words))
		.results;
	return { __rl: true, mode: 'list', value, cachedResultName: name } as INodeParameters;
}

/** The hints that n8n's editor shows for a node (n8n 2.41, useNodeHelpers, getNodeHints). */
function hintsOf(type: string, parameters: INodeParameters): string[] {
	const node = nodeOf({ type, parameters });
	const nodeType = newNode(type.replace('camb', 'Camb'));
	const workflow = new (theEngine().workflow.Workflow)({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByNameAndVersion: () => nodeType } as unknown as INodeTypes,
	});
	return (nodeType.description.hints ?? [])
		.filter(({ displayCondition }) => {
			const shown = workflow.expression.getSimpleParameterValue(
				node,
				displayCondition as string,
				'internal',
				{},
			);
			expect(typeof shown).toBe('boolean');
			return shown;
		})
		.map(({ message }) => message);
}

const SPEECH = 'cambTextToSpeech';
const STORY = 'cambStory';

test.each([
	[SPEECH, 'voice', 'female spanish', 'searchSourceLanguages', 'portuguese brazil', {}, true],
	[SPEECH, 'voice', 'female spanish', 'searchSourceLanguages', 'spanish mexico', {}, false],
	[
		SPEECH,
		'voice',
		'female spanish',
		'searchStreamLanguages',
		'french',
		{ delivery: 'stream' },
		true,
	],
	// Who translates wants one voice for all languages.
	[
		SPEECH,
		'voice',
		'female spanish',
		'searchSourceLanguages',
		'french',
		{ operation: 'translateAndSpeak' },
		false,
	],
	[STORY, 'narratorVoice', 'male english', 'searchSourceLanguages', 'french', {}, true],
	[STORY, 'narratorVoice', 'male english', 'searchSourceLanguages', 'english', {}, false],
] as const)(
	'%s: %s "%s" and the language from %s, "%s" %j: of another language: %s',
	async (type, field, voiceWords, list, languageWords, more, isShown) => {
		const voice = await picked(type, 'searchVoices', voiceWords);
		const language = await picked(type, list, languageWords);
		const hints = hintsOf(type, { [field]: voice, language, ...more });
		expect(hints).toHaveLength(isShown ? 1 : 0);
	},
);

test.each<[string, INodeParameters]>([
	['nothing is chosen yet', {}],
	['the voice was entered by ID', { voice: { __rl: true, mode: 'id', value: '147320' } }],
	['the voice comes from an expression', { voice: '={{ $json.voiceId }}' }],
])('no language is known of a voice when %s', async (_, parameters) => {
	const language = await picked(SPEECH, 'searchSourceLanguages', 'french');
	expect(hintsOf(SPEECH, { language, ...parameters })).toEqual([]);
});

test('items without a result say where to get it', () => {
	expect(hintsOf('cambDub', { waitForCompletion: true })).toEqual([]);
	expect(hintsOf('cambDub', {})).toEqual([]);
	expect(hintsOf('cambDub', { waitForCompletion: false })).toEqual([
		expect.stringContaining('CAMB.AI Fetch Result'),
	]);
});
