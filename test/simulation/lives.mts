import fc from 'fast-check';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { createSandbox } from '../../sandbox/createSandbox.mts';
import { openTaskLengths } from '../../nodes/shared/core/taskLengths';
import { TIMEOUTS } from '../../nodes/shared/http/timeouts';
import { newNode } from '../support/harness.mts';
import type { Shape } from '../support/shapes.mts';
import { SHAPES } from '../support/shapes.mts';
import type { Schedule, WireFault } from './faults.mts';
import type { Habits, Lived } from './life.mts';
import { live } from './life.mts';
import type { RunAs } from './n8n.mts';
import { Timeline } from './timeline.mts';
import type { World } from './wire.mts';

/** The kinds of work whose lives are lived: all that pay, and whose requests say what they are about. */
const KINDS = SHAPES.filter(({ pays, item }) => pays > 0 && !item);

/** One input item, and what its task is like. */
interface Item {
	taskMs: number;
	/** How many of its tasks end badly before one ends well. */
	badEndings: number;
}

/** Everything that happens in one life of a node. */
export interface LifePlan {
	seed: number;
	/** The name of a shape. */
	kind: string;
	items: Item[];
	/** How many of the parts that the items need, such as translations, end badly first. */
	partsEndBadly: number;
	itemsAtOnce: number;
	waits: boolean;
	maxWaitMinutes?: number;
	onMaxWait: 'error' | 'item';
	/** How many tasks at once the plan of the account allows. */
	allowed?: number;
	latencies: number[];
	links: boolean;
	storeIsFullAt: number[];
	schedule: Schedule;
	habits: Habits;
}

export interface Life extends Lived {
	plan: LifePlan;
	shape: Shape;
	world: World;
	words: string[];
}

const often = <T,>(usual: T, rare: fc.Arbitrary<T>) =>
	fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: rare });

const retryAfter = fc.constantFrom(
	undefined,
	undefined,
	'0',
	'3',
	'0.0001',
	'700',
	'1000000000',
	'Thu, 01 Jan 2026 00:00:20 GMT',
	'Mon, 01 Jan 2001 00:00:00 GMT',
	'soon',
);
const statuses = [
	400, 401, 402, 403, 404, 408, 409, 413, 422, 425, 429, 429, 429, 500, 502, 503, 504,
];
const body = fc.constantFrom(
	undefined,
	'',
	'<!doctype html><p>Wait',
	'{"detail":',
	'{"detail":[null]}',
	'{"detail":"The key {key} may not"}',
	'The key {key} may not',
);
const status: fc.Arbitrary<WireFault> = fc
	.record({ status: fc.constantFrom(...statuses), retryAfter, body })
	.map((fault) => ({ type: 'status', ...fault }));
const plain: fc.Arbitrary<WireFault> = fc
	.constantFrom(
		'refused',
		'dns',
		'no-route',
		'reset-before',
		'reset-after',
		'route-lost',
		'hang-before',
		'hang-after',
		'cut',
		'stall',
		'redirect',
	)
	.map((type) => ({ type }) as WireFault);
const drip = fc
	.constantFrom(100, 5000, 50_000, 200_000)
	.map((gapMs): WireFault => ({ type: 'drip', gapMs }));
const garbled = fc
	.constantFrom(
		['', 'application/json'],
		['{"task_id": "31f7', 'application/json'],
		['<!doctype html><p>A proxy says hello', 'text/html'],
		['[]', 'application/json'],
		['<!doctype html><p>{key}', 'text/html'],
		['{"status":"{key}","task_id":["{key}"],"message":"{key}"}', 'application/json'],
		['{"status":"ERROR","message":"{key}"}', 'application/json'],
		['null', 'application/json'],
	)
	.map(([content, contentType]): WireFault => ({ type: 'garbled', body: content, contentType }));

/** The fates of the requests of one step: mostly well, in the beginning or for long. */
function fates(extra: WireFault[], maxLength: number) {
	const any = fc.oneof(plain, status, drip, garbled, ...extra.map((fault) => fc.constant(fault)));
	return fc.oneof(
		{ weight: 2, arbitrary: fc.constant([]) },
		{ weight: 4, arbitrary: fc.array(often<WireFault | null>(null, any), { maxLength }) },
		// The same failure again and again.
		{
			weight: 1,
			arbitrary: fc.tuple(any, fc.nat(40)).map(([fault, times]) => Array(times).fill(fault)),
		},
	) as fc.Arbitrary<Array<WireFault | null>>;
}

