import type { IExecuteFunctions } from 'n8n-workflow';

import { audioResultParameters } from '../shared/kinds/speech/speechResult';
import { textToSpeech } from '../shared/kinds/speech/textToSpeech';
import { translatedSpeech } from '../shared/kinds/speech/translatedSpeech';
import { dictionaries } from '../shared/parameters/dictionaries';
import type { ItemParameters } from '../shared/parameters/parameter';
import { parametersOf, readAll } from '../shared/parameters/parameter';
import { readProject } from '../shared/parameters/project';
import { formality, speaker } from '../shared/parameters/speaker';
import type { PiecedRequest } from '../shared/tasks/directKind';
import type { TaskRequest } from '../shared/tasks/kind';
import { conversationRequest } from './conversationRequest';
import {
	delivery,
	operation,
	sourceLanguage,
	speakingVoice,
	spokenText,
	targetLanguage,
	taskLanguage,
} from './parameters';
import { streamRequest } from './streamRequest';

/** One item's parameters as a request. Throws for bad input. */
export function request(context: IExecuteFunctions, item: number): TaskRequest | PiecedRequest {
	const from = parametersOf(context, item);
	switch (operation.read(from)) {
		case 'translateAndSpeak':
			return translateRequest(from);
		case 'speakConversation':
			return conversationRequest(from);
	}
	return delivery.read(from) === 'stream' ? streamRequest(from) : speakRequest(from);
}

/** Contract: TtsRequest. */
function speakRequest(from: ItemParameters): TaskRequest {
	const { options } = from;
	const json = {
		text: spokenText.read(from),
		voice_id: speakingVoice.read(from),
		language: taskLanguage.read(from),
		...readAll(options, speaker),
		...readProject(options),
	};
	const resultOptions = readAll(options, audioResultParameters);
	return { kind: textToSpeech, path: '/tts', payload: { json }, resultOptions };
}

/** Contract: TranslatedTtsRequest. */
function translateRequest(from: ItemParameters): TaskRequest {
	const { options } = from;
	const json = {
		text: spokenText.read(from),
		voice_id: speakingVoice.read(from),
		source_language: sourceLanguage.read(from),
		target_language: targetLanguage.read(from),
		...readAll(options, { ...speaker, formality }),
		chosen_dictionaries: dictionaries.read(options),
		...readProject(options),
	};
	const resultOptions = readAll(options, audioResultParameters);
	return { kind: translatedSpeech, path: '/translated-tts', payload: { json }, resultOptions };
}
