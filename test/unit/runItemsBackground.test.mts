import type { Output } from '../../nodes/shared/tasks/kind';
import { heldTask } from '../support/heldTask.mts';
import { fault } from '../support/itemContext.mts';
import type { Run } from '../support/texts.mts';
import { runTexts } from '../support/texts.mts';

/** Of these tests: what is to be waited for in the background, and what has several results. */
const background: Run['background'] = {
	isWanted: (text) => text.startsWith('long'),
	isOneResult: (text) => !text.endsWith('s'),
};
const ids = { kind: 'dub', taskId: 't1' };
const held: Output = { json: ids, held: heldTask(), isPending: true };

/** An n8n that starts other workflows, and waits for them or not. */
function n8nThat(answer: object) {
	const started: unknown[][] = [];
	const hints: unknown[] = [];
	const n8n = {
		getWorkflow: () => ({ id: 'w' }),
		addExecutionHints: (hint: unknown) => void hints.push(hint),
		async executeWorkflow(...call: unknown[]) {
			started.push(call);
			return answer;
		},
	};
	return { n8n, started, hints };
}
const waits = () => n8nThat({ waitTill: new Date(), data: [] });
const refuses = () => n8nThat({ waitTill: null, data: [[]] });

describe('n8n may wait for', () => {
	async function mayHold(given: Run) {
		const seen: unknown[] = [];
		const { n8n, hints } = waits();
		const work: Run['work'] = async ({ item, mayHold }) => {
			seen[item] = mayHold;
			return [{ json: {} }];
		};
		await runTexts({ background, n8n, work, onError: 'continueRegularOutput', ...given });
		return { seen, hints };
	}
	const cannotPlan: Run['plan'] = async (item) => {
		if (item > 0) throw fault('the expression failed');
		return 'long';
	};

	test.each<[string, Run, unknown[], number]>([
		['what is wanted so', { texts: ['long', 'longer'] }, [true, true], 0],
		['that alone', { texts: ['short', 'long'] }, [false, true], 0],
		['nothing that is not wanted so, and says nothing', { texts: ['shorts'] }, [false], 0],
		[
			'nothing where one has several results, and says why',
			{ texts: ['long', 'shorts'] },
			[false, false],
			1,
		],
		[
			'an item beside one that could not be planned',
			{ texts: ['', ''], plan: cannotPlan },
			[true],
			0,
		],
		[
			'nothing of a node that has no such option',
			{ texts: ['long'], background: undefined },
			[false],
			0,
		],
	])('%s', async (_name, given, expected, said) => {
		const { seen, hints } = await mayHold(given);
		expect(seen).toEqual(expected);
		expect(hints).toHaveLength(said);
	});
});

describe('where a task is under way when the others have ended', () => {
	const texts = ['long', 'short', 'longer'];
	/** The outputs of each item, and how often it was worked on. */
	function working(outputs: Output[][]) {
		const begun: string[] = [];
		const work: Run['work'] = async ({ item, mayHold }, text) => {
			begun.push(text);
			if (!mayHold) return [{ json: { text } }];
			return outputs[item];
		};
		return { begun, work, background, texts };
	}
	const fine = [{ json: { text: 'long' } }];

	test('n8n waits for it, with what the others gave', async () => {
		const { n8n, started } = waits();
		const { begun, ...given } = working([fine, [], [held]]);
		expect(await runTexts({ ...given, n8n })).toEqual([
			[
				{ json: {}, pairedItem: { item: 0 } },
				{ json: {}, pairedItem: { item: 1 } },
				{ json: ids, pairedItem: { item: 2 } },
			],
		]);
		expect(begun).toEqual(texts);
		expect(started).toHaveLength(1);
		expect(started[0][1]).toMatchObject([
			{ json: { done: { text: 'long' } } },
			{ json: { done: { text: 'short' } } },
			{ json: { held: { taskId: 't1' } } },
		]);
	});

	test('an n8n that waits for nothing has it waited for in memory, and it alone', async () => {
		const { n8n, started } = refuses();
		const { begun, ...given } = working([fine, [], [held]]);
		const [items] = await runTexts({ ...given, n8n });
		expect(items.map(({ json }) => json.text)).toEqual(texts);
		expect(begun).toEqual([...texts, 'longer']);
		expect(started).toHaveLength(1);
	});

	test('a try that n8n is about to repeat is not waited for, and its tasks are kept', async () => {
		const { n8n, started } = waits();
		const lost = [{ json: { error: 'No French' } }];
		const kept = {};
		const { begun, ...given } = working([lost, [], [held]]);
		const [items] = await runTexts({ ...given, n8n, kept, retryOnFail: true });
		expect(items.map(({ json }) => json)).toEqual([{ error: 'No French' }, { text: 'short' }, ids]);
		expect(started).toEqual([]);
		expect(begun).toEqual(texts);
	});

	test('nothing is left to n8n where all have ended', async () => {
		const { n8n, started } = waits();
		const { begun, ...given } = working([fine, [], fine]);
		await runTexts({ ...given, n8n });
		expect(started).toEqual([]);
		expect(begun).toEqual(texts);
	});
});
