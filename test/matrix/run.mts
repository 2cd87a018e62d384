import type { INodeParameters } from 'n8n-workflow';

import { timing, newAccount, retryNode, runNode } from '../support/harness.mts';
import type { Shape } from '../support/shapes.mts';
import { expectGood, itemsOf, paidIn, SHAPES } from '../support/shapes.mts';
import { refuseConnections, watchConnections } from './noConnection.mts';
import type { OutcomeName, Step } from './outcomes.mts';
import { OUTCOMES, STEPS } from './outcomes.mts';
import type { Row } from './table.mts';
import { CLASSES, GROUPS, TIMES } from './table.mts';

/** Time runs fast here, so a busy machine needs a longer Max Wait, in minutes. */
const options = { maxWait: 600 };

const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

interface Cell {
	row: Row;
	shape: Shape;
	step: Step;
	times: number | 'forever';
	outcome: OutcomeName;
	/** Whether a person retries the execution when all is well again. */
	isRetried?: boolean;
}

const [SPEECH] = SHAPES;

/** A finished run, whose file Fetch Result gets by its link. */
const BY_LINK: Shape = {
	...(SHAPES.find(({ name }) => name === 'Fetch Result by run') as Shape),
	parameters: {
		kind: 'text-to-speech',
		lookUpBy: 'run',
		runId: '={{ $json.runId }}',
		options: { includeLinks: true },
	},
};

/** A file that goes by itself, before the task is submitted. */
const BY_UPLOAD = SHAPES.find(({ name }) => name === 'dub of an upload') as Shape;

function withMaxWait({ parameters }: Shape): INodeParameters {
	const own = parameters.options as INodeParameters | undefined;
	return { ...parameters, options: { ...own, ...options } };
}

async function runWith({ row: { fault, hops = 1 }, shape, step, times, outcome }: Cell) {
	const settings = shape.pays > 0 && shape !== SPEECH ? {} : { resultBytes: 2000 };
	const account = await newAccount(settings);
	const items = await itemsOf(shape, account);
	const earlier = await paidIn(account);
	const { requests: before, tasks } = await account.state();
	const counted = {
		...account,
		// What it took to get there is not what the cell is about.
		state: async () => {
			const state = await account.state();
			return { ...state, requests: state.requests.slice(before.length) };
		},
	};
	const contains = step === 'submit' ? shape.secondSays : undefined;
	const others = contains === undefined ? 0 : (shape.pieces as number) - 1;
	const about = { shape, step, hops, earlier, others };
	const node = outcome === 'unsure' ? RETRIES : {};
	const { type } = shape;
	const input = { type, parameters: withMaxWait(shape), items, account: counted, node };
	const run = async () => await runNode(input);
	if (fault.type !== 'no-connection') {
		const where = step === 'upload' ? { path: '/uploads/' } : { contains };
		await account.addFaults({ step, fault, times, ...where });
		const result = await run();
		const { requests } = await counted.state();
		expect(requests.map((request) => request.fault)).toContain(fault.type);
		return { run: result, about, input };
	}
	const refused = refuseConnections({
		code: fault.code,
		times: times === 'forever' ? Infinity : times,
		matches: ({ method, path, key }) =>
			step === 'media'
				? tasks.some(({ runId }) => path.includes(`/${runId}/`))
				: key === account.key && stepOf(method, path) === step,
	});
	const result = await run();
	expect(refused()).toBeGreaterThan(0);
	return { run: result, about, input };
}

/** A person's click is the decision to send again what was lost, and pays for nothing else. */
async function expectRetry({ run, about, input }: Awaited<ReturnType<typeof runWith>>) {
	const { shape, others } = about;
	await run.account.clearFaults();
	const before = await paidIn(run.account);
	const again = await retryNode(run, input);
	expect([again.error?.message, again.status]).toEqual([undefined, 'success']);
	expectGood(shape, again);
	const missing = shape.pays - (shape.isMadeOnce ? before - about.earlier : others);
	expect((await paidIn(run.account)) - before).toBe(missing);
}