const schedule: fc.Arbitrary<Schedule> = fc.record({
	upload: fates([], 8),
	submit: fates([{ type: 'no-task-id' }], 8),
	poll: fates([{ type: 'unknown-word' }], 20),
	fetch: fates([], 8),
	media: fates([], 8),
});

const habits = fc.record({
	onError: fc.constantFrom(
		undefined,
		undefined,
		'continueRegularOutput' as const,
		'continueErrorOutput' as const,
	),
	tries: often(1, fc.integer({ min: 2, max: 4 })),
	betweenTriesMs: fc.constantFrom(0, 1000, 5000),
	retries: often(0, fc.integer({ min: 1, max: 2 })),
	stopAtMs: often<number | undefined>(undefined, fc.nat(40_000)),
	savesLate: fc.boolean(),
	rounds: often(1, fc.integer({ min: 2, max: 3 })),
	runAs: often<RunAs>('node', fc.constantFrom('engine', 'invoke')),
});

const item: fc.Arbitrary<Item> = fc.record({
	taskMs: fc.oneof(
		{ weight: 4, arbitrary: fc.nat(8000) },
		{ weight: 1, arbitrary: fc.nat(100_000) },
	),
	badEndings: often(0, fc.integer({ min: 1, max: 2 })),
});

const anyPlan: fc.Arbitrary<LifePlan> = fc.record({
	seed: fc.nat(),
	kind: fc.constantFrom(...KINDS.map(({ name }) => name)),
	items: fc.array(item, { minLength: 1, maxLength: 5 }),
	partsEndBadly: often(0, fc.integer({ min: 1, max: 2 })),
	itemsAtOnce: fc.integer({ min: 1, max: 6 }),
	waits: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, fc.constant(false)),
	maxWaitMinutes: often<number | undefined>(undefined, fc.constantFrom(0, 0.05, 0.5)),
	onMaxWait: fc.constantFrom('error' as const, 'item' as const),
	allowed: often<number | undefined>(undefined, fc.integer({ min: 1, max: 3 })),
	latencies: fc.array(fc.nat(1500), { minLength: 1, maxLength: 4 }),
	links: fc.boolean(),
	storeIsFullAt: often<number[]>([], fc.constant([1])),
	schedule,
	habits,
});

/** An agent calls a tool with one input, and has no On Error. */
export const lifePlans = anyPlan.map((plan): LifePlan => {
	const { runAs } = plan.habits;
	const isTool = shapeOf(plan).isTool === true && runAs !== 'node';
	if (!isTool) return { ...plan, habits: { ...plan.habits, runAs: 'node' } };
	return { ...plan, items: plan.items.slice(0, 1), habits: { ...plan.habits, onError: undefined } };
});

function shapeOf({ kind }: LifePlan): Shape {
	return KINDS.find(({ name }) => name === kind) as Shape;
}

/** A plan in which all goes well, but for the changes. */
export function calm(
	changes: Omit<Partial<LifePlan>, 'habits'> & { habits?: Partial<Habits> } = {},
): LifePlan {
	return {
		seed: 0,
		kind: 'speech',
		partsEndBadly: 0,
		items: [{ taskMs: 1500, badEndings: 0 }],
		itemsAtOnce: 5,
		waits: true,
		onMaxWait: 'error',
		latencies: [10],
		links: false,
		storeIsFullAt: [],
		schedule: {},
		...changes,
		habits: {
			tries: 1,
			betweenTriesMs: 0,
			retries: 0,
			rounds: 1,
			runAs: 'node',
			...changes.habits,
		},
	};
}

let shared: { sandbox: ReturnType<typeof createSandbox>; time: { now(): number } } | undefined;

/** One sandbox for all lives: each has an account and a timeline of its own in it. */
function theSandbox(timeline: Timeline) {
	if (!shared) {
		const time = { now: () => timeline.now() };
		shared = { sandbox: createSandbox({ now: () => time.now() }), time };
	}
	shared.time.now = timeline.now;
	return shared.sandbox;
}

export async function closeWorlds() {
	await shared?.sandbox.close();
	shared = undefined;
}

