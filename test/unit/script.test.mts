import { readTurns } from '../../nodes/CambTextToSpeech/script';
import { parametersOf } from '../../nodes/shared/parameters/parameter';
import { form, ITEM, refusal } from '../support/form.mts';

const about = { label: 'Script', refuse: parametersOf(form({}), ITEM).refuse };
const turnsOf = (script: unknown, speakers = ['Anna', 'Ben']) =>
	readTurns(script, speakers, about).map(({ speaker, text }) => [speaker, text]);

const expected = [
	['Anna', 'Welcome back!'],
	['Ben', 'Good to be here.'],
];

test.each<[string, unknown]>([
	['plain lines', 'Anna: Welcome back!\nBen: Good to be here.'],
	['blank lines and Windows', '\r\nAnna: Welcome back!\r\n\r\n\r\nBen:  Good to be here. \r\n'],
	['bold names', '**Anna:** Welcome back!\n\n**Ben:** Good to be here.'],
	['bold names before the colon', '**Anna**: Welcome back!\n__Ben__: Good to be here.'],
	['italics and brackets', '*Anna:* Welcome back!\n[Ben]: Good to be here.'],
	['a list', '- Anna: Welcome back!\n- **Ben:** Good to be here.'],
	['numbers', '1. Anna: Welcome back!\n2) Ben: Good to be here.'],
	['headings with the text below', '### Anna:\nWelcome back!\n### Ben:\nGood to be here.'],
	['directions', 'Anna (smiling): Welcome back!\n**Ben** *[calm]*: Good to be here.'],
	['times', '[00:01] Anna: Welcome back!\n1:02:03.5 - **Ben:** Good to be here.'],
	['times in bold', '**(00:01) Anna:** Welcome back!\n**Ben [00:05]:** Good to be here.'],
	['no space behind the colon', 'Anna:Welcome back!\n**Ben:**Good to be here.'],
	['marks of direction', '\u200fAnna: Welcome back!\n\u200eBen: Good to be here.'],
	['a quote', '> **Anna:** Welcome back!\n>\n> **Ben:** Good to be here.'],
	[
		'headings that have a colon',
		'# Episode 12: The Sea\nAnna: Welcome back!\n## Part 2: The Harbour\nBen: Good to be here.',
	],
	[
		'a title, rules and a fence',
		'```\n# Episode 12\n---\nAnna: Welcome back!\n***\nBen: Good to be here.\n```',
	],
	['full-width colons', 'Anna：Welcome back!\nBen：Good to be here.'],
	[
		'a list of objects',
		[
			{ speaker: 'Anna', text: 'Welcome back!' },
			{ speaker: ' Ben ', text: 'Good to be here. ' },
		],
	],
	[
		'JSON in a fence',
		'```json\n[{"speaker":"Anna","text":"Welcome back!"},{"speaker":"Ben","text":"Good to be here."}]\n```',
	],
])('a script with %s', (_, script) => {
	expect(turnsOf(script)).toEqual(expected);
});

test('names are known whatever their case and coding, and come as the script has them', () => {
	expect(turnsOf('ANNA: One\nspeaker 2: Two', ['Anna', 'Speaker  2'])).toEqual([
		['ANNA', 'One'],
		['speaker 2', 'Two'],
	]);
	expect(turnsOf('Zoe\u0308: One\nzoë: Two\nＡｎｎａ: Three', ['Zo\u00eb', 'Anna'])).toEqual([
		['Zoe\u0308', 'One\nTwo'],
		['Ａｎｎａ', 'Three'],
	]);
});

test('a name that is known whole is not cut at its brackets', () => {
	const script =
		'**Anna (host):** One\nAnna (laughing): Two\n- anna (HOST): Three\nAnna: Four\n[00:12] Anna (host): Five\n1. Anna: Six';
	expect(turnsOf(script, ['Anna (host)', 'Anna'])).toEqual([
		['Anna (host)', 'One'],
		['Anna', 'Two'],
		['anna (HOST)', 'Three'],
		['Anna', 'Four'],
		['Anna (host)', 'Five'],
		['Anna', 'Six'],
	]);
});

test('the labels that CAMB.AI gives the speakers of a transcript are names', () => {
	const script = 'SPEAKER_00: One\n**SPEAKER_01:** Two\n__Host_2__: Three\nSPEAKER_3: Four';
	expect(turnsOf(script, ['SPEAKER_00', 'speaker_01', 'Host_2'])).toEqual([
		['SPEAKER_00', 'One'],
		['SPEAKER_01', 'Two'],
		['Host_2', 'Three'],
		['SPEAKER_3', 'Four'],
	]);
});

test('a line with thousands of spaces takes no longer than another', () => {
	const space = ' '.repeat(3000);
	expect(turnsOf(`Anna:${space}Hi${space}there.`)).toHaveLength(1);
	expect(turnsOf(`Anna: Hi\nBen${space}there`)).toEqual([['Anna', `Hi\nBen${space}there`]]);
	expect(turnsOf(`Anna: Hi\nBen ${'*'.repeat(3)}${space}(${space}there`)).toHaveLength(1);
});

test.each([
	['more lines and paragraphs', 'Anna: One.\nTwo.\n\nThree.', [['Anna', 'One.\nTwo.\n\nThree.']]],
	[
		'turns in a row',
		'Anna: One.\nanna: Two.\nBen: Three.',
		[
			['Anna', 'One.\nTwo.'],
			['Ben', 'Three.'],
		],
	],
	[
		'words before a colon',
		'Anna: He said\nthat is it: no.\nAnd so on: yes',
		[['Anna', 'He said\nthat is it: no.\nAnd so on: yes']],
	],
	[
		'times and links',
		'Anna: At\n12:30 see\nhttps://example.com: good',
		[['Anna', 'At\n12:30 see\nhttps://example.com: good']],
	],
	[
		'tags',
		'Anna: [laughter] Yes.\n[whispering] No: never',
		[['Anna', '[laughter] Yes.\n[whispering] No: never']],
	],
	['an empty turn', 'Anna:\nBen: Hello', [['Ben', 'Hello']]],
])('%s', (_, script, turns) => {
	expect(turnsOf(script)).toEqual(turns);
});

test.each([
	['of another script', '陳: 你好嗎', [['陳', '你好嗎']]],
	[
		'that nobody knows',
		'Anna: Hi\nCarl Jung: Hello\nHost 2: Hey',
		[
			['Anna', 'Hi'],
			['Carl Jung', 'Hello'],
			['Host 2', 'Hey'],
		],
	],
])('a name %s begins a turn', (_, script, turns) => {
	expect(turnsOf(script)).toEqual(turns);
});

test.each<[string, unknown, RegExp]>([
	['nothing', '', /Script is empty/],
	['names alone', 'Anna:\nBen:', /Script is empty/],
	['an empty list', [], /Script is empty/],
	['words before the first speaker', 'Here you are\nAnna: Hi', /before the first speaker/],
	['no names', 'It was late.', /before the first speaker/],
	['a turn without text', [{ speaker: 'Anna', text: ' ' }], /Turn 1 of Script has no text/],
	['a turn without a speaker', [{ text: 'Hi' }], /Turn 1 of Script has no speaker/],
	['a list of texts', ['Hi'], /Turn 1 of Script has no named values/],
	['an object', { speaker: 'Anna' }, /an object instead of/],
])('a script with %s is refused', async (_, script, message) => {
	expect((await refusal(() => turnsOf(script)))[0]).toMatch(message);
});
