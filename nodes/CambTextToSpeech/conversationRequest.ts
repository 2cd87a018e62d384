import { cutText, lengthOf } from '../shared/core/cutText';
import { firstOf } from '../shared/errors/sentences';
import { joinConversation } from '../shared/kinds/speech/conversation';
import { streamedSpeech } from '../shared/kinds/speech/streamedSpeech';
import type { ItemParameters } from '../shared/parameters/parameter';
import { subtitleFiles } from '../shared/parameters/subtitleFiles';
import { shown } from '../shared/parameters/value';
import type { PiecedRequest } from '../shared/tasks/directKind';
import type { Speaker } from './conversationParameters';
import { conversationFormat, scriptField, speakers, turnPause } from './conversationParameters';
import { localeLanguage, LONGEST_STREAMED } from './parameters';
import type { Turn } from './script';
import { nameKey, readTurns } from './script';
import { outputOptions } from './streamOptions';
import { readSettings } from './streamRequest';

/** The API refuses shorter texts, in characters (contract notes, b). */
const SHORTEST = 3;

/**
 * One item's parameters as requests, one for each turn or piece of a long one (contract:
 * TtsStreamRequest). Throws for bad input.
 */
export function conversationRequest(from: ItemParameters): PiecedRequest {
	const { options, refuse } = from;
	const language = localeLanguage.read(from);
	const known = speakers.read(from);
	const names = known.map(({ name }) => name);
	const about = { label: scriptField.displayName, refuse };
	const turns = readTurns(from.valueOf(scriptField), names, about);
	const speakerOf = ({ speaker }: Turn): Speaker => {
		const found = known.find(({ name }) => nameKey(name) === nameKey(speaker));
		if (found) return found;
		throw refuse(
			`${shown(speaker)} in the script has no voice`,
			`Add this name to Speakers, which has: ${firstOf(names.map(shown), ', ')}. If it is no name, write the line without a colon.`,
		);
	};
	const format = conversationFormat.read(from);
	const json = readSettings(from, format);
	const pauseMs = (turnPause.read(options) ?? 0) * 1000;
	const pieces = turns.flatMap((turn, index) => {
		const speaker = speakerOf(turn);
		const own = { language: speaker.language ?? language, voice_id: speaker.voice, ...json };
		return cutText(turn.text, LONGEST_STREAMED, own.language).map(({ text }) => ({
			index,
			json: { text: text + '.'.repeat(Math.max(0, SHORTEST - lengthOf(text))), ...own },
		}));
	});
	const turnOf = pieces.map(({ index }) => index);
	const joining = {
		format,
		sampleRate: outputOptions.sampleRate.read(options),
		pausesMs: turnOf.map((turn, at) => (turn === turnOf[at + 1] ? 0 : pauseMs)),
		turns: turns.map((turn) => ({ ...turn, speaker: speakerOf(turn).name })),
		turnOf,
		subtitles: subtitleFiles.read(options),
	};
	return {
		pieces: pieces.map(({ json }) => ({
			kind: streamedSpeech,
			path: '/tts-stream',
			payload: { json },
			resultOptions: { format },
		})),
		join: async (outputs, context) => await joinConversation(outputs, context, joining),
	};
}
