import type { IDataObject } from 'n8n-workflow';

import type { SpeechLife } from './speech.mts';
import { fetchLater } from './speech.mts';
import type { Seen } from './wire.mts';
import { API } from './wire.mts';

const BAD = ['ERROR', 'TIMEOUT', 'PAYMENT_REQUIRED', 'FAILED'];

/** The submits that the API took for one text, in order. */
function acceptedFor({ world }: SpeechLife, text: string): Seen[] {
	return world.seen.filter(
		({ step, about, taskId }) => step === 'submit' && about === text && taskId,
	);
}

/** The check by which the node got to know that a task ended badly. */
function badNews({ world }: SpeechLife, taskId: string | undefined): Seen | undefined {
	return world.seen.find(
		({ step, about, status }) => step === 'poll' && about === taskId && BAD.includes(status ?? ''),
	);
}

function isLastRun({ world }: SpeechLife, { execution, attempt }: Seen): boolean {
	return execution === world.execution && attempt === world.attempt;
}

/** Where an item has its IDs: on n8n's error output, inside of the one field that n8n lets pass. */
function idsIn(json: IDataObject): IDataObject {
	return typeof json.error === 'object' ? (json.error as IDataObject) : json;
}

/**
 * Rule 2. A text is paid for again only when its task ended badly and the node knew, or when a
 * person retried the execution after being told that the answer to the submit was lost.
 */
export function expectPaidOnce(life: SpeechLife) {
	for (const text of life.texts) {
		const accepted = acceptedFor(life, text);
		accepted.slice(1).forEach((again, number) => {
			const before = accepted[number];
			const bad = badNews(life, before.taskId)?.overAt;
			const endedBadly = bad !== undefined && bad <= again.at;
			const byPerson = !before.told && before.execution !== again.execution;
			if (!endedBadly && !byPerson) {
				throw new Error(
					`${text} was paid for twice: ${JSON.stringify(before)}, ${JSON.stringify(again)}`,
				);
			}
		});
	}
}

/** Rule 1. Every task ID that the node was told is in n8n's log, and in what comes out. */
export function expectNothingLost(life: SpeechLife) {
	const { outcome, log, texts } = life;
	const told = texts.map((text) => acceptedFor(life, text).filter((submit) => submit.told));
	for (const { taskId } of told.flat()) {
		expect(log.filter((line) => line.includes(taskId as string))).toHaveLength(1);
	}
	if (outcome.is === 'stopped') return;
	texts.forEach((_, number) => {
		const { taskId } = told[number].at(-1) ?? {};
		if (taskId === undefined) return;
		// What ended badly in an earlier run is submitted anew, which may come to nothing.
		const bad = badNews(life, taskId);
		if (bad && !isLastRun(life, bad)) return;
		if (outcome.is === 'items') {
			expect(idsIn(outcome.items[number].json).taskId).toBe(taskId);
			return;
		}
		const { description, context } = outcome.error;
		expect(description).toContain(taskId);
		expect(JSON.stringify(context)).toContain(taskId);
	});
}

/** Rule 1, to its end: what was told can still be fetched, without paying again. */
export async function expectFetchable(life: SpeechLife) {
	const { world, texts } = life;
	const told = texts.flatMap((text) => acceptedFor(life, text).filter((submit) => submit.told));
	const ids = told.map(({ taskId }) => taskId as string);
	const good = ids.filter((id) => world.account.find(id)?.ending.status === 'SUCCESS');
	if (good.length === 0) return;
	const paid = world.account.tasks.length;
	const { outcome } = await fetchLater(life, good);
	if (outcome.is !== 'items') throw new Error(`${good.join()} could not be fetched any more`);
	expect(outcome.items.map(({ json }) => [json.taskId, json.status, json.fileSize])).toEqual(
		good.map((id) => [id, 'SUCCESS', 600]),
	);
	expect(world.account.tasks).toHaveLength(paid);
}

/** Rule 5. One item out for each item in, in order, linked, and about its own task. */
export function expectOrder({ outcome, plan, texts, world }: SpeechLife) {
	if (outcome.is !== 'items') return;
	expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
		texts.map((_, item) => ({ item })),
	);
	outcome.items.forEach(({ json, binary }, number) => {
		const id = idsIn(json).taskId;
		if (id) expect(world.account.find(id)?.text).toContain(texts[number]);
		if (json.error) return;
		expect(json.kind).toBe('text-to-speech');
		if (!plan.waits || json.status !== 'SUCCESS') return;
		expect(json).toMatchObject({ fileSize: 600, mimeType: 'audio/wav' });
		expect(binary?.data).toMatchObject({ mimeType: 'audio/wav' });
	});
}

/** Rules 3, 6 and 9: no request after Stop, none with the key elsewhere, none sooner than asked. */
export async function expectQuiet(life: SpeechLife) {
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

/** Rule 3. The key is in nothing that comes out. */
export function expectNoKey({ outcome, log, world }: SpeechLife) {
	const { key } = world.account;
	const said =
		outcome.is === 'error'
			? [outcome.error.message, outcome.error.description, outcome.error]
			: outcome;
	expect(JSON.stringify([said, log])).not.toContain(key);
}

/** All rules at once. */
export async function expectAllRules(life: SpeechLife) {
	expectPaidOnce(life);
	expectNothingLost(life);
	expectOrder(life);
	expectNoKey(life);
	await expectQuiet(life);
	if (life.outcome.is !== 'items') await expectFetchable(life);
}
