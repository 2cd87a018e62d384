import type { IDataObject } from 'n8n-workflow';

import { media as dubbed } from '../../nodes/CambDub/parameters';
import { media as subtitled } from '../../nodes/CambSubtitles/parameters';
import { parametersOf } from '../../nodes/shared/parameters/parameter';
import { file, form, ITEM } from '../support/form.mts';
import { problemOf } from '../support/itemContext.mts';
import { WAV } from '../support/samples.mts';

/** The media of a form in an n8n that can make no link to a file. */
async function read({ read: readMedia }: typeof dubbed, parameters: IDataObject) {
	const filled = { inputDataField: 'data', ...parameters };
	const context = form(filled, { data: file('talk.wav', 'audio/wav', WAV) });
	return await readMedia(context, ITEM, parametersOf(context, ITEM));
}

test.each([
	['dub', dubbed, 'video_url'],
	['subtitles', subtitled, 'media_url'],
])('%s: a link is sent as it is', async (_, media, field) => {
	const mediaUrl = 'https://media.example/talk.mp4';
	expect(await read(media, { source: 'url', mediaUrl })).toEqual({ json: { [field]: mediaUrl } });
});

test.each([
	// There is no such choice, whatever an earlier form had.
	['subtitles', subtitled, 'upload', /upload the file first/],
	['dub', dubbed, 'link', /choose Upload/],
])('%s: where a file has no link, the other way is one that the node has', async (...row) => {
	const [, media, fileTransfer, advice] = row;
	const told = await problemOf(read(media, { source: 'binary', fileTransfer }));
	expect(told.description).toMatch(advice);
});

test('a file that is to be uploaded needs no link', async () => {
	expect(await read(dubbed, { source: 'binary', fileTransfer: 'upload' })).toMatchObject({
		json: {},
		file: { source: { fileName: 'talk.wav' } },
	});
});
