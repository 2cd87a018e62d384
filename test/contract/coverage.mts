import { readFileSync } from 'node:fs';

/** Where an operation of the contract is to be had in n8n. */
export type Decision = { nodes: string[]; operation?: string } | { leftOut: string };

const { n8n } = JSON.parse(readFileSync('package.json', 'utf8')) as { n8n: { nodes: string[] } };

/** The nodes of the package by the names of their classes. */
export const NODES = n8n.nodes.map((path) => path.split('/')[2]);

const leftOut = (why: string): Decision => ({ leftOut: why });

function by(nodes: string[], operation?: string): Decision {
	return { nodes, operation };
}

const TTS = 'CambTextToSpeech';
const DUB = 'CambDub';
const STORY = 'CambStory';
const FETCH = 'CambFetchResult';

/** The calls of a kind of task: a node of its own, and Fetch Result for all but the create. */
const task = (node: string, operation?: string) => ({
	create: by([node], operation),
	later: by([node, FETCH]),
	bulk: by([FETCH]),
});

const speech = task(TTS, 'Speak');
const translatedSpeech = task(TTS, 'Translate and Speak');
const dub = task(DUB, 'Dub');
const dubExport = by([DUB], 'Export');
const transcription = task('CambTranscribe');
const story = task(STORY, 'Create');
const sound = task('CambTextToSound');
const translation = task('CambTranslate');
const subtitles = task('CambSubtitles');
const separation = task('CambSeparateAudio');
const voiceDesign = task('CambVoice', 'Design');
const projectSetup = task('CambWorkspace', 'Project: Set Up');

const inVoice = (operation: string) => by(['CambVoice'], operation);
const inWorkspace = (operation: string) => by(['CambWorkspace'], operation);

const BOT = leftOut("It is for CAMB.AI's own bot");
const LIVE = leftOut('A live broadcast needs a source that streams, and no item comes of it');
const OLD_LIVE = leftOut('Old form of a live broadcast, deprecated');
const SINGLY = leftOut('Fetch Result asks for each run by itself, which gives more');
const WHOLE = leftOut('Get reads the dictionary with its terms, which has all of it');

/** By operation of the contract. */
export const COVERAGE: Record<string, Decision> = {
	createTtsStream: speech.create,
	createTts: speech.create,
	getTtsStatus: speech.later,
	getTtsResult: speech.later,
	getTtsResults: speech.bulk,
	getDiscordTtsStatus: BOT,
	createTranslatedTts: translatedSpeech.create,
	getTranslatedTtsStatus: translatedSpeech.later,

	createTranslation: translation.create,
	getTranslationStatus: translation.later,
	getTranslationResult: translation.later,
	getTranslationResults: translation.bulk,
	translateStream: translation.create,

	createTranscription: transcription.create,
	getTranscriptionStatus: transcription.later,
	getTranscriptionResult: transcription.later,
	getTranscriptionResults: SINGLY,

	createSubtitle: subtitles.create,
	getSubtitleStatus: subtitles.later,
	getSubtitleResult: subtitles.later,
	getSubtitleResultForLanguage: subtitles.later,
	getSubtitleResults: subtitles.bulk,

	createDub: dub.create,
	getDubStatus: dub.later,
	getDiscordDubStatus: BOT,
	getTwitterDubStatus: BOT,
	getDubResult: dub.later,
	getDubResults: dub.bulk,
	getDubTranscript: dubExport,
	createDubAltFormat: dubExport,
	getDubAltFormatStatus: dub.later,
	createFileUpload: dub.create,
	completeFileUpload: dub.create,

	createStory: story.create,
	setupStory: story.create,
	getStoryStatus: story.later,
	getStoryResult: story.later,
	getStoriesResults: SINGLY,
	createTranslatedStory: by([STORY], 'Translate'),
	getTranslatedStoryStatus: story.later,
	getTranslatedStoryResult: story.later,

	createTextToSound: sound.create,
	getTextToSoundStatus: sound.later,
	getTextToSoundResult: sound.later,
	getTextToSoundResults: sound.bulk,

	createAudioSeparation: separation.create,
	getAudioSeparationStatus: separation.later,
	getAudioSeparationResult: separation.later,
	getAudioSeparationResults: separation.bulk,

	createTextToVoice: voiceDesign.create,
	getTextToVoiceStatus: voiceDesign.later,
	getTextToVoiceResult: voiceDesign.later,
	listVoices: inVoice('Get Many'),
	createCustomVoice: inVoice('Clone'),
	deleteVoice: inVoice('Delete'),

	listSourceLanguages: inWorkspace('Language: Get Many'),
	listTargetLanguages: inWorkspace('Language: Get Many'),

	listDictionaries: inWorkspace('Dictionary: Get Many'),
	createDictionaryFromFile: inWorkspace('Dictionary: Create From File'),
	getDictionary: WHOLE,
	deleteDictionary: inWorkspace('Dictionary: Delete'),
	getDictionaryDetails: inWorkspace('Dictionary: Get'),
	addDictionaryTerm: inWorkspace('Dictionary: Add Term'),
	updateDictionaryTerm: inWorkspace('Dictionary: Update Term'),
	deleteDictionaryTerm: inWorkspace('Dictionary: Delete Term'),

	listFolders: inWorkspace('Folder: Get Many'),
	createFolder: inWorkspace('Folder: Create'),
	createProjectSetup: projectSetup.create,
	getProjectSetupStatus: projectSetup.later,
	getProjectSetupResult: projectSetup.later,
	getProjectSetupResults: SINGLY,

	createStream: LIVE,
	getStream: LIVE,
	deleteStream: LIVE,
	updateStream: LIVE,
	probeStream: LIVE,
	createStreamV1: OLD_LIVE,
	getStreamV1: OLD_LIVE,
	stopStreamV1: OLD_LIVE,
	probeStreamV1: OLD_LIVE,
};
