import { dub } from './dub/dub';
import type { ListedKind } from './listedKind';
import { textToSound } from './speech/textToSound';
import { textToSpeech } from './speech/textToSpeech';
import { translatedSpeech } from './speech/translatedSpeech';
import { story } from './story/story';
import { storySetup } from './story/storySetup';
import { translatedStory } from './story/translatedStory';
import { transcription } from './transcription/transcription';
import { voiceDesign } from './voice/voiceDesign';

/** Every kind that has a task to fetch, in the order in which people look for them. */
export const kinds: ListedKind[] = [
	textToSpeech,
	translatedSpeech,
	dub,
	transcription,
	story,
	translatedStory,
	storySetup,
	textToSound,
	voiceDesign,
];

export function kindByName(name: string): ListedKind | undefined {
	return kinds.find((kind) => kind.name === name);
}
