import { shorten } from './apiWords';

/** What happened and what to do, by CAMB.AI's reason (contract: ExceptionReason). */
const REASONS: Record<string, [message: string, advice: string]> = {
	HARMFUL_CONTENT_DETECTED: [
		'CAMB.AI found the content harmful',
		'Change the text or the media, then try again.',
	],
	VOICE_CONVERSION_ERROR: [
		'CAMB.AI could not convert the voice',
		'Try another voice, or a recording with clearer speech.',
	],
	PROCESSING_ERROR: ['CAMB.AI could not process the task', 'Try again later.'],
	SOURCE_TOO_LONG: ['The media is too long for your CAMB.AI plan', 'Send a shorter file.'],
	SOURCE_TOO_LARGE: ['The media is too large for CAMB.AI', 'Send a smaller file.'],
	SOURCE_TYPE_NOT_SUPPORTED: [
		'CAMB.AI does not support this type of media',
		'Send MP3, WAV, AAC, FLAC, MP4, MOV or MXF.',
	],
	ERROR_DOWNLOADING_SOURCE: [
		'CAMB.AI could not download the media',
		'Check that the link opens without logging in.',
	],
	TOO_MANY_GDRIVE_REQUESTS: [
		'Google Drive is limiting downloads by CAMB.AI for now',
		'Wait a few hours, or host the file elsewhere.',
	],
	SOURCE_BLOCKED_IN_REGION: [
		"The media is blocked in CAMB.AI's region",
		'Host the file elsewhere.',
	],
	SOURCE_IS_AGE_RESTRICTED: ['The media is age-restricted', 'Host the file elsewhere.'],
	SOURCE_NOT_FOUND: ['CAMB.AI found no media at the link', 'Check the link.'],
	MISMATCHED_SOURCE_CODEC: [
		'The codec of the media does not match its file type',
		'Convert the file again, for example to MP4 or WAV.',
	],
	CONTENT_DOES_NOT_MATCH_EXTENSION: [
		'The content of the file does not match its name',
		'Give the file the right extension.',
	],
	INVALID_SOURCE_DATA: ['CAMB.AI could not read the media', 'Check that the file plays.'],
	VIDEO_DOES_NOT_HAVE_AUDIO_STREAMS: ['The video has no audio', 'Send a video with speech.'],
	MASTERING_OUT_OF_RANGE: [
		'The loudness of the media is out of range',
		'Normalize its loudness, then try again.',
	],
	INVALID_AUDIO_TRACKS_SELECTION: [
		'The media does not have the selected audio tracks',
		'Check Selected Audio Tracks: the first track is 0.',
	],
	PAYMENT_REQUIRED: [
		'The CAMB.AI account is out of credits',
		'Add credits in CAMB.AI Studio, then try again.',
	],
	FORBIDDEN: ['This API key is not allowed to do this', 'Check your plan in CAMB.AI Studio.'],
	INTERNAL_ERROR: ['CAMB.AI could not finish the task', 'Try again later.'],
};

/** Status words that say as much as a reason. */
const BY_STATUS: Record<string, [message: string, advice: string]> = {
	PAYMENT_REQUIRED: REASONS.PAYMENT_REQUIRED,
	TIMEOUT: ['CAMB.AI ran out of time for the task', 'Try again later, or with shorter input.'],
};

/** Says in plain words why a task ended badly. */
export function explainFailedTask(status: string, reason?: string, words?: string) {
	const known = (reason && REASONS[reason.toUpperCase()]) || BY_STATUS[status];
	const [message, advice] = known ?? [
		`CAMB.AI ended the task with status ${status}`,
		'Check the input, then try again.',
	];
	const details = shorten([reason, words].filter(Boolean).join(', '));
	const why = details ? `CAMB.AI says: ${details}.` : '';
	return { isOver: true, message, why, description: why ? `${why} ${advice}` : advice };
}
