import { translatedSpeech } from '../../nodes/shared/kinds/speech/translatedSpeech';
import { refusal, resultContextWith, sources } from '../support/resultContext.mts';

const SOUND = '/tts-result/5';
const TEXTS = '/translation-result/5';

async function fetchWith(texts: unknown) {
	const made = resultContextWith({ there: { [SOUND]: undefined, [TEXTS]: texts } });
	const [item, ...others] = await translatedSpeech.fetch({ runId: 5 }, made.resultContext as never);
	expect(others).toEqual([]);
	expect(sources(item.binary)).toEqual({ data: SOUND });
	return { ...made, json: item.json };
}
const file = { fileName: 'translated-speech-5', mimeType: 'audio' };

test('a translated speech says what is spoken in it', async () => {
	const { json, asked, warnings } = await fetchWith({ texts: ['Uno', 'Dos'] });
	expect(json).toEqual({ text: 'Uno\nDos', ...file });
	expect(asked.at(-1)).toEqual([TEXTS]);
	expect(warnings).toEqual([]);
});

test.each<[string, unknown]>([
	['is refused', refusal(404)],
	['is none', { texts: [] }],
])('it is complete where the text %s, and says which one is missing', async (_name, texts) => {
	const { json, warnings } = await fetchWith(texts);
	expect(json).toEqual(file);
	expect(warnings).toEqual([expect.stringMatching(/no translated text \(.*run ID 5\)/)]);
});
