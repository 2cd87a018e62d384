import type { ConversationJoining } from '../../nodes/shared/kinds/speech/conversation';
import { joinConversation } from '../../nodes/shared/kinds/speech/conversation';
import { encodeWav } from '../../sandbox/media/wav.mts';
import { joinContextWith, spokenPiece } from '../support/joinContext.mts';
import { tone } from '../support/joined.mts';

/** Three turns, of which the second is spoken in two pieces. */
const joining: ConversationJoining = {
	format: 'wav',
	pausesMs: [500, 0, 500, 0],
	turns: [
		{ speaker: 'Anna', text: 'Hello.' },
		{ speaker: 'Ben', text: 'It is a long story. It is told in two.' },
		{ speaker: 'Anna', text: 'Bye.' },
	],
	turnOf: [0, 1, 1, 2],
	subtitles: [],
};
const SECONDS = [1, 1 / 3, 2, 0.5];
const timed = [
	{ start: 0, end: 1 },
	{ start: 1.5, end: 3.833 },
	{ start: 4.333, end: 4.833 },
].map((times, turn) => ({ ...times, ...joining.turns[turn] }));

async function join(changes: Partial<ConversationJoining> = {}, isTool = false) {
	const { joinContext, saved } = joinContextWith({ isTool });
	const outputs = SECONDS.map((seconds) =>
		spokenPiece(encodeWav(tone(300, seconds)), 'speech.wav'),
	);
	const whole = await joinConversation(outputs, joinContext, { ...joining, ...changes });
	return { ...whole, saved };
}

test('a conversation says when each turn is spoken, a long one from its first piece to its last', async () => {
	const { json, binary, saved } = await join();
	expect(json).toEqual({ fileName: 'speech.wav', durationSeconds: 4.833, turns: timed });
	expect(Object.keys(binary ?? {})).toEqual(['data']);
	expect(saved).toHaveLength(1);
});

test('an agent is not told what it had said itself', async () => {
	const { json } = await join({}, true);
	expect(json).toEqual({ fileName: 'speech.wav', durationSeconds: 4.833 });
});

test('each subtitle file has its field, and each turn its time in it', async () => {
	const { binary, saved } = await join({ subtitles: ['srt', 'txt'] });
	expect(Object.keys(binary ?? {})).toEqual(['data', 'subtitles_srt', 'transcript_txt']);
	const [, srt, txt] = saved;
	expect(srt).toMatchObject({ name: 'speech', expect: 'text', extension: 'srt' });
	expect(srt.content.toString()).toContain('00:00:01,500 --> ');
	expect(txt).toMatchObject({ name: 'speech', expect: 'text', extension: 'txt' });
	expect(txt.content.toString()).toContain('told in two.');
});

test('subtitles do not show the pauses that are written into a turn', async () => {
	const text = 'Wait <break time="1s"/> for it. 1 < 2 > 0. [laughter]';
	const turns = [{ speaker: 'Anna', text }, ...joining.turns.slice(1)];
	const { json, saved } = await join({ turns, subtitles: ['txt'] });
	expect(json.turns).toMatchObject([{ text }, {}, {}]);
	expect(saved[1].content.toString()).toContain('Wait for it. 1 < 2 > 0. [laughter]');
});

test('pauses that are written into a turn are heard, and not read', async () => {
	const text = 'Well <break time="1s"/>, hello<break time="2s"/>.';
	const turns = joining.turns.map((turn) => ({ ...turn, text }));
	const { json, saved } = await join({ turns, subtitles: ['txt'] });
	expect(saved[1].content.toString()).toContain('Well, hello.');
	expect(json.turns).toMatchObject([{ text }, { text }, { text }]);
});
