import type { IDataObject } from 'n8n-workflow';

import { chosen, file, form, ITEM, refusal, sentParts } from '../support/form.mts';

import { request } from '../../nodes/CambStory/request';

const binary = {
	text: file('tale.txt', 'text/plain', 'Once there was a king.'),
	word: file(
		'tale.docx',
		'application/octet-stream',
		'PK\x03\x04 word/document.xml'.padEnd(30, ' '),
	),
	image: file('king.png', 'image/png', Buffer.from('89504e470d0a1a0a', 'hex')),
};

async function sent(parameters: IDataObject) {
	const made = await request(form(parameters, binary), ITEM);
	const { kind, path, resultOptions } = made;
	return { kind: kind.name, path, parts: await sentParts(made), resultOptions };
}

const filled = { source: 'text', storyText: 'Once upon a time', language: chosen(1) };
const text = ['file', 'story.txt', 'Once upon a time'];
const turnedDown = async (changes: IDataObject) =>
	await refusal(async () => await sent({ ...filled, ...changes }));

test('a story of a text', async () => {
	expect(await sent(filled)).toEqual({
		kind: 'story',
		path: '/story',
		parts: [text, ['source_language', '1']],
		resultOptions: { language: 1, translateTo: [] },
	});
});

test('a story of a text as programs write it: a mark first, half a character inside', async () => {
	const { parts } = await sent({ ...filled, storyText: '\uFEFFOnce \ud83d' });
	expect(parts[0]).toEqual(['file', 'story.txt', Buffer.from('Once \ufffd').toString('latin1')]);
});

test('a story of a file, which is what the form begins with', async () => {
	const parameters = { inputDataField: 'text', language: chosen(1) };
	const { parts } = await sent(parameters);
	expect(parts[0]).toEqual(['file', 'tale.txt', 'Once there was a king.']);
	expect(await sent({ ...parameters, source: 'binary' })).toMatchObject({ parts });
	const word = await sent({ ...parameters, inputDataField: 'word' });
	expect(word.parts[0].slice(0, 2)).toEqual(['file', 'tale.docx']);
});

test('a story with everything that can be set', async () => {
	const options = {
		title: ' The King ',
		description: 'A tale\n',
		folderId: '12',
		dictionaries: [7, 8],
		translateTo: ['es-es', 76],
		subtitleFiles: ['vtt', 'srt'],
	};
	const narratorVoice = chosen('147320');
	const { parts, resultOptions } = await sent({ ...filled, narratorVoice, options });
	expect(parts).toEqual([
		text,
		['source_language', '1'],
		['narrator_voice_id', '147320'],
		['title', 'The King'],
		['description', 'A tale'],
		['folder_id', '12'],
		['chosen_dictionaries', '7'],
		['chosen_dictionaries', '8'],
	]);
	expect(resultOptions).toEqual({
		language: 1,
		translateTo: [54, 76],
		subtitleFiles: ['srt', 'vtt'],
	});
});

test('a story with fields that were emptied again', async () => {
	const emptied = { narratorVoice: chosen(' '), title: ' ', description: null };
	const { parts } = await sent({ ...filled, ...emptied } as IDataObject);
	expect(parts).toEqual([text, ['source_language', '1']]);
	const nobody = { ...filled, narratorVoice: chosen(null) };
	expect((await sent(nobody as IDataObject)).parts).toEqual(parts);
});

test('a title and a description where older forms have them, unless they are set in Options', async () => {
	const older = { ...filled, title: 'The King', description: 'A tale' };
	expect((await sent(older)).parts.slice(2)).toEqual([
		['title', 'The King'],
		['description', 'A tale'],
	]);
	const options = { title: 'The Queen', description: ' ' };
	expect((await sent({ ...older, options })).parts.slice(2)).toEqual([
		['title', 'The Queen'],
		['description', 'A tale'],
	]);
});

const translating = { operation: 'translate', runId: '12', targetLanguage: chosen('es-es') };

