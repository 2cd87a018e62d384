import type { INode, INodeParameters } from 'n8n-workflow';

import { retryOf } from '../../engine/retry.mts';
import { startRun } from '../../engine/run.mts';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import {
	credentialFor,
	newAccount,
	NODE,
	nodeOf,
	START,
	theEngine,
	thePackage,
	useEngine,
} from '../support/harness.mts';
import type { Shape } from '../support/shapes.mts';
import { breaksAll, isDirect, leftIn, paidIn, SHAPES, withWord } from '../support/shapes.mts';

useEngine();

const ROUNDS = 3;
const ON_ERROR: Array<INode['onError']> = [
	'stopWorkflow',
	'continueRegularOutput',
	'continueErrorOutput',
];
/** Without input files, which a loop of this node alone would lose. */
const looped = SHAPES.filter(
	({ pays, parameters, file }) => pays > 0 && !file && JSON.stringify(parameters).includes('word'),
);
const cases = ON_ERROR.flatMap((onError) =>
	looped.map((shape) => [shape.name, onError, shape] as const),
);

/** Start → the node → If, which leads back to the node until it has run `ROUNDS` times. */
function loop(shape: Shape, word: string, account: SandboxAccount, node: Partial<INode>) {
	// What goes round is the node's own output: the word comes from elsewhere.
	const parameters = withWord(shape, word) as INodeParameters;
	const again: INode = {
		id: 'if',
		name: 'Again?',
		type: 'n8n-nodes-base.if',
		typeVersion: 2.2,
		position: [200, 0],
		parameters: { conditions: `={{ $runIndex < ${ROUNDS - 1} && $itemIndex === 0 }}` },
	};
	const back = { node: NODE, type: 'main', index: 0 } as const;
	const out = [{ node: again.name, type: 'main', index: 0 } as const];
	return {
		workflow: {
			nodes: [START, nodeOf({ ...shape, parameters, node }), again],
			connections: {
				[START.name]: { main: [[back]] },
				[NODE]: { main: [out, out] },
				[again.name]: { main: [[back]] },
			},
		},
		credentials: credentialFor(account) as never,
	};
}

const start = async (input: Parameters<typeof startRun>[2]) =>
	await startRun(theEngine(), thePackage(), input).done;

test.each(cases)(
	'%s in a loop, On Error %s: each round is work of its own, and nothing is left',
	async (_, onError, shape) => {
		const account = await newAccount();
		const run = await start(loop(shape, '"alpha"', account, { onError }));
		expect(run.status).toBe('success');
		expect(run.data.resultData.runData[NODE]).toHaveLength(ROUNDS);
		expect(await paidIn(account)).toBe(ROUNDS * shape.pays);
		expect(leftIn(run)).toEqual([]);
	},
);

test.each(cases.filter(([, onError]) => onError !== 'stopWorkflow'))(
	'%s in a loop, On Error %s: a round that fails leaves nothing behind after the others',
	async (_, onError, shape) => {
		const account = await newAccount();
		await account.addFaults({ ...breaksAll(shape), times: 1 });
		const run = await start(loop(shape, '"alpha"', account, { onError }));
		expect(run.data.resultData.runData[NODE]).toHaveLength(ROUNDS);
		expect(leftIn(run)).toEqual([]);
		expect(await paidIn(account)).toBeLessThanOrEqual(ROUNDS * shape.pays);
	},
);

test.each(looped.map((shape) => [shape.name, shape] as const))(
	'%s: Retry goes on in the round that failed, and pays for no round again',
	async (_, shape) => {
		const account = await newAccount();
		const word = '"round" + $runIndex';
		await account.addFaults({ ...breaksAll(shape), contains: 'round2' });
		const input = loop(shape, word, account, {});
		const first = await start(input);
		expect([first.status, first.data.resultData.runData[NODE]?.length]).toEqual(['error', ROUNDS]);
		await account.clearFaults();
		const second = await start({ ...input, resume: retryOf(first), executionId: '2' });
		expect(second.status).toBe('success');
		expect(second.data.resultData.runData[NODE]).toHaveLength(ROUNDS);
		// A click is the decision to send again what may have been accepted.
		expect(await paidIn(account)).toBe(
			ROUNDS * shape.pays + (isDirect(shape) ? (shape.pieces ?? 1) : 0),
		);
		expect(leftIn(second)).toEqual([]);
	},
);
