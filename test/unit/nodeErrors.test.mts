import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { ExplainedError } from '../../nodes/shared/core/explainedError';
import { toErrorJson, toNodeError } from '../../nodes/shared/errors/nodeErrors';

/** The `Error` of the nodes, which is another one than the tests' own where node itself loads them. */
const NodesError = Object.getPrototypeOf(ExplainedError) as ErrorConstructor;

const node: INode = {
	id: 'node',
	name: 'CAMB.AI',
	type: 'n8n-nodes-camb.cambTextToSpeech',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const task = (taskId: string | null, runId: number | null = null) => ({
	kind: 'story',
	taskId,
	runId,
});
const problem = new ExplainedError({ message: 'It broke', description: 'Mend it.' });

describe("n8n's error", () => {
	test('is of the node, with message, advice and item', () => {
		const error = toNodeError(node, problem, { itemIndex: 2 });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: 'It broke', description: 'Mend it.', node });
		expect(error.context).toEqual({ itemIndex: 2 });
	});

	test('is of the API when the server answered, with its status', () => {
		const { explanation } = problem;
		const error = toNodeError(node, new ExplainedError({ ...explanation, httpCode: '422' }), {
			itemIndex: 1,
		});
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'It broke',
			description: 'Mend it.',
			httpCode: '422',
			node,
		});
		expect(error.context.itemIndex).toBe(1);
	});

	test.each([
		[undefined, /result/],
		['A parameter could not be read', /^A parameter could not be read$/],
	])('of an error that nobody explained, %s', (unexplained, message) => {
		const error = toNodeError(node, new NodesError('x is no function'), { unexplained });
		expect(error.message).toMatch(message);
		expect(error.description).toBe('x is no function.');
	});

	test.each([
		[undefined, /^Mend it\. Tasks of this item: Task ID t-1/],
		[task('t-2'), /Other tasks of this item: Task ID t-1/],
	])('names the tasks before that of the item %j', (own, words) => {
		const error = toNodeError(node, problem, { task: own, earlier: [task('t-1')] });
		expect(error.description).toMatch(words);
	});

	test('tells also what is thrown and no error', () => {
		expect(toNodeError(node, 'odd', {}).description).toBe('odd.');
	});

	test('never shows the key', () => {
		const hideKey = (text: string) => text.replace('key-1', '[API key]');
		const error = toNodeError(node, new NodesError('key-1 is bad'), { hideKey });
		expect(error.description).toBe('[API key] is bad.');
	});

	test('a problem says its message where it is thrown, too', () => {
		expect(problem.message).toBe('It broke');
	});
});

const voice = (voiceId: number) => ({ kind: 'voice-clone', taskId: null, runId: null, voiceId });

describe('every accepted task is in the description and the context', () => {
	const own = 'Task ID t-1, Run ID 7 (story)';
	const earlier = [task('t-2'), task('t-3', 8)];
	const others = [task('t-4'), task(null, 9)];
	test.each<[Parameters<typeof toNodeError>[2], told: RegExp[]]>([
		[{ task: task('t-1') }, [/Task ID t-1 \(story\)\. .*Fetch Result.+without paying again/]],
		[{ task: task('t-1', 7) }, [/Task ID t-1, Run ID 7 \(story\)\./]],
		[{ task: task(null, 0) }, [/\. Run ID 0 \(story\)\./]],
		// A voice is in the account: there is nothing to fetch.
		[{ task: voice(5) }, [/^Mend it\. Voice ID 5 \(voice-clone\)\.$/]],
		[{ earlier }, [/this item: Task ID t-2 \(story\); Task ID t-3, Run ID 8 \(story\)\./]],
		[
			{ others: [...others, voice(6)] },
			[/other items: Task ID t-4 \(story\); Run ID 9 \(story\); Voice ID 6 \(voice-clone\)\./],
		],
		[{ unsure: [3, 4] }, [/may also have accepted.+item 3, 4,.+lost.+Studio before you retry/]],
		[
			{ task: task('t-1', 7), earlier, others, unsure: [5] },
			[
				/t-1, Run ID 7 .+Fetch Result/,
				/this item: Task ID t-2/,
				/other items: Task ID t-4/,
				/item 5,/,
			],
		],
		[{ earlier: [], others: [], unsure: [] }, [/^Mend it\.$/]],
	])('%j', ({ task, ...lists }, told) => {
		const about = { itemIndex: 0, task, ...lists };
		const { description, context } = toNodeError(node, problem, about);
		for (const words of told) expect(description).toMatch(words);
		expect(description).toMatch(/^Mend it\..*\.?$/);
		expect(description?.includes('Fetch Result')).toBe(task !== undefined && !task.voiceId);
		const kept = Object.entries(lists).filter(([, list]) => (list as unknown[]).length > 0);
		expect(context).toEqual({ itemIndex: 0, ...task, ...Object.fromEntries(kept) });
	});

	test('about no item, they are all the same', () => {
		const { description } = toNodeError(node, problem, { others });
		expect(description).toBe('Mend it. Accepted: Task ID t-4 (story); Run ID 9 (story).');
	});

	test('also of an error with an HTTP status', () => {
		const refused = new ExplainedError({ message: 'No', description: 'Wait.', httpCode: '503' });
		const { description, context } = toNodeError(node, refused, { task: task('t-1', 7), others });
		expect(description).toMatch(/^Wait\. /);
		expect(description).toContain(own);
		expect(description).toContain('Task ID t-4');
		expect(context).toMatchObject({ ...task('t-1', 7), others });
	});

	test('a task that is over offers nothing to fetch', () => {
		const over = new ExplainedError({ ...problem.explanation, isOver: true });
		const { description } = toNodeError(node, over, { task: task('t-1') });
		expect(description).toMatch(/^Mend it\. Task ID t-1 \(story\)\.$/);
	});

	test.each([
		new NodeOperationError(node, 'Made before', { description: 'As it was.' }),
		new NodeApiError(node, { message: 'x' }, { message: 'Made before', description: 'As it was.' }),
	])("an error of n8n's own is not wrapped, and learns the tasks", (before) => {
		const error = toNodeError(node, before, { task: task('t-1', 7), unsure: [2] });
		expect(error).toBe(before);
		expect(error.message).toBe('Made before');
		expect(error.description).toMatch(/^As it was\. Task ID t-1, Run ID 7 \(story\)\./);
		expect(error.context).toMatchObject({ ...task('t-1', 7), unsure: [2] });
	});

	test('an error that says only what happened gets the tasks as its description', () => {
		const error = toNodeError(node, new NodeOperationError(node, 'Bare'), { task: task('t-1') });
		expect(error.description).toMatch(/^Task ID t-1 \(story\)\. /);
	});
});

