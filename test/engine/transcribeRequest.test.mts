import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Made } from '../support/files.mts';
import { itemWith, wavOf } from '../support/files.mts';
import { countOf, runNode, useEngine } from '../support/harness.mts';

useEngine();

const mediaUrl = 'https://media.example/episode-12.mp3';
const fromUrl = { source: 'url', mediaUrl, language: 1, options: {} };
const fromFile = { source: 'binary', inputDataField: 'data', language: 1, options: {} };

/** What the API received, as it came. */
async function sent(parameters: IDataObject) {
	const { error, account } = await runNode({
		type: 'cambTranscribe',
		parameters: parameters as never,
	});
	expect(error).toBeUndefined();
	const { requests } = await account.state();
	return requests.find(({ step }) => step === 'submit')?.body;
}

test('nothing is sent but what was set', async () => {
	expect(await sent(fromUrl)).toEqual({ language: '1', media_url: mediaUrl });
});

test('every option goes as form text', async () => {
	const options = {
		audioCleaning: false,
		transcriptionMode: 'slow',
		folderId: 12,
		projectName: 'Episode 12',
		projectDescription: 'The one with the machines',
		maxReadingSpeed: 17.5,
		maxSegmentCharacters: '40',
		maxSegmentSeconds: 6,
		minSegmentGap: 0,
		minSegmentSeconds: 0.8,
	};
	const body = (await sent({ ...fromUrl, options })) as IDataObject;
	const { formatting_options: formatting, ...rest } = body;
	expect(rest).toEqual({
		language: '1',
		media_url: mediaUrl,
		run_audio_cleaning: 'false',
		transcription_mode: 'slow',
		folder_id: '12',
		project_name: 'Episode 12',
		project_description: 'The one with the machines',
	});
	expect(JSON.parse(formatting as string)).toEqual({
		max_reading_speed_in_cps: 17.5,
		max_characters_in_segment: 40,
		max_segment_duration_in_seconds: 6,
		min_gap_between_segments_in_frames: 0,
		min_segment_duration_in_seconds: 0.8,
	});
});

test('one formatting option goes alone, and emptied options not at all', async () => {
	const options = {
		maxSegmentCharacters: 30,
		minSegmentGap: '',
		transcriptionMode: '',
		audioCleaning: null,
	};
	expect(await sent({ ...fromUrl, options })).toEqual({
		language: '1',
		media_url: mediaUrl,
		formatting_options: '{"max_characters_in_segment":30}',
	});
});

test.each<[unknown, string]>([
	[54, '54'],
	['54', '54'],
	['es-ES', '54'],
	['auto', 'auto'],
	[{ __rl: true, mode: 'list', value: 'auto' }, 'auto'],
	[{ __rl: true, mode: 'list', value: 54 }, '54'],
	[{ __rl: true, mode: 'id', value: ' es_es ' }, '54'],
])('language %j goes as %s', async (language, text) => {
	expect(await sent({ ...fromUrl, language: language as never })).toMatchObject({ language: text });
});

test('an item whose language was detected says so', async () => {
	const { items } = await runNode({
		type: 'cambTranscribe',
		parameters: { ...fromUrl, language: 'auto' },
	});
	expect(items[0].json).toMatchObject({ language: 'auto', status: 'SUCCESS' });
	expect(items[0].json.languageTag).toBeUndefined();
});

