import { dub } from './dub';
import type { Kind } from './kind';
import { story } from './story';
import { storySetup } from './storySetup';
import { textToSound } from './textToSound';
import { textToSpeech } from './textToSpeech';
import { transcription } from './transcription';
import { translatedSpeech } from './translatedSpeech';
import { translatedStory } from './translatedStory';

/** Every kind that has a task to fetch, in the order in which people look for them. */
export const kinds: Kind[] = [
	textToSpeech,
	translatedSpeech,
	dub,
	transcription,
	story,
	translatedStory,
	storySetup,
	textToSound,
];

export function kindByName(name: string): Kind | undefined {
	return kinds.find((kind) => kind.name === name);
}
