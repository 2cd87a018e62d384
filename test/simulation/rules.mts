import type { IDataObject } from 'n8n-workflow';

import { isDirect } from '../support/shapes.mts';
import type { Outcome } from './life.mts';
import type { Life } from './lives.mts';
import { fetchLater } from './lives.mts';
import type { Seen } from './wire.mts';
import { API, isStream } from './wire.mts';

const BAD = ['ERROR', 'TIMEOUT', 'PAYMENT_REQUIRED', 'FAILED'];

const isTool = ({ plan }: Life) => plan.habits.runAs !== 'node';
const has = (json: IDataObject) => json.error !== undefined;
/** What was made directly, such as a voice, is no task. */
const isDone = (json: IDataObject) =>
	json.status === 'SUCCESS' ||
	['voiceId', 'folderId', 'dictionaryId'].some((name) => json[name] !== undefined);

/** What was paid for, by the work that it is for, in order: each round of a loop is work of its own. */
function paidWork(life: Life): Map<string, Seen[]> {
	const works = new Map<string, Seen[]>();
	for (const submit of life.world.seen.filter(({ paid }) => paid)) {
		const work = [submit.about, submit.part, isTool(life) ? '' : submit.round].join(' ');
		works.set(work, [...(works.get(work) ?? []), submit]);
	}
	return works;
}

/** The check by which the node got to know that a task ended badly. */
function badNews({ world }: Life, taskId: string | undefined): Seen | undefined {
	return world.seen.find(
		({ step, about, status }) => step === 'poll' && about === taskId && BAD.includes(status ?? ''),
	);
}

/** Where an item has its IDs: on n8n's error output, inside of the one field that n8n lets pass. */
function idsIn(json: IDataObject): IDataObject {
	return typeof json.error === 'object' ? (json.error as IDataObject) : json;
}

/** Whether a call of a tool brought all that it was made for. */
function isDelivered(outcome: Outcome | undefined): boolean {
	return outcome?.is === 'items' && !outcome.items.some(({ json }) => has(json));
}

/**
 * Rule 2. Work is paid for again only when its task ended badly and the node knew; when a person
 * retried the execution after an answer was lost; or when an agent calls a tool anew after a call
 * that delivered.
 */
function expectPaidOnce(life: Life) {
	for (const [work, submits] of paidWork(life)) {
		submits.slice(1).forEach((again, number) => {
			const before = submits[number];
			const bad = badNews(life, before.paid?.taskId)?.overAt;
			const endedBadly = bad !== undefined && bad <= again.at;
			// A file that came and could not be stored is nowhere.
			const isUnstored = isStream(before.paid ?? {}) && life.plan.storeIsFullAt.length > 0;
			const isLost = !before.told || isUnstored;
			const byPerson = isLost && before.execution !== again.execution;
			const between = life.rounds.slice(before.round, again.round);
			const isNewCall = isTool(life) && between.some(isDelivered);
			if (endedBadly || byPerson || isNewCall) return;
			throw new Error(
				`${work} was paid for twice: ${JSON.stringify(before)}, ${JSON.stringify(again)}`,
			);
		});
	}
}

/** The text in which the next node, a person or a model can find what became of an item. */
function seenOf(life: Life, outcome: Outcome, item: number): string {
	if (outcome.is === 'stopped') return '';
	if (outcome.is === 'items') {
		return JSON.stringify(
			outcome.items
				.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item)
				.map(({ json }) => json),
		);
	}
	const { message, description, context } = outcome.error;
	// The engine gives an agent nothing but the message.
	if (life.plan.habits.runAs === 'engine') return message;
	return `${message} ${description ?? ''} ${JSON.stringify(context)}`;
}

/** Rule 1. Every ID that the node was told is in n8n's log once, and in what comes out. */
function expectNothingLost(life: Life) {
	const { log, words, rounds, lastRuns } = life;
	for (const submits of paidWork(life).values()) {
		const told = submits.filter((submit) => submit.told);
		for (const { paid } of told) {
			const id = paid?.taskId ?? paid?.madeId;
			if (!id) continue;
			expect([id, log.filter((line) => line.includes(String(id))).length]).toEqual([id, 1]);
		}
		const last = told.at(-1);
		const id = last?.paid?.taskId ?? last?.paid?.runId ?? last?.paid?.madeId;
		// A conversion is a step of the item's own task, which can be fetched anew.
		if (!last || id === undefined || last.part.startsWith('dub-alt-format')) continue;
		const outcome = rounds[last.round];
		if (!outcome || outcome.is === 'stopped') continue;
		// What ended badly in an earlier run is submitted anew, which may come to nothing.
		const bad = badNews(life, last.paid?.taskId);
		const { execution, attempt } = lastRuns[last.round];
		if (bad && (bad.execution !== execution || bad.attempt !== attempt)) continue;
		const said = seenOf(life, outcome, words.indexOf(last.about));
		if (!said.includes(String(id))) throw new Error(`${id} is not in what came out: ${said}`);
	}
}

