import type { IExecuteFunctions } from 'n8n-workflow';

import { built } from '../support/harness.mts';

type Module = typeof import('../../nodes/shared/media/save');
type FileWish = import('../../nodes/shared/media/save').FileWish;
const { saveText, isText } = built<Module>('nodes/shared/media/save.js');

describe('text that we made', () => {
	const saved = async (wish: Partial<FileWish>, wantedName?: string) => {
		const stored: unknown[] = [];
		const context = {
			helpers: {
				prepareBinaryData: async (...given: unknown[]) => {
					stored.push(...given);
					return { data: 'filesystem' };
				},
			},
		} as unknown as IExecuteFunctions;
		const file = await saveText(
			context,
			'Grüße',
			{ name: 'text', expect: 'text', ...wish },
			wantedName,
		);
		return { file, stored };
	};

	test.each<[Partial<FileWish>, string | undefined, string, string]>([
		[{ extension: 'srt' }, undefined, 'text.srt', 'application/x-subrip'],
		[{ extension: 'vtt', suffix: 'es' }, 'Talk.mp3', 'Talk-es.vtt', 'text/vtt'],
		[{}, undefined, 'text.txt', 'text/plain'],
		[{ extension: 'csv' }, undefined, 'text.csv', 'text/plain'],
	])('%j, called %j', async (wish, wantedName, fileName, mimeType) => {
		const { file, stored } = await saved(wish, wantedName);
		expect(stored).toEqual([Buffer.from('Grüße'), fileName, mimeType]);
		expect(file).toStrictEqual({
			binary: { data: 'filesystem' },
			json: { fileName, mimeType, fileSize: 7 },
		});
	});
});

test.each<[string, string | undefined, boolean]>([
	['<!DOCTYPE html>', undefined, true],
	['\n  <html>', undefined, true],
	['\ufeff<!DOCTYPE html>', undefined, true],
	['<?xml version="1.0"?>', undefined, true],
	['{"detail":"no"}', undefined, true],
	['{\n  "detail": "no"\n}', undefined, true],
	['ID3 <html>', undefined, false],
	['{ sound', undefined, false],
	['words', undefined, false],
	['words, a\ttab\r\nand lines', 'text/plain', true],
	['"no"', 'Application/JSON; charset=utf-8', true],
	['words', 'audio/mpeg', false],
	['words', 'x-text/plain', false],
	['sound\u0001', 'text/plain', false],
	['\ufffbsound\u0000', 'text/plain', false],
])('whether %j of type %j is text', (start, contentType, is) => {
	expect(isText(Buffer.from(start), contentType)).toBe(is);
});
