import type { IDataObject } from 'n8n-workflow';
import { Readable } from 'node:stream';

import { streamedTranslation } from '../../nodes/shared/kinds/translation/streamedTranslation';
import { translation } from '../../nodes/shared/kinds/translation/translation';
import { replyOf } from '../support/reply.mts';
import { refusal, resultContextWith, saying } from '../support/resultContext.mts';

const RESULT = '/translation-result/5';

async function fetchIn(
	result: unknown,
	resultOptions: IDataObject = {},
	more: { isTool?: boolean; bulk?: unknown } = {},
) {
	const { isTool, bulk } = more;
	const there = { [RESULT]: result };
	const made = resultContextWith({ resultOptions, isTool, there });
	const outputs = await translation.fetch({ runId: 5, bulk }, made.resultContext);
	return { ...made, outputs };
}

test('a finished translation is one item with its texts in order', async () => {
	const { outputs, asked, warnings } = await fetchIn({ texts: ['Uno', 'Dos'] });
	expect(outputs).toEqual([{ json: { text: 'Uno\nDos', texts: ['Uno', 'Dos'] } }]);
	expect(asked).toEqual([[RESULT]]);
	expect(warnings).toEqual([]);
});

test('says its language where the node knows it', async () => {
	const { outputs } = await fetchIn({ texts: ['Uno'] }, { language: 54, count: 1 });
	expect(outputs[0].json).toMatchObject({ language: 54, languageTag: 'es-es' });
});

test('gives an agent no text twice', async () => {
	const one = await fetchIn({ texts: ['Uno'] }, {}, { isTool: true });
	expect(one.outputs).toEqual([{ json: { text: 'Uno' } }]);
	const two = await fetchIn({ texts: ['Uno', 'Dos'] }, {}, { isTool: true });
	expect(two.outputs).toEqual([{ json: { texts: ['Uno', 'Dos'] } }]);
});

test('a bulk result saves a request, unless it has no texts', async () => {
	const { outputs, asked } = await fetchIn(refusal(404), {}, { bulk: { texts: ['Uno'] } });
	expect(outputs[0].json.texts).toEqual(['Uno']);
	expect(asked).toEqual([]);
	const again = await fetchIn({ texts: ['Uno'] }, {}, { bulk: { texts: [null] } });
	expect(again.outputs[0].json.texts).toEqual(['Uno']);
});

