import type { IDataObject } from 'n8n-workflow';

import { readRows } from '../../nodes/shared/http/readRows';
import { itemContextWith, refused } from '../support/itemContext.mts';

const call = { method: 'GET', path: '/list' } as const;
const read = (rows: IDataObject[]) => rows.filter(({ id }) => id !== undefined);
const readFrom = async (body: unknown, isOne?: boolean) =>
	await readRows(itemContextWith({ 'GET /list': [{ body }] }).client, call, read, isOne);
const one = { id: 1 };
const other = { name: 'No ID' };

test.each<[string, unknown, boolean | undefined, IDataObject[]]>([
	['a list', [one, { id: 2 }], undefined, [one, { id: 2 }]],
	['an empty list', [], undefined, []],
	['a list in which something is not understood', [other, one, 'x', null], undefined, [one]],
	['one thing, where that is asked for', one, true, [one]],
	['a list of one thing, where one is asked for', [one], true, [one]],
])('gives the rows of %s', async (_name, body, isOne, rows) => {
	expect(await readFrom(body, isOne)).toEqual({ ok: true, rows });
});

test.each<[string, unknown, boolean | undefined, RegExp]>([
	['one thing in place of a list', one, undefined, /not a list/],
	['a text in place of a list', 'fine', undefined, /not a list/],
	['nothing', 'null', undefined, /not a list/],
	['a list of which nothing is understood', [other], undefined, /Nothing in the list/],
	['something else, where one is asked for', other, true, /no data/],
	['an empty list, where one is asked for', [], true, /no data/],
	['two things, where one is asked for', [one, { id: 2 }], true, /no data/],
])('says why %s can not be used', async (_name, body, isOne, why) => {
	const failure = { what: 'unreadable', status: 200, why: expect.stringMatching(why) as string };
	expect(await readFrom(body, isOne)).toEqual({ ok: false, failure });
});

test('an answer that was refused is what it is', async () => {
	const { client } = itemContextWith({ 'GET /list': [refused(403)] });
	expect(await readRows(client, call, read)).toMatchObject({ failure: { status: 403 } });
});

test('gives a kind nothing to read of what is no list, whatever it takes', async () => {
	const { client } = itemContextWith({ 'GET /list': [{ body: 'fine' }] });
	const takesAll = jest.fn((rows: IDataObject[]) => rows);
	expect(await readRows(client, call, takesAll)).toMatchObject({ ok: false });
	expect(takesAll).toHaveBeenCalledWith([]);
});
