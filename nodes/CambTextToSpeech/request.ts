import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { readText } from '../shared/fields/check';
import { readLanguage } from '../shared/fields/language';
import { readProject } from '../shared/fields/project';
import { readVoice } from '../shared/fields/voice';
import type { TaskRequest } from '../shared/kinds/kind';
import { textToSpeech } from '../shared/kinds/textToSpeech';

/** One item's parameters as a request (contract: TtsRequest). Throws for bad input. */
export function request(context: IExecuteFunctions, item: number): TaskRequest {
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const json: IDataObject = {
		text: readText(context, item, 'text', 'Text'),
		voice_id: readVoice(context, item, 'voice', 'Voice'),
		language: readLanguage(context, item, 'language', 'Language'),
		...readProject(context, item, options),
		...(options.gender === undefined ? {} : { gender: Number(options.gender) }),
		...(options.age === undefined ? {} : { age: Number(options.age) }),
	};
	return { kind: textToSpeech, path: '/tts', payload: { json }, wants: options };
}