/** Rule 1, to its end: what was told can still be fetched, without paying again. */
async function expectFetchable(life: Life) {
	const { world, shape } = life;
	if (isDirect(shape)) return;
	const ids = world.seen
		.filter(({ told, part }) => told && part === '')
		.flatMap(({ paid }) => paid?.taskId ?? []);
	const good = ids.filter((id) => world.account.find(id)?.ending.status === 'SUCCESS');
	if (good.length === 0) return;
	const paid = world.account.tasks.length;
	const { outcome } = await fetchLater(life, good);
	if (outcome.is !== 'items') throw new Error(`${good.join()} could not be fetched any more`);
	const fetched = outcome.items.map(({ json }) => [json.taskId, json.status, has(json)]);
	expect(fetched).toEqual(expect.arrayContaining(good.map((id) => [id, 'SUCCESS', false])));
	expect(world.account.tasks).toHaveLength(paid);
}

/** Rule 5. What each item gives is in order, linked, complete, and about its own task. */
function expectOrder({ rounds, plan, shape, words, world }: Life) {
	for (const outcome of rounds) {
		if (outcome.is !== 'items') continue;
		const from = outcome.items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(from).toEqual([...from].sort((one, other) => one - other));
		expect([...new Set(from)]).toEqual([...words.keys()]);
		for (const [number, word] of words.entries()) {
			const own = outcome.items.filter((_, index) => from[index] === number);
			expect([1, shape.gives.length, shape.pieces]).toContain(own.length);
			const task = world.account.find(idsIn(own[0].json).taskId);
			if (task) expect(task.text).toContain(word);
			own.forEach(({ json, binary }, index) => {
				if (has(json) || !plan.waits || !isDone(json)) return;
				const { json: expected, files = [] } = shape.gives[index % shape.gives.length];
				expect(json).toMatchObject(expected);
				// A silent recording has no subtitles.
				if (json.text !== '') expect(Object.keys(binary ?? {})).toEqual(files);
				// The pieces of a stream are joined behind one header.
				const pieces = isDirect(shape) ? (shape.pieces ?? 1) : 1;
				if (json.mimeType === 'audio/wav') expect(json.fileSize).toBe(44 + pieces * (600 - 44));
			});
		}
	}
}

/** Rules 3, 6 and 9: no request after Stop, none with the key elsewhere, none sooner than asked. */
async function expectQuiet(life: Life) {
	const { outcome, world, listeners } = life;
	const { timeline, seen } = world;
	if (outcome.is === 'stopped') {
		expect(seen.filter(({ at }) => at > outcome.stoppedAt)).toEqual([]);
		expect(life.endedAt - outcome.stoppedAt).toBeLessThanOrEqual(250);
	}
	for (const { host, withKey } of seen) if (`http://${host}` !== API) expect(withKey).toBe(false);
	for (const held of seen.filter(({ heldUntil }) => heldUntil)) {
		const tooSoon = seen.filter(
			(later) =>
				later.host === held.host &&
				later.execution === held.execution &&
				later.round === held.round &&
				later.attempt === held.attempt &&
				later.at > (held.overAt ?? Infinity) &&
				later.at < (held.heldUntil as number),
		);
		expect(tooSoon).toEqual([]);
	}
	expect(listeners).toBe(0);
	await timeline.run(250);
	expect(timeline.pending).toBe(0);
}

/** Rule 3. The key is in nothing that comes out or is kept. */
function expectNoKey({ rounds, log, left, world }: Life) {
	const { key } = world.account;
	const said = rounds.map((outcome) =>
		outcome.is === 'error'
			? [outcome.error.message, outcome.error.description, outcome.error]
			: outcome,
	);
	expect(JSON.stringify([said, log, left])).not.toContain(key);
}

/** What is delivered leaves nothing in n8n's data. */
function expectTidy({ rounds, left }: Life) {
	const areDone = (outcome: Outcome) =>
		outcome.is === 'items' && outcome.items.every(({ json }) => isDone(json));
	if (!rounds.every((outcome) => isDelivered(outcome) && areDone(outcome))) return;
	expect(Object.values(left).flatMap((place) => Object.keys(place as object))).toEqual([]);
}

/** All rules at once. */
export async function expectAllRules(life: Life) {
	expectPaidOnce(life);
	expectNothingLost(life);
	expectOrder(life);
	expectNoKey(life);
	expectTidy(life);
	await expectQuiet(life);
	if (life.outcome.is !== 'items') await expectFetchable(life);
}
