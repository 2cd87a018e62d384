import { membersIn, numberIn, secondsIn, textIn, trimmedIn } from '../../nodes/shared/camb/members';

test.each<[unknown, number | null]>([
	[54, 54],
	['54', 54],
	[' 0 ', 0],
	[1.5, null],
	[-1, null],
	['-1', null],
	['54a', null],
	['', null],
	['1e3', null],
	[2 ** 53, null],
	['9007199254740993', null],
	[null, null],
	[[54], null],
	[true, null],
])('%j is the number %j', (value, number) => {
	expect(numberIn(value)).toBe(number);
});

test.each<[unknown, string | null]>([
	['nube', 'nube'],
	[2024, '2024'],
	[' ', null],
	[null, null],
	[{}, null],
	[true, null],
])('%j is the text %j', (value, text) => {
	expect(textIn(value)).toBe(text);
});

test.each<[unknown, number | null]>([
	[1.5, 1.5],
	['1.5', 1.5],
	[-1, -1],
	[' ', null],
	['long', null],
	[null, null],
	[[2], null],
])('%j is a time of %j seconds', (value, time) => {
	expect(secondsIn(value)).toBe(time);
});

test.each([
	['T1', 'T1'],
	[' T1 ', 'T1'],
	[12, '12'],
	[{ T1: 1 }, ''],
	[undefined, ''],
	[null, ''],
])('%j as an ID is %j', (value, id) => expect(trimmedIn(value)).toBe(id));

test.each([
	[{ id: 7 }, 7],
	['text', undefined],
	[null, undefined],
	[undefined, undefined],
	[7, undefined],
])('the member `id` of %j is %j', (value, id) => expect(membersIn(value).id).toBe(id));
