import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { readChoice, readText } from '../shared/fields/check';
import { readDictionaries } from '../shared/fields/dictionaries';
import { readLanguage } from '../shared/fields/language';
import { readProject } from '../shared/fields/project';
import { readVoice } from '../shared/fields/voice';
import type { TaskRequest } from '../shared/kinds/kind';
import { textToSpeech } from '../shared/kinds/textToSpeech';
import { translatedSpeech } from '../shared/kinds/translatedSpeech';
import { readSpeaker } from './speakerOptions';
import { streamRequest } from './streamRequest';

/** One item's parameters as a request. Throws for bad input. */
export function request(context: IExecuteFunctions, item: number): TaskRequest {
	const operations = ['speak', 'translateAndSpeak'] as const;
	const operation = readChoice(context, item, 'operation', 'Operation', operations);
	if (operation === 'translateAndSpeak') return translateRequest(context, item);
	const delivery = readChoice(context, item, 'delivery', 'Delivery', ['task', 'stream']);
	return delivery === 'stream' ? streamRequest(context, item) : speakRequest(context, item);
}

/** Contract: TtsRequest. */
function speakRequest(context: IExecuteFunctions, item: number): TaskRequest {
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const json: IDataObject = {
		text: readText(context, item, 'text', 'Text'),
		voice_id: readVoice(context, item, 'voice', 'Voice'),
		language: readLanguage(context, item, 'language', 'Language'),
		...readSpeaker(context, item, options),
		...readProject(context, item, options),
	};
	return { kind: textToSpeech, path: '/tts', payload: { json }, wants: options };
}

/** Contract: TranslatedTtsRequest. */
function translateRequest(context: IExecuteFunctions, item: number): TaskRequest {
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const dictionaries = readDictionaries(context, item, options.dictionaries);
	const json: IDataObject = {
		text: readText(context, item, 'text', 'Text'),
		voice_id: readVoice(context, item, 'voice', 'Voice'),
		source_language: readLanguage(context, item, 'sourceLanguage', 'Source Language'),
		target_language: readLanguage(context, item, 'language', 'Target Language'),
		...readSpeaker(context, item, options),
		...(dictionaries.length ? { chosen_dictionaries: dictionaries } : {}),
		...readProject(context, item, options),
	};
	return { kind: translatedSpeech, path: '/translated-tts', payload: { json }, wants: options };
}