test.each<[string, unknown]>([
	['nothing', null],
	['no list', { texts: 'Uno' }],
	['an empty list', { texts: [] }],
	['something else than texts', { texts: ['Uno', 2] }],
])('a result of %s is none', async (_name, result) => {
	await expect(fetchIn(result)).rejects.toMatchObject(
		saying(/can't be read/, /translation itself is finished/),
	);
});

test('a text more or less than was sent is none, and Fetch Result gets what there is', async () => {
	await expect(fetchIn({ texts: ['Uno'] }, { count: 2 })).rejects.toMatchObject(
		saying(/1 translations for 2 texts/, /Fetch Result/),
	);
	expect((await fetchIn({ texts: ['Uno'] })).outputs).toHaveLength(1);
});

test('warns of a text that came back empty', async () => {
	const { warnings } = await fetchIn({ texts: ['Uno', ' '] });
	expect(warnings).toEqual([expect.stringMatching(/empty text .*translation, run ID 5/)]);
});

describe('the pieces of a long list', () => {
	const join = translation.joinPieces as NonNullable<typeof translation.joinPieces>;
	const ids = { taskId: 't1', language: 54 };

	test('have all their texts in one item', () => {
		const pieces = [
			{ ...ids, text: 'Uno\nDos', texts: ['Uno', 'Dos'] },
			{ ...ids, taskId: 't2', text: 'Tres', texts: ['Tres'] },
		];
		expect(join(pieces, false)).toEqual({
			...ids,
			text: 'Uno\nDos\nTres',
			texts: ['Uno', 'Dos', 'Tres'],
		});
	});

	test('have them also as an agent gets them, where one text has no list', () => {
		expect(join([{ ...ids, texts: ['Uno', 'Dos'] }, { text: 'Tres' }], true)).toEqual({
			...ids,
			texts: ['Uno', 'Dos', 'Tres'],
		});
		expect(join([{ ...ids, text: 'Uno' }, { text: 'Dos' }], true)).toEqual({
			...ids,
			texts: ['Uno', 'Dos'],
		});
	});
});

describe('a translation in the response', () => {
	interface Given {
		headers?: Record<string, string>;
		isTool?: boolean;
		status?: number;
		text?: string;
	}
	const read = async (
		body: string | Buffer,
		{ headers = {}, isTool = false, status, text = 'Hello' }: Given = {},
	) =>
		await streamedTranslation.read(
			replyOf(Readable.from([Buffer.from(body)]), { headers, status }),
			{
				resultOptions: { language: 54 },
				field: 'data',
				isTool,
				sent: { json: { text } },
				save: async () => await Promise.reject(new Error('There is no file')),
				list: async () => undefined,
				warn() {},
			},
		);
	const spanish = { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' };
	const json = { 'content-type': 'application/json' };
	const plain = { 'content-type': 'text/plain' };
	const events = { 'content-type': 'text/event-stream; charset=utf-8' };

	test.each([
		['plain text', 'Hola', {}, 'Hola'],
		['a text in JSON', '"Hola"', json, 'Hola'],
		['plain text that is called JSON', 'Hola', json, 'Hola'],
		['a number in JSON', '42\n', json, '42'],
		['a footnote', '[1]', plain, '[1]'],
		['an object', '{"translation": "Hola", "status": "ok"}', json, 'Hola'],
		['an object as text', '{"translated_text": "Hola"}', plain, 'Hola'],
		['an object of one text', '{"texts": ["Hola"]}', json, 'Hola'],
		['an event stream', 'data: Ho\n\ndata: la\n\ndata: [DONE]\n\n', events, 'Hola'],
		['words in events', 'data: Hola,\n\ndata:  1\n\ndata: 2', events, 'Hola, 12'],
		['JSON in events', 'data: "Ho"\n\ndata: {"text": "la"}', events, 'Hola'],
		['text that is called events', 'Hola: data', events, 'Hola: data'],
		['text that looks like events', 'data: Hola', plain, 'data: Hola'],
		['words in quotes', '"Hola"', plain, '"Hola"'],
		['an event stream with spaces after its end', 'data: Hola\n\ndata: [DONE] ', events, 'Hola'],
	])('of %s', async (_name, body, headers, text) => {
		const output = await read(body, { headers: headers as Record<string, string> });
		expect(output).toEqual({ json: { text, texts: [text], ...spanish } });
	});

	test.each([
		['a page', '<!doctype html><p>Hello', '<!doctype html><p>Hola'],
		['JSON', '{"title": "Hello"}', '{"title": "Hola"}'],
		['JSON that speaks of errors', '{"error": "Wait"}', '{"error": "Espera"}'],
		['a template of JSON', '{"a": {{ b }}, "c": "Hello"}', '{"a": {{ b }}, "c": "Hola"}'],
		['a list in JSON', '["Hello"]', '["Hola"]'],
		['JSON whose quotes are translated, too', '{"title": "Hello"}', '{"title": «Hola»}'],
		['words in brackets', '[Hello]', '[Hola] {amigo}'],
	])('of %s is like it', async (_name, text, translated) => {
		expect((await read(translated, { text })).json.text).toBe(translated);
	});

	test('says what it cost, and gives an agent no text twice', async () => {
		const output = await read('Hola', { headers: { 'x-credits-required': '4' }, isTool: true });
		expect(output).toEqual({ json: { text: 'Hola', ...spanish, credits: 4 } });
	});

	test.each([
		['nothing', ' \n', {}, ''],
		['a page', '<p>Wait', { 'content-type': 'text/html' }, 'Wait'],
		['an object', '{"detail":"No credits"}', json, 'It says: No credits.'],
		['an object without a label', '{"detail":"No credits"}', {}, 'It says: No credits.'],
		['an object as text', '{"error":"No credits"}', plain, 'It says: No credits.'],
		['a list of what is wrong', '[{"msg":"No credits"}]', plain, 'No credits'],
		['JSON that broke off', '{"detail":"No cre', plain, 'No cre'],
		['JSON by name that broke off', '{"detail":"No cre', json, 'No cre'],
		['a page as text', '<!doctype html><p>Wait', plain, 'Wait'],
		['several texts', '{"texts": ["Hola", "Adiós"]}', json, 'Hola'],
		['null', 'null', json, 'null'],
		['false', 'false', json, 'false'],
		['no text in events', 'data: [DONE]\n\n', events, 'DONE'],
		['a refusal in events', 'data: Ho\n\ndata: {"detail": "Busy"}', events, 'Busy'],
		['a refusal by its event', 'data: Ho\n\nevent: error\ndata: Busy', events, 'Busy'],
		['bytes', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0x65]), plain, 'PK'],
		['bytes without a label', Buffer.from([0x89, 0x50, 0xff]), {}, 'P'],
	])('of %s is none', async (_name, body, headers, why) => {
		const given = { headers: headers as Record<string, string> };
		await expect(read(body, given)).rejects.toMatchObject(
			saying(
				/did not arrive complete.+may have been charged/,
				expect.stringContaining(why) as string,
				{ httpCode: '200' },
			),
		);
	});

	test.each(['{"title": "Hello"}', '{"error": "Wait"}'])('of %j is not nothing', async (text) => {
		for (const nothing of ['', ' \n']) {
			await expect(read(nothing, { text })).rejects.toThrow(/may have been charged/);
		}
	});

	test('that breaks off is told to have been lost', async () => {
		const body = new Readable({ read: () => body.destroy(new Error('It broke off')) });
		const context = { resultOptions: { language: 54 }, sent: { json: { text: 'Hello' } } };
		await expect(streamedTranslation.read(replyOf(body), context as never)).rejects.toMatchObject(
			saying(/did not arrive complete/, /.+/, { isLost: true }),
		);
	});

	test('of other JSON is no refusal', async () => {
		const text = '{"title": "Hello"}';
		await expect(read('{"detail":"No credits"}', { text })).rejects.toMatchObject({
			explanation: { description: expect.stringContaining('It says: No credits.') as string },
		});
	});

	test.each([202, 206])('of which HTTP %i is said is none', async (status) => {
		await expect(read('Hola', { status })).rejects.toMatchObject({
			explanation: { httpCode: String(status) },
		});
	});
});
