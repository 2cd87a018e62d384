import { tagOf } from '../languages.mts';
import type { Task } from '../tasks.mts';
import type { Operations } from './call.mts';
import { createsTask, finishedRun, tellsResults, tellsStatus } from './tasks.mts';

/** The sandbox knows no languages: it says which one the text would be in. */
const translated = (text: string, language: unknown) => `[${tagOf(language)}] ${text}`;

/** Of a translation, or of translated speech, which has one text. */
function result({ request }: Task) {
	const texts = (request.texts ?? [request.text]) as string[];
	return { texts: texts.map((text) => translated(text, request.target_language)) };
}

export const translationOperations: Operations = {
	createTranslation: createsTask('translation', () => ({})),
	getTranslationStatus: tellsStatus('translation'),
	getTranslationResult: (call) => result(finishedRun(call, 'translation', 'translated-speech')),
	getTranslationResults: tellsResults(['translation'], (_call, run) => result(run)),
	translateStream({ body, reply }) {
		reply.type('text/plain; charset=utf-8');
		reply.header('X-Credits-Required', String(String(body.text).length));
		return translated(String(body.text), body.target_language);
	},
};
