import type { IExecuteFunctions } from 'n8n-workflow';

import { streamedTranslation } from '../shared/kinds/translation/streamedTranslation';
import { translation } from '../shared/kinds/translation/translation';
import { dictionaries } from '../shared/parameters/dictionaries';
import type { ItemParameters } from '../shared/parameters/parameter';
import { parametersOf, readAll } from '../shared/parameters/parameter';
import { readProject } from '../shared/parameters/project';
import type { DirectRequest } from '../shared/tasks/directKind';
import type { TaskRequest } from '../shared/tasks/kind';
import { delivery, sourceLanguage, targetLanguage, taskWording, wording } from './parameters';
import { inPieces } from './pieces';
import { texts } from './texts';

/** One item's parameters as its requests. Throws for bad input. */
export function request(context: IExecuteFunctions, item: number): TaskRequest[] | DirectRequest {
	const from = parametersOf(context, item);
	return delivery.read(from) === 'stream' ? streamRequest(from) : taskRequests(from);
}

/** One for each piece of a long list (contract: TranslationRequest). */
function taskRequests(from: ItemParameters): TaskRequest[] {
	const { options } = from;
	const language = targetLanguage.read(from);
	const json = {
		source_language: sourceLanguage.read(from),
		target_language: language,
		...readAll(options, taskWording),
		chosen_dictionaries: dictionaries.read(options),
		...readProject(options),
	};
	return inPieces(texts.read(from)).map((piece) => ({
		kind: translation,
		path: '/translate',
		payload: { json: { texts: piece, ...json } },
		resultOptions: { language, count: piece.length },
	}));
}

/** Contract: TranslationStreamRequest. */
function streamRequest(from: ItemParameters): DirectRequest<{ language: number }> {
	const { options } = from;
	const language = targetLanguage.read(from);
	const json = {
		text: onlyOne(from),
		source_language: sourceLanguage.read(from),
		target_language: language,
		...readAll(options, wording),
		...readProject(options),
	};
	return {
		kind: streamedTranslation,
		path: '/translation/stream',
		payload: { json },
		resultOptions: { language },
	};
}

function onlyOne(from: ItemParameters): string {
	const [text, ...more] = texts.read(from);
	if (more.length === 0) return text;
	throw from.refuse(
		`Text is a list of ${more.length + 1} texts, and the response takes one`,
		'Set Delivery to As a Task, or use one item for each text, for example with the Split Out node.',
	);
}
