import { newAccount, runNode, theEngine, useEngine, useTimeouts } from '../support/harness.mts';
import { expectGood, itemsOf, paidIn, SHAPES } from '../support/shapes.mts';

useEngine();
// A read of JSON may take less time than the first byte of a file.
useTimeouts({ readMs: 1000 });

const HOUR_MS = 3_600_000;
const waiting = SHAPES.filter(({ pays, steps }) => pays > 0 && steps.includes('poll'));
const cases = waiting.flatMap((shape) =>
	(['back', 'forward'] as const).map((to) => [shape.name, to, shape] as const),
);

test.each(cases)('%s: the system clock is set %s by an hour in a wait', async (_, to, shape) => {
	const realNow = Date.now;
	let offset = 0;
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => realNow() + offset);
	const log = jest.spyOn(theEngine().logger, 'info').mockImplementation((line) => {
		if (/accepted/.test(String(line))) offset = to === 'back' ? -HOUR_MS : HOUR_MS;
	});
	try {
		const account = await newAccount();
		const items = await itemsOf(shape, account);
		const run = await runNode({ ...shape, items, account });
		expect(offset).not.toBe(0);
		expect([run.error?.message, run.status]).toEqual([undefined, 'success']);
		expectGood(shape, run);
		expect(await paidIn(account)).toBe(shape.pays);
		for (const { json } of run.items) {
			const waited = Number(json.waitedSeconds);
			expect([waited, waited >= 0 && waited < HOUR_MS / 1000]).toEqual([waited, true]);
		}
	} finally {
		clock.mockRestore();
		log.mockRestore();
	}
});

test.each(
	SHAPES.filter(({ gives, steps }) => gives[0].files?.includes('data') && steps.length > 0),
)('$name: a file whose first byte comes late is asked for once', async (shape) => {
	const account = await newAccount();
	const items = await itemsOf(shape, account);
	const step = shape.steps.includes('media') ? 'media' : 'fetch';
	const { requests: before } = await account.state();
	await account.addFaults({ step, fault: { type: 'late', ms: 2000 } });
	const run = await runNode({ ...shape, items, account });
	expect([run.error?.message, run.status]).toEqual([undefined, 'success']);
	expectGood(shape, run);
	const { requests } = await account.state();
	const asked = requests.slice(before.length).filter((request) => request.step === step);
	const late = asked.filter(({ fault }) => fault === 'late');
	expect(late).toHaveLength(1);
	expect(asked.filter(({ path }) => path === late[0].path)).toHaveLength(1);
});
