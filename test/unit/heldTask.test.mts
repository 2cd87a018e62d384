import type { HeldTask, Waiting } from '../../nodes/shared/tasks/background/heldTask';
import { waitedMsOf, waitingIn, waitingItems } from '../../nodes/shared/tasks/background/heldTask';
import { heldTask } from '../support/heldTask.mts';

const NOW = 1_000_000_000;
const sinceS = (seconds: number, changes: Partial<HeldTask> = {}): { json: Waiting } => ({
	json: { held: heldTask({ waitingSince: NOW - seconds * 1000, ...changes }) },
});
const done = { json: { done: { text: 'Hola' } } };

function gapsOf(items: Array<{ json: Waiting }>, { random = 0, backoffMs = 0 } = {}) {
	const clock = { date: () => NOW, now: () => 5, sleep: async () => {}, random: () => random };
	return waitingItems(items, { clock, backoffMs: () => backoffMs });
}

test.each<[string, number, object, number]>([
	['65 seconds, so that n8n does not keep the wait in memory', 0, {}, 65],
	['that also where the clock was set back', -5000, {}, 65],
	['15 % of the time waited', 1000, {}, 150],
	['up to a tenth more, so that many do not look at once', 1000, { random: 1 }, 165],
	['whole seconds, and not too early', 1001, {}, 151],
	['ten minutes at most', 86_400, { random: 1 }, 600],
	['about that after days', 864_000, {}, 546],
	['as long as CAMB.AI asked for', 1000, { backoffMs: 900_000 }, 900],
])('the next look at a task comes after %s', (_name, waited, more, seconds) => {
	const [{ json }] = gapsOf([sinceS(waited)], more);
	expect(json.nextCheckInSeconds).toBe(seconds);
});

test('the last look comes when Max Wait is over, whatever CAMB.AI asks for', () => {
	const held = { maxWaitMs: 300_000 };
	const gap = (waited: number, backoffMs = 0) =>
		gapsOf([sinceS(waited, held)], { backoffMs })[0].json.nextCheckInSeconds;
	expect([gap(200, 86_400_000), gap(200), gap(299), gap(5000)]).toEqual([100, 65, 65, 65]);
});

test('a clock that is set back does not lengthen the wait', () => {
	const held = heldTask({ waitingSince: NOW + 7_200_000, waitedMs: 1_000_000 });
	expect(waitedMsOf(held, NOW)).toBe(1_000_000);
	expect(waitedMsOf(heldTask({ waitingSince: NOW - 5000 }), NOW)).toBe(5000);
});

test('all items wait for the one whose next look comes first', () => {
	const items = gapsOf([done, sinceS(2000), sinceS(1000), sinceS(3000)]);
	expect(items.map(({ json }) => json.nextCheckInSeconds)).toEqual([150, 150, 150, 150]);
});

test('an item on its way keeps its task or what it has come to, its files and its place', () => {
	const binary = { data: { data: 'AAAA', mimeType: 'audio/flac' } };
	const under = sinceS(0);
	expect(gapsOf([{ ...done, binary } as typeof done, under])).toEqual([
		{ json: { ...done.json, nextCheckInSeconds: 65 }, binary, pairedItem: { item: 0 } },
		{
			json: { held: heldTask({ waitingSince: NOW, waitedMs: 65_000 }), nextCheckInSeconds: 65 },
			pairedItem: { item: 1 },
		},
	]);
	expect(gapsOf([under])[0]).not.toHaveProperty('binary');
});

test.each([
	{ held: heldTask() },
	{ done: {} },
	{ failed: { message: 'No', context: {} } },
	{ done: { text: 'Hola' }, nextCheckInSeconds: 65 },
])('an item on its way is known: %j', (json) => {
	expect(waitingIn({ json })).toBe(json);
});

test.each([{}, { error: 'It was lost' }, { done: true, held: 'no', failed: 3 }, { task: {} }])(
	'another item is none: %j',
	(json) => expect(waitingIn({ json })).toBeUndefined(),
);
