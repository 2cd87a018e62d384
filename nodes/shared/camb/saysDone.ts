import type { IDataObject } from 'n8n-workflow';

import { plain } from './apiWords';
import { isSpoiled } from './results';

const DONE =
	/\b(ok|success\w*|succeeded|done|completed?|finished|created|added|updated|changed|saved|deleted|removed|true|2\d\d)\b/i;
const NOT = /\b(not|no|unable|fail\w*|errors?)\b|n['’]t\b/i;

/**
 * Whether what a change is answered with under a status of success says that it was made: by its
 * status, or by its words where it has none (contract: Done). Something else, such as what was
 * changed, says so by coming. A refusal does not, nor what can't be read.
 */
export function saysDone(answer: unknown): boolean {
	if (typeof answer !== 'object') return areDone(String(answer));
	if (answer === null) return false;
	const { error, success, status, detail, message } = answer as IDataObject;
	if (error) return false;
	const told = success ?? status ?? detail ?? message;
	return told === undefined || areDone(plain(told));
}

function areDone(words: string): boolean {
	return !isSpoiled(words) && DONE.test(words) && !NOT.test(words);
}
