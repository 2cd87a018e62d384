import type { SubtitleFormat } from '../../files/subtitles';
import { subtitles } from '../../files/subtitles';
import { SUBTITLE_FIELDS } from '../../parameters/subtitleFiles';
import type { JoinContext } from '../../tasks/directKind';
import type { Fetched, Output } from '../../tasks/kind';
import type { Joining } from './joinedSpeech';
import { joinSpeech } from './joinedSpeech';

/** How the turns of a conversation become one file. */
export interface ConversationJoining extends Joining {
	turns: Array<{ speaker: string; text: string }>;
	/** Which turn each piece is of: a long one is several. */
	turnOf: number[];
	/** The subtitle files to make. */
	subtitles: SubtitleFormat[];
}

/** A conversation in one file, with the time of each turn in seconds. An agent knows what is said. */
export async function joinConversation(
	outputs: Output[],
	context: JoinContext,
	{ turns, turnOf, subtitles: formats, ...joining }: ConversationJoining,
): Promise<Fetched> {
	const { json, binary = {}, spans = [] } = await joinSpeech(outputs, context, joining);
	const timed = turns.map(({ speaker, text }, turn) => {
		const own = spans.filter((_, piece) => turnOf[piece] === turn);
		return {
			start: rounded(own[0].startSeconds),
			end: rounded(own[own.length - 1].endSeconds),
			speaker,
			text,
		};
	});
	for (const format of formats) {
		const file = { name: 'speech', expect: 'text', extension: format } as const;
		const saved = await context.saveText(subtitles(timed.map(asHeard), format), file);
		binary[SUBTITLE_FIELDS[format]] = saved.binary;
	}
	return { json: { ...json, ...(context.isTool ? {} : { turns: timed }) }, binary };
}

/** Without the pauses that are written into it. */
function asHeard<Timed extends { text: string }>(turn: Timed): Timed {
	return { ...turn, text: turn.text.replace(/\s*<break\b[^<>]*>/gi, '') };
}

function rounded(seconds: number): number {
	return Math.round(seconds * 1000) / 1000;
}
