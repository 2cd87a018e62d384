import { soundMedia, type AudioFormat } from '../media/audio.mts';
import type { Media } from '../media/media.mts';
import type { Task } from '../tasks.mts';
import type { Operations } from './call.mts';
import { audioResult, linkTo } from './results.mts';
import { createsTask, finishedRun, tellsResults, tellsStatus } from './tasks.mts';

function render({ request }: Task, format: AudioFormat): Promise<Media> {
	const {
		prompt,
		duration = 8,
		audio_type: type = 'sound',
	} = request as {
		prompt: string;
		duration?: number;
		audio_type?: string;
	};
	// Music ignores the duration (contract, TextToSoundRequest).
	const seconds = type === 'music' ? 8 : Math.max(0.1, duration);
	return soundMedia({ prompt, seconds, type }, format);
}

export const soundOperations: Operations = {
	createTextToSound: createsTask('text-to-sound', () => ({})),
	getTextToSoundStatus: tellsStatus('text-to-sound'),
	getTextToSoundResult: audioResult(
		(call) => finishedRun(call, 'text-to-sound'),
		(account) => account.settings.soundFormat,
		render,
	),
	getTextToSoundResults: tellsResults(['text-to-sound'], (call, run) => {
		const format = call.account.settings.soundFormat;
		return { output_url: linkTo(call, run, `audio.${format}`, () => render(run, format)) };
	}),
};
