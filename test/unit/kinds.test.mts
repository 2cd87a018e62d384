import type { Kind } from '../../nodes/shared/tasks/kind';

import { kinds, kindByName } from '../../nodes/shared/kinds/index';
import { streamedSpeech } from '../../nodes/shared/kinds/speech/streamedSpeech';
import { streamedTranslation } from '../../nodes/shared/kinds/translation/streamedTranslation';

/** Saved in workflows and items by their names; in the order in which people look for them. */
const known = [
	['text-to-speech', 'Text to Speech', '/tts', '/tts-results', 'seconds'],
	['translated-speech', 'Translated Speech', '/translated-tts', '/tts-results', 'seconds'],
	['dub', 'Dub', '/dub', '/dubbing-results', 'hours'],
	['transcription', 'Transcription', '/transcribe', undefined, 'minutes'],
	['subtitles', 'Subtitles', '/sub', undefined, 'minutes'],
	['translation', 'Translation', '/translate', '/translation-results', 'seconds'],
	['story', 'Story', '/story', undefined, 'hours'],
	['translated-story', 'Translated Story', '/translated-story', undefined, 'hours'],
	['story-setup', 'Story Setup', '/story', undefined, 'hours'],
	['text-to-sound', 'Text to Sound', '/text-to-sound', '/text-to-sound-results', 'seconds'],
	['separation', 'Audio Separation', '/audio-separation', '/audio-separation-results', 'minutes'],
	['voice-design', 'Voice Design', '/text-to-voice', undefined, 'seconds'],
	['project-setup', 'Project Setup', '/project-setup', undefined, 'minutes'],
] as const;

/** In seconds: between two checks at least and at most, and in all. */
const pollingPolicy = {
	seconds: [1, 15, 15 * 60],
	minutes: [2, 30, 60 * 60],
	hours: [5, 60, 180 * 60],
};

test('Fetch Result knows these kinds', () => {
	expect(kinds.map(({ name, label }) => [name, label])).toEqual(
		known.map(([name, label]) => [name, label]),
	);
});

test.each(known)('%s (%s) is checked at %s, fetched at %s, and takes %s', (...row) => {
	const [name, , statusPath, bulkPath, long] = row;
	const kind = kindByName(name);
	expect(kind).toMatchObject({ name, statusPath });
	expect(kind?.bulkPath).toBe(bulkPath);
	expect(inSeconds(kind)).toEqual(pollingPolicy[long]);
});

test('a name that is no kind gives none', () => {
	expect(kindByName('')).toBeUndefined();
});

test.each([
	['streamed-speech', streamedSpeech],
	['streamed-translation', streamedTranslation],
])('%s has no task: nothing to check, nothing to fetch later', (name, kind) => {
	expect(kind).toMatchObject({ name });
	expect(kind).not.toHaveProperty('statusPath');
	expect(kind.pollingPolicy.maxWaitMs).toBe(15 * 60_000);
	expect(kindByName(name)).toBeUndefined();
});

test.each([
	['text-to-speech', undefined],
	['translated-speech', undefined],
	['dub', undefined],
	['transcription', undefined],
	['translation', undefined],
	['story', undefined],
	['text-to-sound', undefined],
	['subtitles', undefined],
	['separation', undefined],
	['voice-design', undefined],
	['project-setup', undefined],
	['translated-story', true],
	['story-setup', true],
])('whether %s may be finished without a run: %j', (name, may) => {
	expect(kindByName(name)?.runIdOptional).toBe(may);
});

function inSeconds(kind: Kind | undefined) {
	const { shortestGapMs = 0, longestGapMs = 0, maxWaitMs = 0 } = kind?.pollingPolicy ?? {};
	return [shortestGapMs, longestGapMs, maxWaitMs].map((ms) => ms / 1000);
}
