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
		saying("CAMB.AI returned a translation that can't be read", /translation itself is finished/),
	);
});

test('a text more or less than was sent is none, and Fetch Result gets what there is', async () => {
	await expect(fetchIn({ texts: ['Uno'] }, { count: 2 })).rejects.toMatchObject(
		saying(
			'CAMB.AI returned 1 translations for 2 texts',
			expect.stringContaining('Fetch Result') as string,
		),
	);
	expect((await fetchIn({ texts: ['Uno'] })).outputs).toHaveLength(1);
});

test('warns of a text that came back empty', async () => {
	const { warnings } = await fetchIn({ texts: ['Uno', ' '] });
	expect(warnings).toEqual(['CAMB.AI returned an empty text (translation, run ID 5)']);
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
	const read = async (body: string, headers: Record<string, string> = {}, isTool = false) =>
		await streamedTranslation.read(replyOf(Readable.from([Buffer.from(body)]), { headers }), {
			resultOptions: { language: 54 },
			field: 'data',
			isTool,
			save: async () => await Promise.reject(new Error('There is no file')),
		});
	const spanish = { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' };
	const json = { 'content-type': 'application/json' };

	test.each([
		['plain text', 'Hola', {}, 'Hola'],
		[
			'text that looks like a page',
			'<!doctype html><p>Hola',
			{ 'content-type': 'text/plain' },
			'<!doctype html><p>Hola',
		],
		['text that looks like JSON', '{"a": 1}', { 'content-type': 'text/plain' }, '{"a": 1}'],
		['a text in JSON', '"Hola"', json, 'Hola'],
		['plain text that is called JSON', 'Hola', json, 'Hola'],
	])('of %s', async (_name, body, headers, text) => {
		const output = await read(body, headers as Record<string, string>);
		expect(output).toEqual({ json: { text, texts: [text], ...spanish } });
	});

	test('says what it cost, and gives an agent no text twice', async () => {
		const output = await read('Hola', { 'x-credits-required': '4' }, true);
		expect(output).toEqual({ json: { text: 'Hola', ...spanish, credits: 4 } });
	});

	test.each([
		['nothing', ' \n', {}, ''],
		['a page', '<p>Wait', { 'content-type': 'text/html' }, 'Wait'],
		['an object', '{"detail":"No credits"}', json, 'No credits'],
		['a long list', `["${'x'.repeat(500)}"]`, json, `: ["${'x'.repeat(198)}. `],
	])('of %s is none', async (_name, body, headers, why) => {
		await expect(read(body, headers as Record<string, string>)).rejects.toMatchObject(
			saying(
				'The result did not arrive complete, but you may have been charged for it',
				expect.stringContaining(why) as string,
				{ httpCode: '200' },
			),
		);
	});
});
