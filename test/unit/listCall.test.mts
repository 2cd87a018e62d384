import { foldersIn } from '../../nodes/shared/camb/folders';
import { voicesIn } from '../../nodes/shared/camb/voices';
import { LONGEST_RESULT } from '../../nodes/shared/http/body';
import { runListCall } from '../../nodes/shared/tasks/listCall';
import type { Answer } from '../support/itemContext.mts';
import { itemContextWith, problemOf, refused } from '../support/itemContext.mts';

const GET = 'GET /list-voices';
const request = {
	listPath: '/list-voices',
	read: voicesIn,
	pick: (rows: object[], isTool: boolean) => [{ json: { rows: rows.length, isTool } }],
};
const rows = { body: [{ id: 1 }, { id: 2 }] };

test('picks from the rows, which are read once for all items', async () => {
	const { itemContext, sent } = itemContextWith({ [GET]: [rows] });
	const both = [runListCall(itemContext, request), runListCall(itemContext, request)];
	const picked = [{ json: { rows: 2, isTool: false } }];
	expect(await Promise.all(both)).toEqual([picked, picked]);
	expect(await runListCall(itemContext, request)).toEqual(picked);
	itemContext.session.isTool = true;
	expect((await runListCall(itemContext, request))[0].json.isTool).toBe(true);
	expect(sent).toEqual([GET]);
});

test('reads each list', async () => {
	const { itemContext, sent } = itemContextWith({ [GET]: [rows], 'GET /folders': [{ body: [] }] });
	await runListCall(itemContext, request);
	const others = await runListCall(itemContext, {
		...request,
		listPath: '/folders',
		read: foldersIn,
	});
	expect(others[0].json.rows).toBe(0);
	expect(sent).toEqual([GET, 'GET /folders']);
});

test('tries again what may pass: an outage, a page in place of the list', async () => {
	const answers = [refused(503), { body: '<html>' }, rows];
	const { itemContext, sent } = itemContextWith({ [GET]: answers });
	expect((await runListCall(itemContext, request))[0].json.rows).toBe(2);
	expect(sent).toHaveLength(3);
});

test.each([
	[refused(403), 1, /not allowed/],
	[{ body: { status: 'ok' } }, 6, /can't be used/],
	[{ body: [{ name: 'No ID' }] }, 6, /can't be used/],
])('gives up on %j after so many tries: %s', async (answer, tries, message) => {
	const { itemContext, sent } = itemContextWith({ [GET]: [answer] });
	const told = await problemOf(runListCall(itemContext, request));
	expect(told.message).toMatch(message);
	// Nothing was sent in which there could be another's ID.
	expect(told.description).not.toContain('IDs in the parameters');
	expect(sent).toHaveLength(tries);
});

describe('what CAMB.AI does not have', () => {
	const whenMissing = { message: 'There is no such story', description: 'Check the ID.' };

	test.each<[string, Answer, object | undefined, RegExp]>([
		['is told as that', refused(404), whenMissing, /^There is no such story$/],
		['is a refusal where nobody says more', refused(404), undefined, /404|not found|find/],
		['is no other refusal', refused(403), whenMissing, /not allowed/],
		[
			'is no answer that can not be read',
			{ failure: { what: 'unreadable', status: 404, why: 'No' } },
			whenMissing,
			/can't be used/,
		],
	])('%s', async (_name, answer, missing, message) => {
		const { itemContext } = itemContextWith({ [GET]: [answer] });
		const wanted = { ...request, whenMissing: missing as typeof whenMissing };
		expect((await problemOf(runListCall(itemContext, wanted))).message).toMatch(message);
	});
});

test('a long list is read like a result, with its query', async () => {
	const { itemContext, calls } = itemContextWith({ [GET]: [rows] });
	await runListCall(itemContext, { ...request, query: { page: 2 } });
	expect(calls).toEqual([
		{
			method: 'GET',
			path: '/list-voices',
			query: { page: 2 },
			longestText: LONGEST_RESULT,
			signal: itemContext.signal,
			waitsUntil: expect.any(Number) as number,
		},
	]);
});

test('what the pick turns down is told', async () => {
	const { itemContext } = itemContextWith({ [GET]: [rows] });
	const pick = () => {
		throw new Error('Not there');
	};
	await expect(runListCall(itemContext, { ...request, pick })).rejects.toThrow('Not there');
});