describe('input that can not be used is told before anything is sent', () => {
	const long = `https://media.example/${'a'.repeat(2062)}`;
	const options = (set: IDataObject) => ({ ...fromUrl, options: set });

	test.each<[string, IDataObject, RegExp]>([
		['no link', { ...fromUrl, mediaUrl: ' ' }, /^Media URL is empty$/],
		['no web link', { ...fromUrl, mediaUrl: 'ftp://a.example/b' }, /^Media URL/],
		['a link that is too long', { ...fromUrl, mediaUrl: long }, /^Media URL is too long$/],
		['an unknown source', { ...fromUrl, source: 'ftp' }, /^Source "ftp"/],
		['no language', { ...fromUrl, language: '={{ "" }}' }, /^Language is empty$/],
		['an unknown language', { ...fromUrl, language: 'xx-yy' }, /^Language "xx-yy"/],
		['an unknown mode', options({ transcriptionMode: 'warp' }), /^Transcription Mode "warp"/],
		['half a frame', options({ minSegmentGap: 1.5 }), /^Min Segment Gap/],
		['a negative time', options({ minSegmentSeconds: -1 }), /^Min Segment Seconds/],
		['no time', options({ maxSegmentSeconds: 0 }), /^Max Segment Seconds/],
		['no number', options({ maxReadingSpeed: 'fast' }), /^Max Reading Speed "fast"/],
		[
			'bounds that cross',
			options({ minSegmentSeconds: 8, maxSegmentSeconds: 7 }),
			/^Min Segment Seconds is more than Max/,
		],
		['a short project name', options({ projectName: 'ab' }), /^Project Name is too short$/],
		['a folder by name', options({ folderId: 'News' }), /^Folder "News"/],
		[
			'no field',
			{ ...fromFile, inputDataField: '={{ "" }}' },
			/^Input Data Field Name contains no file$/,
		],
		['no file', { ...fromFile, inputDataField: 'media' }, /has no file in the field "media"$/],
		['a number', { ...fromFile, inputDataField: '={{ 7 }}' }, /Field Name contains no file$/],
	])('%s', async (_name, parameters, message) => {
		const { error, account } = await runNode({
			type: 'cambTranscribe',
			parameters: parameters as never,
			items: [await itemWith({ content: await wavOf(100), mimeType: 'audio/wav' }, 'sound')],
		});
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
		expect(error?.context.itemIndex).toBe(0);
		expect((await account.state()).requests).toEqual([]);
	});

	test('an item with nothing in it has no file', async () => {
		const items = [{} as INodeExecutionData];
		const { error } = await runNode({ type: 'cambTranscribe', parameters: fromFile, items });
		expect(error?.message).toMatch(/has no file in the field "data"$/);
	});

	const page = Buffer.from('<!doctype html><title>Log in</title>');
	test.each<[string, Made, RegExp]>([
		['no bytes', { content: Buffer.alloc(0), mimeType: 'audio/wav' }, /"data" is empty$/],
		['a page', { content: page, fileName: 'a.mp3', mimeType: 'audio/mpeg' }, /contains a web page/],
		[
			'another format',
			{ content: Buffer.from('OggS'.padEnd(99)), fileName: 'a.ogg', mimeType: 'audio/ogg' },
			/^The file "a.ogg" is an Ogg file, which CAMB.AI does not accept$/,
		],
		[
			'no known format',
			{ content: Buffer.alloc(99, 1), mimeType: 'application/octet-stream' },
			/^The file in the field "data" has a format/,
		],
	])('a file with %s', async (_name, made, message) => {
		const { error, account } = await runNode({
			type: 'cambTranscribe',
			parameters: fromFile,
			items: [await itemWith(made)],
		});
		expect(error?.message).toMatch(message);
		expect((await account.state()).requests).toEqual([]);
	});

	test('a file that n8n does not keep any more', async () => {
		const item = await itemWith({ content: await wavOf(100), mimeType: 'audio/wav' });
		Object.assign(item.binary?.data ?? {}, { id: 'filesystem-v2:workflows/w/executions/0/gone' });
		const { error, account } = await runNode({
			type: 'cambTranscribe',
			parameters: fromFile,
			items: [item],
		});
		expect(error?.message).toMatch(/can't be read$/);
		expect(await countOf(account, 'submit')).toBe(0);
	});

	test('one bad item of several stops nothing under Continue On Fail', async () => {
		const good = await itemWith({ content: await wavOf(100), mimeType: 'audio/wav' });
		const { items, account } = await runNode({
			type: 'cambTranscribe',
			parameters: fromFile,
			items: [{ json: {} }, good],
			node: { onError: 'continueRegularOutput' },
		});
		expect(items[0].json.error).toMatch(/no file in the field "data"/);
		expect(items[1].json.status).toBe('SUCCESS');
		expect(await countOf(account, 'submit')).toBe(1);
	});
});