/** `cambDub` is the class `CambDub`. */
function nodeOf(type: string, { now, sleep, random }: Timeline): INodeType {
	const name = type[0].toUpperCase() + type.slice(1);
	return newNode(name, {
		clock: { now, date: now, sleep, random },
		timeouts: TIMEOUTS,
		taskLengths: openTaskLengths(),
	});
}

/** A shape's parameters about a word, with all defaults, as n8n gives them to a node. */
function parametersFor(shape: Shape, node: INodeType, word: string, more: IDataObject) {
	const text = JSON.stringify(shape.parameters)
		.replaceAll(/\{\{ \$json\.word \}\}/g, word)
		.replaceAll('"=', '"');
	const own = JSON.parse(text) as INodeParameters;
	const options = { ...(own.options as object), ...(more.options as object) };
	const given = { ...own, ...more, options } as INodeParameters;
	const { description } = node;
	return NodeHelpers.getNodeParameters(
		description.properties,
		given,
		true,
		false,
		{ typeVersion: 1 } as INode,
		description,
	) as IDataObject;
}

let lives = 0;

/** Plays a plan from the beginning to the end. */
export async function liveThrough(plan: LifePlan): Promise<Life> {
	const shape = shapeOf(plan);
	const timeline = new Timeline(plan.seed);
	const sandbox = theSandbox(timeline);
	const account = sandbox.accounts.getOrCreate(`sandbox-secret-${lives++}`);
	account.configure({ resultBytes: 600 });
	// No word may be the beginning of another.
	const words = plan.items.map((_, number) => `word${String(number).padStart(4, '0')}`);
	const fault = { type: 'task', status: 'ERROR', exceptionReason: 'PROCESSING_ERROR' } as const;
	plan.items.forEach(({ badEndings: times }, number) => {
		if (times > 0) account.faults.push({ contains: words[number], times, fault });
	});
	for (const operation of ['createTranslatedStory', 'createDubAltFormat']) {
		if (plan.partsEndBadly > 0)
			account.faults.push({ operation, times: plan.partsEndBadly, fault });
	}
	const world: World = {
		timeline,
		sandbox,
		account,
		schedule: structuredClone(plan.schedule),
		latencies: plan.latencies,
		words,
		taskMsOf: (word) => plan.items[words.indexOf(word)].taskMs,
		allowed: plan.allowed,
		links: plan.links,
		seen: [],
		execution: '',
		round: 0,
		attempt: 0,
	};
	const node = nodeOf(shape.type, timeline);
	const options = {
		itemsAtOnce: plan.itemsAtOnce,
		onMaxWait: plan.onMaxWait,
		...(plan.maxWaitMinutes === undefined ? {} : { maxWait: plan.maxWaitMinutes }),
	};
	const more = { waitForCompletion: plan.waits, options };
	const parameters = words.map((word) => parametersFor(shape, node, word, more));
	const files = new Map<string, Buffer>();
	const items: INodeExecutionData[] = [];
	for (const word of words) {
		const made = await shape.file?.(word);
		if (!made) {
			items.push({ json: { word } });
			continue;
		}
		const { content, fileName, mimeType } = made;
		const id = `filesystem:${word}`;
		files.set(id, content as Buffer);
		items.push({
			json: { word },
			binary: { data: { id, data: 'filesystem', fileName, mimeType } },
		});
	}
	const lived = await live({
		world,
		node,
		items,
		parametersOf: (number) => parameters[number],
		habits: plan.habits,
		files,
		storeIsFull: (attempt) => plan.storeIsFullAt.includes(attempt),
	});
	return { ...lived, plan, shape, world, words };
}

/** Days later, with all well again: gets the results of tasks by Fetch Result. */
export async function fetchLater({ world, shape }: Life, taskIds: string[]): Promise<Lived> {
	world.schedule = {};
	const { kind } = shape.gives[0].json;
	const node = nodeOf('cambFetchResult', world.timeline);
	const all = taskIds.map((taskId) =>
		parametersFor({ ...shape, parameters: {} }, node, '', { kind, taskId }),
	);
	return await live({
		world,
		node,
		items: taskIds.map((taskId) => ({ json: { taskId } })),
		parametersOf: (item) => all[item],
		habits: { tries: 1, betweenTriesMs: 0, retries: 0, rounds: 1, runAs: 'node' },
	});
}

/** Forgets a life in the sandbox. */
export function bury({ world }: Life) {
	world.sandbox.accounts.delete(world.account.key);
}
