import { explainFailedTask } from '../../nodes/shared/camb/failureReasons';

/** What happened and what to do, by the word without which it would not be said. */
const REASONS: Array<[reason: string, message: RegExp, advice: RegExp]> = [
	['HARMFUL_CONTENT_DETECTED', /harmful/, /Change/],
	['VOICE_CONVERSION_ERROR', /voice/, /another voice/],
	['PROCESSING_ERROR', /process/, /later/],
	['SOURCE_TOO_LONG', /too long/, /shorter/],
	['SOURCE_TOO_LARGE', /too large/, /smaller/],
	['SOURCE_TYPE_NOT_SUPPORTED', /type/, /MP3, WAV, AAC, FLAC, MP4, MOV/],
	['ERROR_DOWNLOADING_SOURCE', /download/, /link/],
	['TOO_MANY_GDRIVE_REQUESTS', /Google Drive/, /hours|elsewhere/],
	['SOURCE_BLOCKED_IN_REGION', /region/, /elsewhere/],
	['SOURCE_IS_AGE_RESTRICTED', /age-restricted/, /elsewhere/],
	['SOURCE_NOT_FOUND', /no media/, /link/],
	['MISMATCHED_SOURCE_CODEC', /codec/, /Convert/],
	['CONTENT_DOES_NOT_MATCH_EXTENSION', /name/, /extension/],
	['INVALID_SOURCE_DATA', /read/, /plays/],
	['VIDEO_DOES_NOT_HAVE_AUDIO_STREAMS', /no audio/, /with speech/],
	['MASTERING_OUT_OF_RANGE', /loudness/, /Normalize/],
	['INVALID_AUDIO_TRACKS_SELECTION', /audio tracks/, /Selected Audio Tracks.+0/],
	['PAYMENT_REQUIRED', /credits/, /Add credits/],
	['FORBIDDEN', /not allowed/, /plan/],
	['INTERNAL_ERROR', /not finish/, /later/],
];

test.each(REASONS)(
	'%s is told in plain words, and as CAMB.AI says it',
	(reason, message, advice) => {
		for (const said of [reason, reason.toLowerCase()]) {
			const told = explainFailedTask('ERROR', said);
			expect(told).toEqual({
				isOver: true,
				message: expect.stringMatching(message),
				why: `CAMB.AI says: ${said}.`,
				description: expect.stringMatching(advice),
			});
			expect(told.description.startsWith(`CAMB.AI says: ${said}. `)).toBe(true);
		}
	},
);

test.each<[Parameters<typeof explainFailedTask>, message: RegExp, description: RegExp]>([
	[['PAYMENT_REQUIRED'], /credits/, /^Add credits/],
	[['TIMEOUT'], /out of time/, /^Try again.+shorter/],
	[['TIMEOUT', 'SOURCE_TOO_LONG'], /too long/, /^CAMB\.AI says: SOURCE_TOO_LONG\. .*shorter/],
	[['TIMEOUT', 'SOMETHING_NEW'], /out of time/, /^CAMB\.AI says: SOMETHING_NEW\. .*shorter/],
	[['ERROR'], /status ERROR/, /^Check the input/],
	[['FAILED', 'NEW', 'no voice'], /status FAILED/, /^CAMB\.AI says: NEW, no voice\. Check/],
	[['FAILED', undefined, 'no voice'], /status FAILED/, /^CAMB\.AI says: no voice\. Check/],
])('a task that ended with %j', (given, message, description) => {
	const told = explainFailedTask(...given);
	expect(told.isOver).toBe(true);
	expect(told.message).toMatch(message);
	expect(told.description).toMatch(description);
});