test('a translation of a finished story', async () => {
	const options = { includeDialogue: true, subtitleFiles: 'srt' };
	const made = await request(form({ ...translating, options }), ITEM);
	expect(made).toMatchObject({
		path: '/translated-story/12',
		payload: { json: { target_language: 54 } },
		resultOptions: {
			includeDialogue: true,
			subtitleFiles: ['srt'],
			targetLanguage: 54,
			storyRunId: 12,
		},
	});
	expect(made.kind.name).toBe('translated-story');
});

test.each<[IDataObject, message: RegExp, advice: RegExp]>([
	[{ runId: '' }, /^Run ID is empty$/, /"runId".+story/],
	[
		{ runId: '31f7af5f-7c1a' },
		/^Run ID "31f7af5f-7c1a" is not a valid ID$/,
		/task ID.+Fetch Result/,
	],
	[{ runId: '12,345' }, /^Run ID "12,345" is not a valid ID$/, /digits only/],
	[{ targetLanguage: '' }, /^Target Language is empty$/, /list/],
])('a translation that is turned down: %j', async (changes, ...told) => {
	const refused = await refusal(
		async () => await request(form({ ...translating, ...changes }), ITEM),
	);
	expect(refused).toEqual(told.map((words) => expect.stringMatching(words)));
});

test('a story that is only set up', async () => {
	const waitForCompletion = false;
	const options = { setUpOnly: 'true' };
	expect(await sent({ ...filled, waitForCompletion, options })).toEqual({
		kind: 'story-setup',
		path: '/story-setup',
		parts: [text, ['source_language', '1']],
		resultOptions: { language: 1, translateTo: [] },
	});
	const made = await sent({ ...filled, options: { setUpOnly: false } });
	expect(made.kind).toBe('story');
});

test('a story with texts for the Studio as short and as long as CAMB.AI takes them', async () => {
	const [title, description] = ['x'.repeat(255), 'x'.repeat(5000)];
	const { parts } = await sent({ ...filled, title, description });
	expect(parts.slice(2)).toEqual([
		['title', title],
		['description', description],
	]);
	expect((await sent({ ...filled, title: 'abc' })).parts[2]).toEqual(['title', 'abc']);
});

test.each<[IDataObject, message: RegExp, advice: RegExp]>([
	[{ title: 'ab' }, /^Title .*short/, /\b3\b.+\b2\b/],
	[{ title: 'x'.repeat(256) }, /^Title .*long/, /\b255\b.+\b256\b/],
	[{ description: 'x'.repeat(5001) }, /^Description .*long/, /\b5000\b.+\b5001\b/],
	[{ storyText: ' ' }, /^Story Text .*empty/, /Enter/],
	[{ language: '' }, /^Language .*empty/, /list/],
	[{ narratorVoice: chosen('Gandalf') }, /^Narrator Voice "Gandalf"/, /ID.+number.+name is not/],
	[{ options: { folderId: 'Tales' } }, /^Folder "Tales"/, /ID.+number/],
	[{ options: { setUpOnly: 'maybe' } }, /^Set Up Only "maybe"/, /true or false/],
	[{ source: 'x'.repeat(50) }, new RegExp(`^Source "${'x'.repeat(40)}"`), /File, Text/],
	[{ source: 'binary', inputDataField: 'image' }, /"king\.png".+PNG/, /plain text.+\.docx.+PDF/],
	[{ options: { translateTo: [54], setUpOnly: true } }, /^Translate To .*Set Up Only/, /Remove/],
	[
		{ options: { translateTo: [54] }, waitForCompletion: false },
		/^Translate To .*Wait for Completion/,
		/Turn on Wait for Completion/,
	],
	[{ options: { translateTo: [54, 1] } }, /already.+English \(United States\)/, /Translate To/],
])('a story that is turned down: %.60j', async (changes, ...told) => {
	expect(await turnedDown(changes)).toEqual(told.map((words) => expect.stringMatching(words)));
});