describe('however many tasks there are', () => {
	const many = (count: number) =>
		Array.from({ length: count }, (_, n) => task(`31f7af5f-7c1a-4c36-9a53-${1e11 + n}`, n));
	const lists = { earlier: many(5000), others: many(5000), unsure: many(5000).map((_, n) => n) };
	const long = new ExplainedError({ message: 'x'.repeat(9000), description: 'y '.repeat(9000) });

	test('the description is short, with the own ID, the first of the others and how many more', () => {
		for (const error of [problem, long, new NodeOperationError(node, long.message)]) {
			const { message, description, context } = toNodeError(node, error, {
				task: task('t-1', 7),
				...lists,
			});
			expect(message.length).toBeLessThan(1000);
			expect(description?.length).toBeLessThan(4000);
			expect(description).toContain('Task ID t-1, Run ID 7 (story)');
			expect(context).toMatchObject(lists);
		}
		const { description } = toNodeError(node, problem, { others: lists.others });
		expect(description).toContain(lists.others[9].taskId);
		expect(description).not.toContain(lists.others[10].taskId);
		expect(description).toContain('and 4,990 more');
	});
});

test('however long the IDs of other tasks are, the description is cut after the own one', () => {
	const others = Array.from({ length: 10 }, (_, n) => task(`${n}`.repeat(900)));
	const { description = '' } = toNodeError(node, problem, { task: task('t-1'), others });
	expect(description).toMatch(/^Mend it\. Task ID t-1 \(story\)\. .+: Task ID 0+ .*…$/);
	expect(description?.length).toBeLessThan(4000);
});

test('a description is cut only when it is too long', () => {
	const told = (fetchAdvice: string) => {
		const { description = '' } = toNodeError(node, problem, { task: task('t-1'), fetchAdvice });
		return description ?? '';
	};
	const more = 3900 - told('').length - ' '.length;
	expect(told('x'.repeat(more))).toMatch(/x$/);
	expect(told('x'.repeat(more + 1))).toMatch(/x…$/);
});

describe('who reads it', () => {
	test('Fetch Result is not told to use Fetch Result', () => {
		const fetchAdvice = 'Run this node again later.';
		const { description } = toNodeError(node, problem, { task: task('t-1'), fetchAdvice });
		expect(description).toContain(fetchAdvice);
		expect(description).not.toContain('Fetch Result');
	});

	// What n8n makes of a tool's error: newer ones tell the message, 1.120 the description.
	test.each([
		problem,
		new ExplainedError({ message: 'It broke', description: 'Mend it.', httpCode: '403' }),
		new NodeOperationError(node, 'It broke', { description: 'Mend it.' }),
		new NodeApiError(node, { message: 'It broke', description: 'Mend it.' }),
	])('an AI agent, which gets the message or the description alone, finds all in it', (given) => {
		const error = toNodeError(node, given, { task: task('t-1', 7), forAgent: true });
		const told = new NodeOperationError(node, error);
		expect(told.message).toMatch(/^It broke\. Mend it\. Task ID t-1, Run ID 7 \(story\)\. /);
		expect(told.description).toBe(told.message);
		expect(told.context).toMatchObject(task('t-1', 7));
		expect(toErrorJson(error, false)).toEqual({ error: told.message, ...task('t-1', 7) });
	});

	test('the key is in neither', () => {
		const hideKey = (text: string) => text.replaceAll('key-1', '[API key]');
		const leaky = new ExplainedError({ message: 'No key-1', description: 'Bad key-1.' });
		const given = { hideKey, task: task('t-key-1') };
		expect(JSON.stringify(toNodeError(node, leaky, given))).not.toContain('key-1 ');
		expect(toNodeError(node, leaky, given).message).toBe('No [API key]');
	});
});

