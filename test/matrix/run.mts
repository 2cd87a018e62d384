import { built, newAccount, runNode } from '../support/harness.mts';
import { refuseConnections, watchConnections } from './noConnection.mts';
import type { OutcomeName, Step } from './outcomes.mts';
import { OUTCOMES, STEPS } from './outcomes.mts';
import type { Row } from './table.mts';
import { GROUPS, TIMES } from './table.mts';

/** Time runs fast here, so a busy machine needs a longer Max Wait, in minutes. */
const parameters = {
	text: 'Hello there',
	voice: 147320,
	language: 1,
	options: { maxWait: 600 },
};

const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

interface Cell {
	row: Row;
	step: Step;
	times: number | 'forever';
	outcome: OutcomeName;
}

/** A finished run, whose file Fetch Result is asked to get by its link. */
async function finishedRun(account: Awaited<ReturnType<typeof newAccount>>) {
	await runNode({
		type: 'cambTextToSpeech',
		parameters: { ...parameters, waitForCompletion: false },
		account,
	});
	const { tasks } = await account.state();
	return {
		kind: 'text-to-speech',
		lookUpBy: 'run',
		runId: String(tasks[0].runId),
		options: { includeLinks: true },
	};
}

async function runWith({ row: { fault }, step, times, outcome }: Cell) {
	const account = await newAccount({ resultBytes: 2000, taskSeconds: step === 'media' ? 0 : 2 });
	const node =
		step === 'media'
			? { type: 'cambFetchResult', parameters: await finishedRun(account) }
			: { type: 'cambTextToSpeech', parameters, node: outcome === 'unsure' ? RETRIES : {} };
	if (fault.type !== 'no-connection') {
		await account.addFaults({ step, fault, times });
		const run = await runNode({ ...node, account });
		const { requests } = await account.state();
		expect(requests.map((request) => request.fault)).toContain(fault.type);
		return run;
	}
	const state = await account.state();
	const refused = refuseConnections({
		code: fault.code,
		times: times === 'forever' ? Infinity : times,
		matches: ({ method, path, key }) =>
			step === 'media'
				? state.tasks.some(({ runId }) => path.includes(`/${runId}/`))
				: key === account.key && stepOf(method, path) === step,
	});
	const run = await runNode({ ...node, account });
	expect(refused()).toBeGreaterThan(0);
	return run;
}

function stepOf(method: string, path: string): Step {
	if (method === 'POST') return 'submit';
	return path.includes('/tts-result/') ? 'fetch' : 'poll';
}

const { timeouts } = built<{ timeouts: Record<string, number> }>('nodes/shared/http/timeouts.js');

/**
 * Tests every cell of the rows, some at once.
 *
 * @param patience how long to wait for an answer in real ms, and for a body in ms of the fast clock
 */
export function testCells(rows: Row[], patience: { answerMs: number; stallMs: number }) {
	let endWatch: () => void;
	beforeAll(() => {
		const { answerMs, stallMs } = patience;
		const answers = { readMs: answerMs, submitMs: answerMs, mediaMs: answerMs };
		const longestReadMs = Math.max(stallMs, timeouts.longestReadMs);
		Object.assign(timeouts, { ...answers, stallMs, longestReadMs });
		endWatch = watchConnections();
	});
	afterAll(() => endWatch());

	const cells = rows.flatMap((row) =>
		STEPS.flatMap((step) =>
			TIMES.map((times, column): [string, Cell] => {
				const outcome = row.fates[step][column];
				return [`${row.name} at ${step}, ${times}: ${outcome}`, { row, step, times, outcome }];
			}),
		),
	);
	test.concurrent.each(cells)(
		'%s',
		async (_, cell) => {
			const { row, step, outcome } = cell;
			await OUTCOMES[outcome].check(await runWith(cell), step, row.hops ?? 1);
		},
		120_000,
	);
}

const hangs = ({ fault }: Row) => fault.type === 'hang' || fault.type === 'hang-body';

/** The rows whose requests are waited for in vain, and the others. */
export const ROWS = {
	waiting: GROUPS.flatMap(({ rows }) => rows.filter(hangs)),
	others: GROUPS.flatMap(({ rows }) => rows.filter((row) => !hangs(row))),
};