function stepOf(method: string, path: string): Step {
	if (path.includes('/files/')) return 'upload';
	if (method === 'POST') return 'submit';
	return path.includes('/tts-result/') ? 'fetch' : 'poll';
}

/**
 * Tests cells, some at once.
 *
 * @param limits.answerMs how long to wait for an answer, in real ms, and for the next bytes of a
 * direct call's, in ms of the fast clock
 * @param limits.stallMs for the next bytes of other bodies, likewise
 */
export function testCells(cells: Cell[], limits: { answerMs: number; stallMs: number }) {
	let endWatch: () => void;
	beforeAll(() => {
		const { timeouts } = timing;
		const { answerMs, stallMs } = limits;
		const answers = { readMs: answerMs, submitMs: answerMs, mediaMs: answerMs };
		const longestReadMs = Math.max(stallMs, timeouts.longestReadMs);
		Object.assign(timeouts, { ...answers, stallMs, longestReadMs });
		endWatch = watchConnections();
	});
	afterAll(() => endWatch());

	test.concurrent.each(cells.map((cell) => [nameOf(cell), cell] as const))(
		'%s',
		async (_, cell) => {
			const ended = await runWith(cell);
			await OUTCOMES[cell.outcome].check(ended.run, ended.about);
			if (cell.isRetried) await expectRetry(ended);
		},
		120_000,
	);
}

function nameOf({ row, shape, step, times, outcome }: Cell): string {
	return `${shape.name}: ${row.name} at ${step}, ${times}: ${outcome}`;
}

/** Every cell of the rows, for Text to Speech, whose file comes by a link where the step asks for it. */
export function cellsOf(rows: Row[]): Cell[] {
	return rows.flatMap((row) =>
		STEPS.flatMap((step) =>
			TIMES.map((times, column) => {
				const shape = step === 'media' ? BY_LINK : step === 'upload' ? BY_UPLOAD : SPEECH;
				return { row, shape, step, times, outcome: row.fates[step][column] };
			}),
		),
	);
}

/**
 * One fault of each sort in every step but the upload, for every shape. Of what is cut into pieces,
 * the submit of the second.
 */
export function cellsOfShapes(): Cell[] {
	const [once, , forever] = TIMES;
	const both = (row: Row, shape: Shape, step: Step): Cell[] => {
		const [first, , last] = row.fates[step];
		const cells: Cell[] = [
			{ row, shape, step, times: once, outcome: first },
			{ row, shape, step, times: forever, outcome: last },
		];
		// One of several outputs is lost alone, and a look that finds nothing out has its own output.
		const isOwn = (outcome: OutcomeName, times: Cell['times']) =>
			(shape.gives.length > 1 && outcome === 'ends' && times === once) ||
			(shape.branch !== undefined && outcome === 'gaveUp');
		const isKnown = (outcome: OutcomeName, times: Cell['times']) =>
			times === once && outcome === last;
		return cells.filter(({ outcome, times }) => !isOwn(outcome, times) && !isKnown(outcome, times));
	};
	const stepsOf = ({ pays, steps }: Shape) =>
		STEPS.filter((step) => (step === 'submit' ? pays > 0 : steps.includes(step)));
	const cells = SHAPES.flatMap((shape) =>
		CLASSES.flatMap((row) => stepsOf(shape).flatMap((step) => both(row, shape, step))),
	);
	return cells.map((cell) => ({
		...cell,
		isRetried: cell.step === 'submit' && cell.outcome !== 'done',
	}));
}

const hangs = ({ fault }: Row) => fault.type === 'hang' || fault.type === 'hang-body';

/** The rows whose requests are waited for in vain, and the others. */
export const ROWS = {
	waiting: GROUPS.flatMap(({ rows }) => rows.filter(hangs)),
	others: GROUPS.flatMap(({ rows }) => rows.filter((row) => !hangs(row))),
};
