import type { INodeParameters } from 'n8n-workflow';

import type { Step } from './workflow.mts';

/** How a node is shown in the pictures of the docs. */
export interface Sample {
	parameters: INodeParameters;
	/** The view of the output panel that shows most. */
	show: 'schema' | 'table' | 'json' | 'binary';
	/** A node of the package whose items it needs. */
	before?: Pick<Step, 'name' | 'type' | 'parameters'>;
}

const chosen = (value: number, cachedResultName: string) => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName,
});

export const voice = chosen(147326, 'Robin, English (United States)');
export const english = chosen(1, 'English (United States)');

/** One for every node of the package, by the node's name, and more of it by that and a word. */
export const samples: Record<string, Sample> = {
	cambTextToSpeech: {
		parameters: { text: 'Good morning, here is the news of the day.', voice, language: english },
		show: 'binary',
	},
	'cambTextToSpeech.conversation': {
		parameters: {
			operation: 'speakConversation',
			script: 'Anna: Welcome back to the show!\nBen: Good to be here.\nAnna: What is new today?',
			speakers: {
				speaker: [
					{ name: 'Anna', voice: 147320 },
					{ name: 'Ben', voice: 147321 },
				],
			},
			language: english,
		},
		show: 'binary',
	},
	cambDub: {
		parameters: {
			mediaUrl: 'https://example.com/product-tour.mp4',
			sourceLanguage: english,
			targetLanguages: [54, 76],
		},
		show: 'binary',
	},
	'cambDub.file': {
		parameters: {
			source: 'binary',
			fileTransfer: 'upload',
			sourceLanguage: english,
			targetLanguages: [54],
		},
		show: 'binary',
		before: {
			name: 'CAMB.AI Text to Speech',
			type: 'cambTextToSpeech',
			parameters: { text: 'Welcome to the tour of our harbor.', voice, language: english },
		},
	},
	cambTranscribe: {
		parameters: {
			source: 'url',
			mediaUrl: 'https://example.com/episode-12.mp3',
			language: english,
		},
		show: 'json',
	},
	cambSubtitles: {
		parameters: {
			mediaUrl: 'https://example.com/product-tour.mp4',
			sourceLanguage: english,
			targetLanguages: [54, 76],
		},
		show: 'binary',
	},
	cambTranslate: {
		parameters: {
			text: 'Thank you for your order.',
			sourceLanguage: english,
			targetLanguage: chosen(54, 'Spanish (Spain)'),
		},
		show: 'json',
	},
	cambStory: {
		parameters: {
			source: 'text',
			storyText: 'Once upon a time there was a lighthouse that had lost its light.',
			language: english,
			narratorVoice: voice,
			options: { title: 'The Lighthouse', description: 'A story for the evening' },
		},
		show: 'binary',
	},
	cambTextToSound: {
		parameters: { prompt: 'Rain on a tin roof, far thunder', audioType: 'sound', duration: 8 },
		show: 'binary',
	},
	cambSeparateAudio: {
		parameters: {},
		show: 'binary',
		before: {
			name: 'CAMB.AI Text to Sound',
			type: 'cambTextToSound',
			parameters: { prompt: 'Somebody speaks in the rain' },
		},
	},
	cambVoice: {
		parameters: { operation: 'getAll', search: 'narrator', limit: 3 },
		show: 'schema',
	},
	cambWorkspace: {
		parameters: {
			resource: 'dictionary',
			operation: 'get',
			dictionary: chosen(501, 'Product names'),
		},
		show: 'json',
	},
	cambFetchResult: {
		parameters: {},
		show: 'schema',
		before: {
			name: 'CAMB.AI Text to Speech',
			type: 'cambTextToSpeech',
			parameters: { text: 'Good morning', voice, language: english, waitForCompletion: false },
		},
	},
};
