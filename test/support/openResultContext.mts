import type { SaveAs } from '../../nodes/shared/files/save';
import type { ResultContext } from '../../nodes/shared/tasks/kind';
import { openResultContext } from '../../nodes/shared/tasks/resultContext';
import type { Answer, Answers } from './itemContext.mts';
import { itemContextWith } from './itemContext.mts';

export const saveAs: SaveAs = { name: 'speech-7', expect: 'audio' };
export const sound: Answer = { body: 'fLaC sound', headers: { 'content-type': 'audio/flac' } };
export const saved = { text: 'fLaC sound', name: 'speech-7.flac', mimeType: 'audio/flac' };
export const json = (body: unknown): Answer => ({
	body,
	headers: { 'content-type': 'application/json; charset=utf-8' },
});
export const LINK = 'https://files.example/a.flac';
/** The request for the result that `saveAs` is about. */
export const RESULT = 'GET /tts-result/7';
const none = undefined as never;
/** Until when a request for the result waits: two minutes, though Max Wait is one. */
export const UNTIL = 1_000_000 + 120_000;

/** The ResultContext that a kind gets, of an item whose requests are answered as told. */
export function openResultContextWith(
	answers: Record<string, Answers>,
	changes: Parameters<typeof itemContextWith>[1] = {},
) {
	const given = itemContextWith(answers, changes);
	const step = { resultOptions: { language: 1 }, stepEnds: given.clock.now() + 60_000 };
	const more = { complete: none, fetchEach: none };
	const resultContext: ResultContext = openResultContext(given.itemContext, step, more);
	return { ...given, resultContext };
}
