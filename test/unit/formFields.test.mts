import type { INodeProperties } from 'n8n-workflow';

import { chosen, form, ITEM, refusal } from '../support/form.mts';
import { built } from '../support/harness.mts';

const { readVoice } = built<typeof import('../../nodes/shared/fields/voice')>(
	'nodes/shared/fields/voice.js',
);
const { readProject } = built<typeof import('../../nodes/shared/fields/project')>(
	'nodes/shared/fields/project.js',
);
const { readDictionaries } = built<typeof import('../../nodes/shared/fields/dictionaries')>(
	'nodes/shared/fields/dictionaries.js',
);
const { readMediaUrl } = built<typeof import('../../nodes/shared/fields/mediaUrl')>(
	'nodes/shared/fields/mediaUrl.js',
);
const { readSubtitleFormats, SUBTITLE_FIELDS } = built<
	typeof import('../../nodes/shared/fields/subtitleFiles')
>('nodes/shared/fields/subtitleFiles.js');
const { shownWhen } = built<typeof import('../../nodes/shared/fields/shownWhen')>(
	'nodes/shared/fields/shownWhen.js',
);

const anywhere = form({});
const long = 'x'.repeat(50);
const cut = 'x'.repeat(40);

describe('a voice', () => {
	const read = (value: unknown) =>
		readVoice(form({ voice: chosen(value) }), ITEM, 'voice', 'Narrator Voice');

	test.each<[unknown, number]>([
		[147320, 147320],
		['147320', 147320],
		[' 147320 ', 147320],
	])('%j is %i', (value, id) => {
		expect(read(value)).toBe(id);
	});

	test.each([[''], [' '], [null]])('%j is empty', async (value) => {
		expect(await refusal(() => read(value))).toEqual([
			'Narrator Voice is empty',
			'Select a voice from the list.',
		]);
	});

	test('a field that the form does not have is empty', async () => {
		const [message] = await refusal(() => readVoice(anywhere, ITEM, 'voice', 'Voice'));
		expect(message).toBe('Voice is empty');
	});

	test.each([
		['Gandalf', 'Gandalf'],
		['voice 12', 'voice 12'],
		['12 voices', '12 voices'],
		['-12', '-12'],
		[long, cut],
	])('%j is none', async (value, shown) => {
		expect(await refusal(() => read(value))).toEqual([
			`Narrator Voice "${shown}" is not recognized`,
			'Select it from the list, or enter its ID, which is a number.',
		]);
	});
});

describe('where a task is kept in the Studio', () => {
	const read = (options: Parameters<typeof readProject>[2]) => readProject(anywhere, ITEM, options);

	test('is sent by the names of the API', () => {
		const options = { projectName: ' Pilot ', projectDescription: 'A note\n', folderId: '12' };
		expect(read(options)).toEqual({
			project_name: 'Pilot',
			project_description: 'A note',
			folder_id: 12,
		});
	});

	test('is not sent when it is not set', () => {
		expect(Object.keys(read({}))).toEqual([]);
		const blank = { projectName: ' ', projectDescription: ' ', folderId: ' ' };
		expect(Object.keys(read(blank))).toEqual([]);
		const nothing = { projectName: null, projectDescription: null, folderId: null };
		expect(Object.keys(read(nothing as never))).toEqual([]);
	});

	test('may have texts as short and as long as CAMB.AI takes them', () => {
		expect(read({ projectName: 'abc', projectDescription: 'abc' })).toEqual({
			project_name: 'abc',
			project_description: 'abc',
		});
		const longest = {
			projectName: 'x'.repeat(255),
			projectDescription: 'x'.repeat(5000),
		};
		expect(read(longest)).toEqual({
			project_name: longest.projectName,
			project_description: longest.projectDescription,
		});
	});

	test.each([
		[
			{ projectName: 'ab' },
			'Project Name is too short',
			'CAMB.AI needs at least 3 characters; this has 2.',
		],
		[
			{ projectName: 'x'.repeat(256) },
			'Project Name is too long',
			'CAMB.AI accepts at most 255 characters; this has 256. Shorten it.',
		],
		[
			{ projectDescription: 'ab' },
			'Project Description is too short',
			'CAMB.AI needs at least 3 characters; this has 2.',
		],
		[
			{ projectDescription: 'x'.repeat(5001) },
			'Project Description is too long',
			'CAMB.AI accepts at most 5000 characters; this has 5001. Shorten it.',
		],
		[
			{ folderId: 'Films' },
			'Folder "Films" is not a valid ID',
			'Choose it from the list, or enter its ID, which is a number.',
		],
	])('is turned down: %.40j', async (options, ...told) => {
		expect(await refusal(() => read(options))).toEqual(told);
	});
});