describe("the error's item when the workflow goes on", () => {
	const error = toNodeError(node, problem, { task: task('t-1', 7), earlier: [task('t-2')] });
	const details = {
		description: error.description,
		...task('t-1', 7),
		earlier: [task('t-2')],
	};

	test('says what happened and names the tasks', () => {
		expect(toErrorJson(error, false)).toEqual({ error: 'It broke', ...details });
	});

	test('has but one field for the error output of n8n before 2.36', () => {
		expect(toErrorJson(error, true)).toEqual({ error: { message: 'It broke', ...details } });
	});

	test('says what else is known, beside the error', () => {
		const about = { language: 'French' };
		expect(toErrorJson(error, false, about)).toEqual({ error: 'It broke', ...about, ...details });
	});

	test('has no empty fields', () => {
		const bare = new NodeOperationError(node, 'It broke');
		expect(toErrorJson(bare, false)).toStrictEqual({ error: 'It broke' });
	});

	test('the voice that was made is in it', () => {
		const error = toNodeError(node, problem, { task: voice(5) });
		expect(toErrorJson(error, false)).toMatchObject({ error: 'It broke', ...voice(5) });
	});
});

test('a request that was refused has no ID to fetch by', () => {
	const { description } = toNodeError(node, problem, { task: task(null) });
	expect(description).toBe('Mend it.');
});

describe('requests of the item whose responses were lost', () => {
	const piece = (number: number) => ({ number, of: 3 });
	const lost = [
		{ kind: 'dub', piece: piece(1) },
		{ kind: 'story', advice: 'Look in the list.' },
		{ kind: 'voice-clone', advice: 'Look in the list.' },
	];

	test('are told with what to do, each advice once, and kept', () => {
		const { description, context } = toNodeError(node, problem, { lost });
		expect(description).toContain('(dub, part 1 of 3; story; voice-clone)');
		expect(description).toMatch(/Check CAMB\.AI Studio before you retry.+ Look in the list\.$/);
		expect(description?.match(/Look in the list/g)).toHaveLength(1);
		expect(context.lost).toEqual([
			{ kind: 'dub', piece: piece(1) },
			{ kind: 'story', piece: undefined },
			{ kind: 'voice-clone', piece: undefined },
		]);
	});

	test('are not told twice where the error is about the one', () => {
		const own = new ExplainedError({ ...problem.explanation, isLost: true });
		const one = toNodeError(node, own, { lost: [{ kind: 'dub' }] });
		expect(one.description).toBe('Mend it.');
		expect(one.context.lost).toEqual([{ kind: 'dub', piece: undefined }]);
	});

	test('are no part of an error without any', () => {
		expect(toNodeError(node, problem, { lost: [] }).context).not.toHaveProperty('lost');
	});

	test('of other items have all of their advice', () => {
		const { description } = toNodeError(node, problem, {
			unsure: [2],
			unsureAdvice: ['Look in the list.', 'Look in Studio.'],
		});
		expect(description).toMatch(/item 2, .+ Look in the list\. Look in Studio\.$/);
	});
});

describe('an item that was cut into pieces', () => {
	const [first, second] = [1, 2].map((number) => ({
		...task(`t-${number}`, number),
		piece: { number, of: 3 },
	}));
	const pieces = [
		{ taskId: 't-1', runId: 1 },
		{ taskId: 't-2', runId: 2 },
		{ taskId: null, runId: null },
	];

	test.each<[string, Parameters<typeof toNodeError>[2]]>([
		['the own task', { earlier: [first], task: second }],
		['none of its own', { earlier: [first, second] }],
	])('has the IDs of all, with %s', (_name, given) => {
		const error = toNodeError(node, problem, given);
		expect(error.context.pieces).toEqual(pieces);
		expect(toErrorJson(error, false).pieces).toEqual(pieces);
	});

	test('is no other: there are no pieces then', () => {
		const error = toNodeError(node, problem, { task: task('t-1') });
		expect(error.context).not.toHaveProperty('pieces');
		expect(toErrorJson(error, false)).not.toHaveProperty('pieces');
	});
});
