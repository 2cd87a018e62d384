import { chosen, form, ITEM, refusal } from '../support/form.mts';

import { parametersOf } from '../../nodes/shared/parameters/parameter';
import { voice } from '../../nodes/shared/parameters/voice';
import { dictionaries } from '../../nodes/shared/parameters/dictionaries';
import { readProject } from '../../nodes/shared/parameters/project';
import { subtitleFiles, SUBTITLE_FIELDS } from '../../nodes/shared/parameters/subtitleFiles';

const from = (parameters: object) => parametersOf(form(parameters as never), ITEM);
const FORMATTED = /formatted number.+digits only/;

describe('the ID of a voice', () => {
	const field = voice({ displayName: 'Voice', name: 'voice', description: '' });
	const read = (value: unknown) => field.read(from({ voice: chosen(value) }));

	test.each([[147320], ['147320'], [' 147320\n']])('%j is one', (value) => {
		expect(read(value)).toBe(147320);
	});

	test.each([['147,320'], ['147.320'], ['147 320'], ['147\u202f320'], ["147'320"], ['147320.0']])(
		'%j is a formatted number, perhaps of another voice',
		async (value) => {
			const [message, advice] = await refusal(() => read(value));
			expect(message).toContain(`Voice "${value}"`);
			expect(advice).toMatch(FORMATTED);
		},
	);

	test.each([
		['Gandalf'],
		['voice 12'],
		['12 voices'],
		[0],
		[-12],
		['0147'],
		['9007199254740993'],
		[true],
	])('%j is none', async (value) => {
		const [message, advice] = await refusal(() => read(value));
		expect(message).toContain(`Voice "${value}"`);
		expect(advice).toMatch(/a name is not enough/);
	});

	test('is cut where it is long', async () => {
		const [message] = await refusal(() => read('x'.repeat(50)));
		expect(message).toContain(`Voice "${'x'.repeat(40)}"`);
	});
});

describe('the IDs of dictionaries', () => {
	const read = (value: unknown) => dictionaries.read(from({ dictionaries: value }));

	test.each<[unknown, number[] | undefined]>([
		[
			[7, '12'],
			[7, 12],
		],
		['7, 12', [7, 12]],
		['7;12\n13', [7, 12, 13]],
		[' [7, "12"] ', [7, 12]],
		[
			[7, '7', 12, 7],
			[7, 12],
		],
		[7, [7]],
		['12345,12346', [12345, 12346]],
		['123, 456', [123, 456]],
		['[123,456]', [123, 456]],
		['100,200,3000', [100, 200, 3000]],
		['', undefined],
		[[], undefined],
		[undefined, undefined],
	])('%j are %j', (value, ids) => expect(read(value)).toEqual(ids));

	test.each([
		['12,345', '12,345'],
		['7, 12,345', '12,345'],
		['1,234,567', '1,234,567'],
		['12\u00a0345', '12\u00a0345'],
		['12 345', '12 345'],
	])('%j may be one or several', async (value, shown) => {
		const [message, advice] = await refusal(() => read(value));
		expect(message).toContain(`Dictionary "${shown}"`);
		expect(advice).toMatch(/thousands separator/);
	});

	test.each([['names'], ['0'], ['07'], ['7a'], ['null'], ['{"id":7}']])(
		'%j is none',
		async (value) => {
			expect((await refusal(() => read([7, value])))[0]).toContain(`Dictionary "${value}"`);
			await refusal(() => read(value));
		},
	);

	test.each<[unknown, RegExp]>([
		[[[7]], /^Dictionary is a list/],
		[[{ id: 7 }], /^Dictionary is an object/],
		[{ id: 7 }, /^Dictionary is an object/],
		[' [7, null] ', /^Dictionary .*empty/],
		[['12,345'], /^Dictionary "12,345" /],
	])('%j are none', async (value, message) => {
		expect((await refusal(() => read(value)))[0]).toMatch(message);
	});
});

describe('where a task is kept in the Studio', () => {
	const read = (options: object) => readProject(from({ options }).options);

	test('is sent by the names of the API, within what it takes', () => {
		const options = { projectName: ' Pilot ', projectDescription: 'A note\n', folderId: '12' };
		expect(read(options)).toEqual({
			project_name: 'Pilot',
			project_description: 'A note',
			folder_id: 12,
		});
		const longest = { projectName: 'x'.repeat(255), projectDescription: 'x'.repeat(5000) };
		expect(read(longest)).toMatchObject({ project_name: longest.projectName });
	});

	test('is not sent when it is not set', () => {
		const blank = { projectName: ' ', projectDescription: null, folderId: '' };
		for (const options of [{}, blank]) expect(read(options)).toEqual({});
	});

	test.each([
		[{ projectName: 'ab' }, /^Project Name .*short/],
		[{ projectName: 'x'.repeat(256) }, /^Project Name .*long/],
		[{ projectDescription: 'ab' }, /^Project Description .*short/],
		[{ projectDescription: 'x'.repeat(5001) }, /^Project Description .*long/],
		[{ folderId: 'Films' }, /^Folder "Films" /],
		[{ projectName: { a: 1 } }, /^Project Name .*object/],
	])('is turned down: %.40j', async (options, message) => {
		expect((await refusal(() => read(options)))[0]).toMatch(message);
	});
});

describe('subtitle files', () => {
	const read = (value: unknown) => subtitleFiles.read(from({ subtitleFiles: value }));

	test.each<[unknown, string[]]>([
		[
			['vtt', 'srt', 'SRT'],
			['srt', 'vtt'],
		],
		['SRT, .vtt', ['srt', 'vtt']],
		[' .Txt ', ['txt']],
		[[], []],
		[undefined, []],
	])('%j are %j', (value, formats) => expect(read(value)).toEqual(formats));

	test.each([['docx'], ['..srt'], ['srt.']])('%j is none', async (value) => {
		expect(await refusal(() => read(['srt', value]))).toEqual([
			expect.stringMatching(/^Subtitle Files ".+"/),
			expect.stringContaining('SRT, TXT, VTT'),
		]);
	});

	test('go into fields that later nodes know', () => {
		expect(SUBTITLE_FIELDS).toEqual({
			srt: 'subtitles_srt',
			vtt: 'subtitles_vtt',
			txt: 'transcript_txt',
		});
	});
});
