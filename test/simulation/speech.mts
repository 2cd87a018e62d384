import fc from 'fast-check';
import type { INodeType } from 'n8n-workflow';

import { createSandbox } from '../../sandbox/createSandbox.mts';
import { built } from '../support/harness.mts';
import type { Schedule, WireFault } from './faults.mts';
import type { Habits, Lived } from './life.mts';
import { live } from './life.mts';
import { Timeline } from './timeline.mts';
import type { World } from './wire.mts';

/** One text to speak, and what its task is like. */
interface Item {
	taskMs: number;
	/** How many of its tasks end badly before one ends well. */
	badEndings: number;
}

/** Everything that happens in one life of a Text to Speech node. */
export interface SpeechPlan {
	seed: number;
	items: Item[];
	itemsAtOnce: number;
	waits: boolean;
	maxWaitMinutes?: number;
	onMaxWait: 'error' | 'item';
	latencies: number[];
	links: boolean;
	storeIsFullAt: number[];
	schedule: Schedule;
	habits: Habits;
}

export interface SpeechLife extends Lived {
	plan: SpeechPlan;
	world: World;
	texts: string[];
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
		// The same trouble again and again.
		{
			weight: 1,
			arbitrary: fc.tuple(any, fc.nat(40)).map(([fault, times]) => Array(times).fill(fault)),
		},
	) as fc.Arbitrary<Array<WireFault | null>>;
}

const schedule: fc.Arbitrary<Schedule> = fc.record({
	submit: fates([{ type: 'no-task-id' }], 8),
	poll: fates([{ type: 'unknown-word' }], 20),
	fetch: fates([], 8),
	media: fates([], 8),
});

const habits: fc.Arbitrary<Habits> = fc.record({
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
});

const item: fc.Arbitrary<Item> = fc.record({
	taskMs: fc.oneof(
		{ weight: 4, arbitrary: fc.nat(8000) },
		{ weight: 1, arbitrary: fc.nat(100_000) },
	),
	badEndings: often(0, fc.integer({ min: 1, max: 2 })),
});

export const speechPlans: fc.Arbitrary<SpeechPlan> = fc.record({
	seed: fc.nat(),
	items: fc.array(item, { minLength: 1, maxLength: 7 }),
	itemsAtOnce: fc.integer({ min: 1, max: 6 }),
	waits: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, fc.constant(false)),
	maxWaitMinutes: often<number | undefined>(undefined, fc.constantFrom(0, 0.05, 0.5)),
	onMaxWait: fc.constantFrom('error' as const, 'item' as const),
	latencies: fc.array(fc.nat(1500), { minLength: 1, maxLength: 4 }),
	links: fc.boolean(),
	storeIsFullAt: often<number[]>([], fc.constant([1])),
	schedule,
	habits,
});

/** A plan in which all goes well, but for the changes. */
export function calm(
	changes: Omit<Partial<SpeechPlan>, 'habits'> & { habits?: Partial<Habits> } = {},
): SpeechPlan {
	return {
		seed: 0,
		items: [{ taskMs: 1500, badEndings: 0 }],
		itemsAtOnce: 5,
		waits: true,
		onMaxWait: 'error',
		latencies: [10],
		links: false,
		storeIsFullAt: [],
		schedule: {},
		...changes,
		habits: { tries: 1, betweenTriesMs: 0, retries: 0, ...changes.habits },
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

function nodeOf(name: string): INodeType {
	return new (built<Record<string, new () => INodeType>>(`nodes/${name}/${name}.node.js`)[name])();
}
const { systemClock } = built<{ systemClock: object }>('nodes/shared/task/clock.js');

let lives = 0;

/** Plays a plan from the beginning to the end. */
export async function liveThrough(plan: SpeechPlan): Promise<SpeechLife> {
	const timeline = new Timeline(plan.seed);
	Object.assign(systemClock, {
		now: timeline.now,
		date: timeline.now,
		sleep: timeline.sleep,
		random: timeline.random,
	});
	const sandbox = theSandbox(timeline);
	const account = sandbox.accounts.getOrCreate(`sandbox-secret-${lives++}`);
	account.configure({ resultBytes: 600 });
	const texts = plan.items.map((_, number) => `Text number ${number}.`);
	plan.items.forEach(({ badEndings }, number) => {
		if (badEndings === 0) return;
		account.faults.push({
			step: 'submit',
			contains: texts[number],
			times: badEndings,
			fault: { type: 'task', status: 'ERROR', exceptionReason: 'PROCESSING_ERROR' },
		});
	});
	const world: World = {
		timeline,
		sandbox,
		account,
		schedule: structuredClone(plan.schedule),
		latencies: plan.latencies,
		taskMsOf: (text) => plan.items[texts.findIndex((own) => text.includes(own))].taskMs,
		links: plan.links,
		seen: [],
		execution: '',
		attempt: 0,
	};
	const options = {
		itemsAtOnce: plan.itemsAtOnce,
		onMaxWait: plan.onMaxWait,
		...(plan.maxWaitMinutes === undefined ? {} : { maxWait: plan.maxWaitMinutes }),
	};
	const lived = await live({
		world,
		node: nodeOf('CambTextToSpeech'),
		items: texts.map((text) => ({ json: { text } })),
		parametersOf: (number) => ({
			text: texts[number],
			voice: 147320,
			language: 1,
			waitForCompletion: plan.waits,
			options,
		}),
		habits: plan.habits,
		storeIsFull: (attempt) => plan.storeIsFullAt.includes(attempt),
	});
	return { ...lived, plan, world, texts };
}

/** Days later, with all well again: gets the results of tasks by Fetch Result. */
export async function fetchLater({ world }: SpeechLife, taskIds: string[]): Promise<Lived> {
	world.schedule = {};
	return await live({
		world,
		node: nodeOf('CambFetchResult'),
		items: taskIds.map((taskId) => ({ json: { taskId } })),
		parametersOf: (item) => ({ kind: 'text-to-speech', taskId: taskIds[item] }),
		habits: { tries: 1, betweenTriesMs: 0, retries: 0 },
	});
}

/** Forgets a life in the sandbox. */
export function bury({ world }: SpeechLife) {
	world.sandbox.accounts.delete(world.account.key);
}
