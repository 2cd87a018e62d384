import { soundMedia, speechMedia } from '../media/audio.mts';
import type { Task } from '../tasks.mts';
import { sentencesIn } from '../transcripts.mts';
import type { Call, Operations } from './call.mts';
import { fileOf } from './files.mts';
import { linkTo, speechLink } from './results.mts';
import { createsTask, finishedRun, tellsResults, tellsStatus } from './tasks.mts';

const ENGLISH = { text: sentencesIn(1).join(' '), tag: 'en-us' };

function separated(call: Call, run: Task) {
	const background = { prompt: 'a quiet street', seconds: 8, type: 'sound' };
	return {
		foreground_audio_url: speechLink(call, run, 'foreground', ENGLISH),
		background_audio_url: linkTo(call, run, 'background.flac', () =>
			soundMedia(background, 'flac'),
		),
	};
}

export const separationOperations: Operations = {
	createAudioSeparation(call) {
		fileOf(call, 'media_file', 'aac', 'flac', 'mp3', 'wav');
		return createsTask('separation', () => ({}))(call);
	},
	getAudioSeparationStatus: tellsStatus('separation'),
	getAudioSeparationResult: (call) => separated(call, finishedRun(call, 'separation')),
	getAudioSeparationResults: tellsResults(['separation'], separated),
};

/** Voice design: the sample text, read in two ways. */
export const voiceDesignOperations: Operations = {
	createTextToVoice: createsTask('voice-design', () => ({})),
	getTextToVoiceStatus: tellsStatus('voice-design'),
	getTextToVoiceResult(call) {
		const run = finishedRun(call, 'voice-design');
		const text = String(run.request.text);
		return {
			previews: [false, true].map((female) =>
				linkTo(call, run, `preview-${female ? 2 : 1}.wav`, () =>
					speechMedia({ text, tag: 'en-us', female }, 'wav'),
				),
			),
		};
	},
};