describe('dictionaries', () => {
	const read = (value: unknown) => readDictionaries(anywhere, ITEM, value);

	test.each<[unknown, number[]]>([
		[
			[7, '12'],
			[7, 12],
		],
		['7, 12', [7, 12]],
		[
			[7, '7', 12, 7],
			[7, 12],
		],
		['', []],
		[undefined, []],
	])('%j are %j', (value, ids) => {
		expect(read(value)).toEqual(ids);
	});

	test.each([
		['names', 'names'],
		['0', '0'],
		['07', '07'],
		['7a', '7a'],
		['a7', 'a7'],
		[long, cut],
	])('are turned down by what is no ID: %s', async (value, shown) => {
		expect(await refusal(() => read([7, value]))).toEqual([
			`Dictionary "${shown}" is not a valid ID`,
			'Choose it from the list, or enter its ID, which is a number.',
		]);
	});
});

describe('a link to media', () => {
	const read = (mediaUrl: string, max?: number) =>
		readMediaUrl(form({ mediaUrl }), ITEM, 'mediaUrl', 'Media URL', { max });

	test.each([
		'https://media.example/film.mp4',
		'http://media.example',
		'HTTPS://MEDIA.EXAMPLE/FILM.MP4',
		'https://media.example?file=1#t=5',
		'https://user:word@media.example:8080/a%20b.mp4',
	])('%s is taken', (url) => {
		expect(read(url)).toBe(url);
		expect(read(` ${url}\n`)).toBe(url);
	});

	test.each([
		'media.example/film.mp4',
		'ftp://media.example/film.mp4',
		'ftp://media.example/https://media.example/film.mp4',
		'see https://media.example/film.mp4',
		'https:/media.example',
		'https:///film.mp4',
		'https://?file=1',
		'https://#film',
		'https://media.example/my film.mp4',
		'https://media example/film.mp4',
		'https://media.example:port/film.mp4',
	])('%s is turned down', async (url) => {
		expect(await refusal(() => read(url))).toEqual([
			'Media URL is not a valid URL',
			'It must start with https:// or http:// and contain no spaces.',
		]);
	});

	test('is empty, or too long', async () => {
		expect((await refusal(() => read(' ')))[0]).toBe('Media URL is empty');
		expect((await refusal(() => read('https://media.example', 10)))[0]).toBe(
			'Media URL is too long',
		);
		const withoutBounds = readMediaUrl(form({ url: 'http://a.b' }), ITEM, 'url', 'URL');
		expect(withoutBounds).toBe('http://a.b');
	});
});

describe('subtitle files', () => {
	test.each<[unknown, string[]]>([
		[
			['vtt', 'srt'],
			['srt', 'vtt'],
		],
		['TXT, Vtt', ['vtt', 'txt']],
		[[' srt '], ['srt']],
		[['docx', 'txt'], ['txt']],
		[[], []],
		[undefined, []],
	])('%j are %j', (value, formats) => {
		expect(readSubtitleFormats(value)).toEqual(formats);
	});

	test('go into fields that later nodes know', () => {
		expect(SUBTITLE_FIELDS).toEqual({
			srt: 'subtitles_srt',
			vtt: 'subtitles_vtt',
			txt: 'transcript_txt',
		});
	});
});

describe('fields that are shown only when something holds', () => {
	const field: INodeProperties = { displayName: 'Text', name: 'text', type: 'string', default: '' };
	const shown = (displayOptions?: INodeProperties['displayOptions']) =>
		shownWhen({ operation: ['speak'] }, { ...field, displayOptions })[0];

	test('keep what they ask for themselves', () => {
		expect(shown()).toEqual({ ...field, displayOptions: { show: { operation: ['speak'] } } });
		expect(shown({ show: { delivery: ['task'] }, hide: { model: ['a'] } }).displayOptions).toEqual({
			show: { operation: ['speak'], delivery: ['task'] },
			hide: { model: ['a'] },
		});
	});

	test('have the last word', () => {
		const { displayOptions } = shown({ show: { operation: ['translateAndSpeak'] } });
		expect(displayOptions).toEqual({ show: { operation: ['translateAndSpeak'] } });
	});
});
