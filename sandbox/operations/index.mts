import type { Operations } from './call.mts';
import { dictionaryOperations } from './dictionaries.mts';
import { dubOperations } from './dub.mts';
import { folderOperations } from './folders.mts';
import { languageOperations } from './languages.mts';
import { projectOperations } from './projects.mts';
import { separationOperations, voiceDesignOperations } from './separation.mts';
import { soundOperations } from './sound.mts';
import { speechOperations } from './speech.mts';
import { storyOperations } from './story.mts';
import { transcriptionOperations } from './transcription.mts';
import { translationOperations } from './translation.mts';
import { uploadOperations } from './uploads.mts';
import { voiceOperations } from './voices.mts';

/** Every operation that the sandbox speaks; the rest of the contract is answered 501. */
export const operations: Operations = {
	...dictionaryOperations,
	...dubOperations,
	...folderOperations,
	...languageOperations,
	...projectOperations,
	...separationOperations,
	...soundOperations,
	...speechOperations,
	...storyOperations,
	...transcriptionOperations,
	...translationOperations,
	...uploadOperations,
	...voiceDesignOperations,
	...voiceOperations,
};
