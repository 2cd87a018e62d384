import { expectAllRules } from '../simulation/rules.mts';
import type { LifePlan } from '../simulation/lives.mts';
import { bury, calm, closeWorlds, liveThrough } from '../simulation/lives.mts';

afterAll(closeWorlds);

const item = { taskMs: 1500, badEndings: 0 };

/** Smallest cases of what random runs and reviews found, each mended since. */
const found: Array<[string, LifePlan]> = [
	[
		'a submit whose connection lost its route may have been accepted, so it is not sent again',
		calm({ schedule: { submit: [{ type: 'route-lost' }] }, habits: { tries: 3 } }),
	],
	[
		'the last error names tasks of an earlier try that the last one did not get to',
		calm({
			items: [item, item, item],
			itemsAtOnce: 2,
			schedule: { submit: [{ type: 'hang-after' }] },
			habits: { tries: 2 },
		}),
	],
	[
		// n8n puts words of its own in place of a message in which it finds a code such as this.
		'an agent is told the ID of a task of which nothing more is heard, whatever code that has',
		calm({
			maxWaitMinutes: 0.5,
			schedule: { poll: Array(30).fill({ type: 'refused' }) },
			habits: { runAs: 'engine' },
		}),
	],
	[
		'a file server that asks to be left alone is left alone',
		calm({
			links: true,
			schedule: { media: [{ type: 'status', status: 503, retryAfter: '90' }] },
		}),
	],
	[
		'a file that cannot be stored is not kept open',
		calm({
			links: true,
			storeIsFullAt: [1],
			schedule: { media: [{ type: 'drip', gapMs: 200_000 }] },
		}),
	],
	[
		'JSON from a file server is no audio',
		calm({
			links: true,
			schedule: { media: [{ type: 'garbled', body: '[]', contentType: 'application/json' }] },
		}),
	],
	[
		'words from a file server are no audio',
		calm({
			links: true,
			schedule: {
				media: [{ type: 'garbled', body: 'Come back later', contentType: 'text/plain' }],
			},
		}),
	],
	[
		'a page that repeats the key does not bring it into the error',
		calm({
			schedule: {
				fetch: Array(9).fill({ type: 'garbled', body: '<html>{key}', contentType: 'text/html' }),
			},
		}),
	],
];

test.each(found)('%s', async (_, plan) => {
	const life = await liveThrough(plan);
	await expectAllRules(life);
	bury(life);
});

test('a submit that waits for leave is not sent once another item has ended the run', async () => {
	const life = await liveThrough(
		calm({
			items: [item, item],
			latencies: [2000, 10],
			schedule: {
				submit: [
					{ type: 'status', status: 422 },
					{ type: 'status', status: 429, retryAfter: '20' },
				],
			},
		}),
	);
	await expectAllRules(life);
	expect(life.outcome).toMatchObject({ is: 'error', error: { httpCode: '422' } });
	expect(life.world.seen).toHaveLength(2);
	bury(life);
});

test('a wait that is longer than Max Wait is not waited for: the error says how long it is', async () => {
	const plan = calm({
		schedule: { submit: [{ type: 'status', status: 429, retryAfter: '7000' }] },
	});
	const life = await liveThrough(plan);
	await expectAllRules(life);
	expect(life.outcome).toMatchObject({
		error: { description: expect.stringMatching(/asks you to wait [12](\.\d)? hours/) },
	});
	expect(life.world.seen).toHaveLength(1);
	bury(life);
});

test('Stop at any moment, then Retry: nothing is paid for twice, however late n8n saves', async () => {
	for (let stopAtMs = 0; stopAtMs < 3000; stopAtMs += 15) {
		const habits = { stopAtMs, savesLate: true, retries: 1 };
		const life = await liveThrough(calm({ items: [item, item], itemsAtOnce: 1, habits }));
		await expectAllRules(life);
		bury(life);
	}
});
