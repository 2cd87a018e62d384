import { refusedValue, ApiError } from '../apiError.mts';
import { tagOf } from '../languages.mts';
import { speechMedia } from '../media/audio.mts';
import { LIBRARY_VOICES, nextVoiceId, type Voice } from '../voices.mts';
import type { Call, Operations } from './call.mts';
import { fileOf } from './files.mts';

/** Throws 422 unless the account has the voice that `body[field]` names. */
export function voiceOf({ account, body }: Call, field: string): Voice {
	const voice = account.voices.find(({ id }) => id === body[field]);
	if (!voice) throw refusedValue(['body', field], `Voice ${body[field]} does not exist`);
	return voice;
}

function listed({ account, links }: Call, voice: Voice) {
	const text = `Hello, I am ${voice.voice_name}.`;
	const speech = { text, tag: tagOf(voice.language ?? 1), female: voice.gender === 2 };
	const link = links.to(account, `voice-${voice.id}/sample.wav`, () => speechMedia(speech, 'wav'));
	return { ...voice, transcript: text, signed_url: link };
}

export const voiceOperations: Operations = {
	listVoices(call) {
		const voices = call.account.voices.map((voice) => listed(call, voice));
		return call.account.settings.voices === 'wrapped' ? { voices } : voices;
	},
	createCustomVoice(call) {
		fileOf(call, 'file', 'aac', 'flac', 'mp3', 'wav', 'ogg');
		const { account, body, log } = call;
		const id = nextVoiceId();
		account.voices.push({
			id,
			voice_name: String(body.voice_name),
			gender: Number(body.gender),
			age: Number(body.age ?? 30),
			language: body.language === undefined ? null : Number(body.language),
			description: body.description === undefined ? null : String(body.description),
			is_published: body.publish_voice_to_market_place === true,
		});
		log.note = `voice ${id} made`;
		return { voice_id: id };
	},
	deleteVoice({ account, params }) {
		const index = account.voices.findIndex(({ id }) => id === params.voice_id);
		if (index < 0) throw new ApiError(404, { detail: 'Voice not found' });
		if (LIBRARY_VOICES.includes(account.voices[index])) {
			throw new ApiError(403, { detail: 'You are not allowed to delete this voice' });
		}
		account.voices.splice(index, 1);
		return { status: 'ok' };
	},
};
