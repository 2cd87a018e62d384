import type { IDataObject } from 'n8n-workflow';

import { form, ITEM, refusal } from '../support/form.mts';

import { request } from '../../nodes/CambDub/request';
import { exportedDub } from '../../nodes/shared/kinds/dub/exportedDub';

const filled = { operation: 'export', runId: ' 12 ', languages: ['es-es', 76] };
const build = async (changes: IDataObject = {}) =>
	await request(form({ ...filled, ...changes }), ITEM);

test('an export that is filled only where it must be', async () => {
	expect(await build()).toEqual({
		kind: exportedDub,
		runId: 12,
		resultOptions: { languages: [54, 76], subtitleFiles: ['srt'] },
	});
});

test('an export with everything that can be set', async () => {
	const options = { altFormat: 'MP3', includeLinks: 'true', output: 'Text Only' };
	expect(await build({ subtitleFiles: 'txt, .vtt', options })).toMatchObject({
		resultOptions: {
			subtitleFiles: ['vtt', 'txt'],
			altFormat: 'mp3',
			includeLinks: true,
			output: 'text',
		},
	});
	expect(await build({ subtitleFiles: [] })).toMatchObject({
		resultOptions: { subtitleFiles: [] },
	});
});

test.each<[IDataObject, message: RegExp, advice: RegExp]>([
	[{ runId: '' }, /^Run ID is empty$/, /"runId".+dub/],
	[{ runId: '31f7af5f-7c1a' }, /^Run ID .+ not a valid ID$/, /task ID.+Fetch Result/],
	[{ languages: [] }, /^No target language/, / Language Names or IDs/],
	[{ languages: [54, 'es-es'] }, /^Spanish \(Spain\) is selected twice$/, /once/],
	[{ subtitleFiles: 'ass' }, /^Subtitle Files "ass"/, /SRT, TXT, VTT/],
	[{ options: { altFormat: 'gif' } }, /^Alternative Format "gif"/, /MP4/],
	[{ operation: 'import' }, /^Operation "import"/, /Dub, Export/],
])('an export that is turned down: %j', async (changes, ...told) => {
	const refused = await refusal(() => build(changes));
	expect(refused).toEqual(told.map((words) => expect.stringMatching(words)));
});
