import type { PollingPolicy } from '../core/schedule';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Speech and sound take seconds (contract notes, c). */
export const SECONDS_LONG: PollingPolicy = {
	shortestGapMs: SECOND,
	longestGapMs: 15 * SECOND,
	maxWaitMs: 15 * MINUTE,
	inMemoryMs: MINUTE,
};

/** A transcription takes a minute or more for half a minute of audio; subtitles and separations likewise. */
export const MINUTES_LONG: PollingPolicy = {
	shortestGapMs: 2 * SECOND,
	longestGapMs: 30 * SECOND,
	maxWaitMs: 60 * MINUTE,
};

/** Dubs and stories may take hours. */
export const HOURS_LONG: PollingPolicy = {
	shortestGapMs: 5 * SECOND,
	longestGapMs: 60 * SECOND,
	maxWaitMs: 180 * MINUTE,
};
