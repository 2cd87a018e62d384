import type { IDataObject } from 'n8n-workflow';

import { file, form, ITEM, refusal, sentParts } from '../support/form.mts';

import { request } from '../../nodes/CambSeparateAudio/request';

const MP3 = 'ID3\x04\0\0\0\0\0\0sound';
const binary = {
	data: file('talk.mp3', 'audio/mpeg', Buffer.from(MP3, 'latin1')),
	video: file(
		'talk.mp4',
		'video/mp4',
		Buffer.from('\0\0\0\x0cftypisom\0\0\0\x0dmdatsound', 'latin1'),
	),
};
const build = async (parameters: IDataObject = {}) =>
	await request(form({ inputDataField: 'data', ...parameters }, binary), ITEM);

test('the file goes last, after all that is set', async () => {
	const made = await build({ options: { projectName: 'Pilot', folderId: 12, includeLinks: true } });
	const { kind, path, resultOptions } = made;
	expect([kind.name, path]).toEqual(['separation', '/audio-separation']);
	expect(await sentParts(made)).toEqual([
		['project_name', 'Pilot'],
		['folder_id', '12'],
		['media_file', 'talk.mp3', MP3],
	]);
	expect(resultOptions).toEqual({ includeLinks: true });
	expect(await sentParts(await build())).toEqual([['media_file', 'talk.mp3', MP3]]);
});

test.each<[IDataObject, string, string]>([
	[{ inputDataField: 'video' }, 'MP4', 'CAMB.AI accepts MP3, WAV, AAC and FLAC.'],
	[{ inputDataField: 'sound' }, 'no file in the field "sound"', 'data, video'],
	[{ options: { projectName: 'ab' } }, 'Project Name is too short', '3 characters'],
])('%j is turned down', async (parameters, what, todo) => {
	const [message, advice] = await refusal(async () => await build(parameters));
	expect(message).toContain(what);
	expect(advice).toContain(todo);
});
