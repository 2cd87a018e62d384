import { ApiError, refusedValue } from '../apiError.mts';
import { streamLocales, tagOf } from '../languages.mts';
import { speechMedia, type AudioFormat } from '../media/audio.mts';
import { sampleFile } from '../media/files.mts';
import type { Media } from '../media/media.mts';
import { hugePcm, hugeWav } from '../media/wav.mts';
import type { Kind } from '../settings.mts';
import type { Task } from '../tasks.mts';
import { isIssued } from '../voices.mts';
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

const SHORTEST_SPEECH = 6;
/** What the 8.1 models don't take (TtsInferenceOptions in the contract). */
const NOT_IN_8_1 = [
	'stability',
	'temperature',
	'speaker_similarity',
	'localize_speaker_weight',
	'acoustic_quality_boost',
];

/** What no schema can check, as public programs saw it refused (notes, d). */
function checkTtsStream({ body, account }: Call): void {
	const { language, text, voice_id: voice, speech_model: model = 'mars-8.1-flash-beta' } = body;
	if (!streamLocales.includes(String(language))) {
		const known = streamLocales.join(', ');
		const loc = account.settings.localeLoc === 'body' ? ['body'] : ['body', 'language'];
		throw refusedValue(loc, `Language '${language}' is not one of ${known}`);
	}
	if (account.settings.shortSpeech === 'refused' && String(text).length < SHORTEST_SPEECH) {
		throw refusedValue(['body', 'text'], `Text is shorter than ${SHORTEST_SPEECH} characters`);
	}
	if (isIssued(Number(voice)) && !account.voices.some(({ id }) => id === voice)) {
		throw new ApiError(403, { detail: 'You are not allowed to use this voice_id' });
	}
	const options = Object.keys(body.inference_options ?? {});
	if (String(model).startsWith('mars-8.1') && options.some((name) => NOT_IN_8_1.includes(name))) {
		throw new ApiError(500, { detail: 'Internal Server Error' });
	}
}

/** /tts-stream: the audio is in the reply. FLAC unless asked otherwise (notes, a2). */
const createTtsStream: Operation = (call) => {
	const { body, account, reply, log } = call;
	checkTtsStream(call);
	const language = String(body.language);
	const female = voiceOf(call, 'voice_id').gender === 2;
	const { format = 'flac' } = (body.output_configuration ?? {}) as { format?: string };
	const text = String(body.text);
	reply.header('X-Credits-Required', String(text.length));
	log.note = `${text.length} characters spoken as ${format}`;
	const isRaw = format.startsWith('pcm');
	const source = () => {
		if (format === 'adts') return sampleFile('aac');
		const audioFormat = isRaw ? 'pcm' : (format as AudioFormat);
		return speechMedia({ text, tag: tagOf(language), female }, audioFormat);
	};
	return sized(account, source, isRaw ? hugePcm : hugeWav)();
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
