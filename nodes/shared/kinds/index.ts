import { dub } from './dub/dub';
import type { ListedKind } from './listedKind';
import { separation } from './separation/separation';
import { textToSound } from './speech/textToSound';
import { textToSpeech } from './speech/textToSpeech';
import { translatedSpeech } from './speech/translatedSpeech';
import { story } from './story/story';
import { storySetup } from './story/storySetup';
import { translatedStory } from './story/translatedStory';
import { subtitles } from './subtitles/subtitles';
import { transcription } from './transcription/transcription';
import { translation } from './translation/translation';
import { voiceDesign } from './voice/voiceDesign';
import { projectSetup } from './workspace/projectSetup';

/** Every kind that has a task to fetch, in the order in which people look for them. */
export const kinds: ListedKind[] = [
	textToSpeech,
	translatedSpeech,
	dub,
	transcription,
	subtitles,
	translation,
	story,
	translatedStory,
	storySetup,
	textToSound,
	separation,
	voiceDesign,
	projectSetup,
];

export function kindByName(name: string): ListedKind | undefined {
	return kinds.find((kind) => kind.name === name);
}
