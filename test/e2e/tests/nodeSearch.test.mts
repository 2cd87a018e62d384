import { NodeSearchEngine } from '@n8n/ai-utilities/node-catalog';
import { reRankSearchResults } from '@n8n/utils/search/re-rank-search-results';
import { sublimeSearch } from '@n8n/utils/search/sublime-search';
import axios from 'axios';
import type { INodeTypeDescription } from 'n8n-workflow';

import { sharedN8n } from '../support/harness.mts';

/** What people call each node. */
const WORDS: Record<string, string[]> = {
	cambTextToSpeech: [
		'text to speech',
		'tts',
		'voice over',
		'voiceover',
		'generate speech',
		'speech synthesis',
		'read aloud',
		'narration',
		'podcast',
		'conversation',
		'dialogue',
		'several voices',
	],
	cambDub: ['dub video', 'dubbing', 'translate video', 'video translation', 'localization'],
	cambTranscribe: [
		'speech to text',
		'stt',
		'transcribe',
		'transcription',
		'audio to text',
		'transcribe video',
		'subtitles',
		'subtitles from video',
		'captions',
	],
	cambStory: ['audio story', 'audiobook', 'audio book', 'story'],
	cambSubtitles: [
		'translate subtitles',
		'subtitle translation',
		'subtitle video',
		'subtitle a video',
		'add subtitles',
	],
	cambTranslate: ['translate text', 'text translation', 'translate', 'translation', 'translator'],
	cambSeparateAudio: [
		'separate audio',
		'separate vocals',
		'vocal remover',
		'voice isolation',
		'remove background noise',
		'noise removal',
		'stems',
		'karaoke',
	],
	cambTextToSound: ['text to sound', 'sound effect', 'sound effects', 'sfx', 'music'],
	cambVoice: [
		'voice',
		'voices',
		'clone voice',
		'clone a voice',
		'voice cloning',
		'voice design',
		'custom voice',
		'find voice',
		'list voices',
	],
	cambWorkspace: ['glossary', 'terminology', 'dictionaries', 'list languages', 'project setup'],
	cambFetchResult: ['fetch result', 'get result', 'task id', 'run id'],
};

/** The most that the editor adds for how much a node is used; it knows of no use of ours. */
const MOST_POPULAR = 100;

interface Found {
	name: string;
	score: number;
}

/** What n8n's editor shows for some words: @n8n/utils, as its node panel calls it. */
function inEditor(words: string, nodes: INodeTypeDescription[]): Found[] {
	const items = nodes
		.filter(({ hidden }) => !hidden)
		.map((properties) => ({ key: properties.name, properties }));
	const theirs = items.filter(({ key }) => !key.startsWith('n8n-nodes-camb.'));
	const popularity = Object.fromEntries(theirs.map(({ key }) => [key, MOST_POPULAR]));
	return reRankSearchResults(sublimeSearch(words, items), { popularity }).map(
		({ item, score }) => ({ name: item.key, score }),
	);
}

/** What n8n's AI builder finds. */
function inBuilder(words: string, nodes: INodeTypeDescription[]): Found[] {
	return new NodeSearchEngine(nodes).searchByName(words, 50);
}

/** The score of a node that goes by these very words, which is the most that an alias can bring. */
function mostBy(search: typeof inEditor, words: string): number {
	const alias = [words, ...words.split(' ')];
	const node = { name: 'n8n-nodes-camb.x', codex: { alias } } as unknown as INodeTypeDescription;
	return search(words, [node])[0].score;
}

let nodes: INodeTypeDescription[];
beforeAll(async () => {
	const { url, session } = await sharedN8n();
	const headers = { cookie: `n8n-auth=${session}` };
	const answer = await axios.get(`${url}/types/nodes.json`, { headers, proxy: false });
	const all = answer.data as INodeTypeDescription[];
	// What an agent can use stands in the list a second time, as a tool.
	nodes = all.filter(({ name }) => !name.endsWith('Tool'));
	expect(nodes.length).toBeGreaterThan(400);
});

const cases = Object.entries(WORDS).flatMap(([node, all]) =>
	all.map((words): [string, string] => [words, node]),
);

describe.each([
	['the editor', inEditor],
	['the AI builder', inBuilder],
])('in %s', (_, search) => {
	test.each(cases)('"%s" finds %s before all that an alias can be put before', (words, node) => {
		const found = search(words, nodes);
		const place = found.findIndex(({ name }) => name === `n8n-nodes-camb.${node}`);
		expect(place).toBeGreaterThanOrEqual(0);
		const most = mostBy(search, words);
		expect(found.slice(0, place).filter(({ score }) => score < most)).toEqual([]);
	});
});

test.each(cases.filter(([words]) => words.includes(' ')))(
	'in the editor, "%s" finds %s first of all',
	(words, node) => {
		expect(inEditor(words, nodes)[0].name).toBe(`n8n-nodes-camb.${node}`);
	},
);
