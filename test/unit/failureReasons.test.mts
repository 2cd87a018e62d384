import { explainFailedTask } from '../../nodes/shared/camb/failureReasons';

describe("CAMB.AI's reasons in plain words", () => {
	test.each<[reason: string, message: string, advice: string]>([
		[
			'HARMFUL_CONTENT_DETECTED',
			'CAMB.AI found the content harmful',
			'Change the text or the media, then try again.',
		],
		[
			'VOICE_CONVERSION_ERROR',
			'CAMB.AI could not convert the voice',
			'Try another voice, or a recording with clearer speech.',
		],
		['PROCESSING_ERROR', 'CAMB.AI could not process the task', 'Try again later.'],
		['SOURCE_TOO_LONG', 'The media is too long for your CAMB.AI plan', 'Send a shorter file.'],
		['SOURCE_TOO_LARGE', 'The media is too large for CAMB.AI', 'Send a smaller file.'],
		[
			'SOURCE_TYPE_NOT_SUPPORTED',
			'CAMB.AI does not support this type of media',
			'Send MP3, WAV, AAC, FLAC, MP4, MOV or MXF.',
		],
		[
			'ERROR_DOWNLOADING_SOURCE',
			'CAMB.AI could not download the media',
			'Check that the link opens without logging in.',
		],
		[
			'TOO_MANY_GDRIVE_REQUESTS',
			'Google Drive is limiting downloads by CAMB.AI for now',
			'Wait a few hours, or host the file elsewhere.',
		],
		[
			'SOURCE_BLOCKED_IN_REGION',
			"The media is blocked in CAMB.AI's region",
			'Host the file elsewhere.',
		],
		['SOURCE_IS_AGE_RESTRICTED', 'The media is age-restricted', 'Host the file elsewhere.'],
		['SOURCE_NOT_FOUND', 'CAMB.AI found no media at the link', 'Check the link.'],
		[
			'MISMATCHED_SOURCE_CODEC',
			'The codec of the media does not match its file type',
			'Convert the file again, for example to MP4 or WAV.',
		],
		[
			'CONTENT_DOES_NOT_MATCH_EXTENSION',
			'The content of the file does not match its name',
			'Give the file the right extension.',
		],
		['INVALID_SOURCE_DATA', 'CAMB.AI could not read the media', 'Check that the file plays.'],
		['VIDEO_DOES_NOT_HAVE_AUDIO_STREAMS', 'The video has no audio', 'Send a video with speech.'],
		[
			'MASTERING_OUT_OF_RANGE',
			'The loudness of the media is out of range',
			'Normalize its loudness, then try again.',
		],
		[
			'INVALID_AUDIO_TRACKS_SELECTION',
			'The media does not have the selected audio tracks',
			'Check Selected Audio Tracks: the first track is 0.',
		],
		[
			'PAYMENT_REQUIRED',
			'The CAMB.AI account is out of credits',
			'Add credits in CAMB.AI Studio, then try again.',
		],
		['FORBIDDEN', 'This API key is not allowed to do this', 'Check your plan in CAMB.AI Studio.'],
		['INTERNAL_ERROR', 'CAMB.AI could not finish the task', 'Try again later.'],
	])('%s: %s', (reason, message, advice) => {
		const description = `CAMB.AI says: ${reason}. ${advice}`;
		expect(explainFailedTask('ERROR', reason)).toEqual({ isOver: true, message, description });
	});

	test('are known in small letters too', () => {
		expect(explainFailedTask('ERROR', 'source_not_found')).toEqual({
			isOver: true,
			message: 'CAMB.AI found no media at the link',
			description: 'CAMB.AI says: source_not_found. Check the link.',
		});
	});
});

test.each<[Parameters<typeof explainFailedTask>, message: string, description: string]>([
	[
		['PAYMENT_REQUIRED'],
		'The CAMB.AI account is out of credits',
		'Add credits in CAMB.AI Studio, then try again.',
	],
	[['TIMEOUT'], 'CAMB.AI ran out of time for the task', 'Try again later, or with shorter input.'],
	[
		['TIMEOUT', 'SOURCE_TOO_LONG'],
		'The media is too long for your CAMB.AI plan',
		'CAMB.AI says: SOURCE_TOO_LONG. Send a shorter file.',
	],
	[
		['TIMEOUT', 'SOMETHING_NEW'],
		'CAMB.AI ran out of time for the task',
		'CAMB.AI says: SOMETHING_NEW. Try again later, or with shorter input.',
	],
	[['ERROR'], 'CAMB.AI ended the task with status ERROR', 'Check the input, then try again.'],
	[
		['FAILED', 'SOMETHING_NEW', 'no voice'],
		'CAMB.AI ended the task with status FAILED',
		'CAMB.AI says: SOMETHING_NEW, no voice. Check the input, then try again.',
	],
	[
		['FAILED', undefined, 'no voice'],
		'CAMB.AI ended the task with status FAILED',
		'CAMB.AI says: no voice. Check the input, then try again.',
	],
])('a task that ended with %j', (given, message, description) => {
	expect(explainFailedTask(...given)).toEqual({ isOver: true, message, description });
});
