import type { IExecuteFunctions } from 'n8n-workflow';

import { saveText } from '../../nodes/shared/files/save';

type SaveAs = import('../../nodes/shared/files/save').SaveAs;

describe('text that we made', () => {
	const saved = async (saveAs: Partial<SaveAs>, wantedName?: string) => {
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
			'\ufeffGrüße',
			{ name: 'text', expect: 'text', ...saveAs },
			wantedName,
		);
		return { file, stored };
	};

	test.each<[Partial<SaveAs>, string | undefined, string, string]>([
		[{ extension: 'srt' }, undefined, 'text.srt', 'application/x-subrip'],
		[{ extension: 'vtt', suffix: 'es' }, 'Talk.mp3', 'Talk-es.vtt', 'text/vtt'],
		[{}, undefined, 'text.txt', 'text/plain'],
		[{ extension: 'log' }, undefined, 'text.log', 'text/plain'],
	])('%j, called %j', async (saveAs, wantedName, fileName, mimeType) => {
		const { file, stored } = await saved(saveAs, wantedName);
		expect(stored).toEqual([Buffer.from('Grüße'), fileName, mimeType]);
		expect(file).toStrictEqual({
			binary: { data: 'filesystem' },
			json: { fileName, mimeType, fileSize: 7 },
		});
	});
});
