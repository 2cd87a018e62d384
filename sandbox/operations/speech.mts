import { refusedValue } from '../apiError.mts';
import { streamLocales, tagOf } from '../languages.mts';
import { speechMedia, type AudioFormat } from '../media/audio.mts';
import { sampleFile } from '../media/files.mts';
import type { Media } from '../media/media.mts';
import type { Kind } from '../settings.mts';
import type { Task } from '../tasks.mts';
import type { Call, Operation, Operations } from './call.mts';
import { audioResult, linkTo, sized } from './results.mts';
import { createsTask, finishedRun, tellsResults, tellsStatus } from './tasks.mts';
import { voiceOf } from './voices.mts';

const SPEECH_KINDS: Kind[] = ['text-to-speech', 'translated-speech'];

function createsSpeech(kind: Kind, languageField: string): Operation {
	return createsTask(kind, (call) => ({
		text: String(call.body.text),
		tag: tagOf(call.body[languageField]),
		female: voiceOf(call, 'voice_id').gender === 2,
	}));
}

function render({ data }: Task, format: AudioFormat): Promise<Media> {
	const { text, tag, female } = data as { text: string; tag: string; female: boolean };
	return speechMedia({ text, tag, female }, format);
}

/** /tts-stream: the audio is in the reply. mp3 unless asked otherwise (notes, a2). */
const createTtsStream: Operation = (call) => {
	const { body, account, reply, log } = call;
	const language = String(body.language);
	if (!streamLocales.includes(language)) {
		const known = streamLocales.join(', ');
		throw refusedValue(['body', 'language'], `Language '${language}' is not one of ${known}`);
	}
	const female = voiceOf(call, 'voice_id').gender === 2;
	const { format = 'mp3' } = (body.output_configuration ?? {}) as { format?: string };
	const text = String(body.text);
	reply.header('X-Credits-Required', String(text.length));
	log.note = `${text.length} characters spoken as ${format}`;
	const source = () => {
		if (format === 'adts') return sampleFile('aac');
		const audioFormat = format.startsWith('pcm') ? 'pcm' : (format as AudioFormat);
		return speechMedia({ text, tag: tagOf(language), female }, audioFormat);
	};
	return sized(account, source)();
};

function bulkLink(call: Call, run: Task) {
	const format = call.account.settings.speechFormat;
	const link = linkTo(call, run, `audio.${format}`, () => render(run, format));
	return call.account.settings.bulkLinks === 'text' ? link : { output_url: link };
}

export const speechOperations: Operations = {
	createTtsStream,
	createTts: createsSpeech('text-to-speech', 'language'),
	getTtsStatus: tellsStatus('text-to-speech'),
	createTranslatedTts: createsSpeech('translated-speech', 'target_language'),
	getTranslatedTtsStatus: tellsStatus('translated-speech'),
	getTtsResult: audioResult(
		(call) => finishedRun(call, ...SPEECH_KINDS),
		(account) => account.settings.speechFormat,
		render,
	),
	getTtsResults: tellsResults(SPEECH_KINDS, bulkLink),
};
