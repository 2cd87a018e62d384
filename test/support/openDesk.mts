import type { Desk } from '../../nodes/shared/kinds/kind';
import type { FileWish } from '../../nodes/shared/media/save';
import { built } from './harness.mts';
import type { Answer, Answers } from './ride.mts';
import { rideWith } from './ride.mts';

const { openDesk } = built<typeof import('../../nodes/shared/task/desk')>(
	'nodes/shared/task/desk.js',
);

export const wish: FileWish = { name: 'speech-7', expect: 'audio' };
export const sound: Answer = { body: 'fLaC sound', headers: { 'content-type': 'audio/flac' } };
export const saved = { text: 'fLaC sound', name: 'speech-7.flac', mimeType: 'audio/flac' };
export const json = (body: unknown): Answer => ({
	body,
	headers: { 'content-type': 'application/json; charset=utf-8' },
});
export const LINK = 'https://files.example/a.flac';
/** The request for the result that `wish` is about. */
export const RESULT = 'GET /tts-result/7';
const none = undefined as never;

/** The desk that a kind gets, of an item whose requests are answered as told. */
export function openDeskWith(
	answers: Record<string, Answers>,
	changes: Parameters<typeof rideWith>[1] = {},
) {
	const given = rideWith(answers, changes);
	const more = { complete: none, completeEach: none, fetchEach: none };
	const desk: Desk = openDesk(given.ride, { language: 1 }, more);
	return { ...given, desk };
}
