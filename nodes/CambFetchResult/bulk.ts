import { membersIn } from '../shared/camb/members';
import { pause } from '../shared/core/clock';
import type { RequestFailure } from '../shared/http/requestFailure';
import { isTransient } from '../shared/http/requestFailure';
import type { Result } from '../shared/http/retry';
import type { Kind } from '../shared/tasks/kind';
import type { Session } from '../shared/tasks/session';
import type { FetchPlan } from './plan';

/** A bulk call takes from 2 to 5 different runs (contract: RunIdsRequest). */
const MOST_IN_BULK = 5;
/** How long a call that came too soon is put off, if the API does not say, in ms. */
const PUT_OFF_MS = 1000;

/** What the bulk calls said about each run; a run that is missing is asked for singly. */
export type BulkResults = Map<Kind, Map<number, unknown>>;

/**
 * Asks for all runs of all items in as few calls as the API allows. It is only a shortcut: where a
 * bulk call is not answered, that kind is not asked for in bulk any more, and where the key is not
 * good enough for one, none is.
 */
export async function fetchInBulk(
	session: Session,
	plans: Array<FetchPlan | undefined>,
): Promise<BulkResults> {
	const results: BulkResults = new Map();
	for (const [kind, runIds] of runsByKind(plans)) {
		const found = new Map<number, unknown>();
		results.set(kind, found);
		for (const chunk of chunks(runIds)) {
			const answer = await askFor(session, kind, chunk);
			if (answer.ok) {
				for (const [runId, result] of resultsIn(answer.body, chunk)) found.set(runId, result);
				continue;
			}
			if (session.client.signal?.aborted || isDenied(answer.failure)) return results;
			if (isTransient(answer.failure)) break;
		}
	}
	return results;
}

function runsByKind(plans: Array<FetchPlan | undefined>): Map<Kind, number[]> {
	const runs = new Map<Kind, Set<number>>();
	for (const plan of plans) {
		if (plan?.target.by !== 'run' || !plan.kind.bulkPath) continue;
		const known = runs.get(plan.kind) ?? new Set<number>();
		for (const target of plan.pieces ?? [plan.target]) {
			if (target.by === 'run') for (const runId of target.runIds) known.add(runId);
		}
		runs.set(plan.kind, known);
	}
	return new Map([...runs].map(([kind, known]) => [kind, [...known]]));
}

/** Fives; a single one left over is not worth a bulk call, which would refuse it. */
function chunks(runIds: number[]): number[][] {
	const all: number[][] = [];
	for (let at = 0; at < runIds.length; at += MOST_IN_BULK)
		all.push(runIds.slice(at, at + MOST_IN_BULK));
	return all.filter((chunk) => chunk.length > 1);
}

/** One bulk call, again only after it came too soon. It is refused as a whole for one bad run. */
async function askFor(
	{ client }: Session,
	kind: Kind,
	runIds: number[],
): Promise<Result<{ body: unknown }>> {
	const call = {
		method: 'POST' as const,
		path: kind.bulkPath as string,
		body: { run_ids: runIds },
	};
	const answer = await client.read(call);
	if (answer.ok || answer.failure.what !== 'refused' || answer.failure.status !== 429)
		return answer;
	await pause(PUT_OFF_MS, client.signal, client.clock);
	return await client.read(call);
}

/** The key is unknown, or not allowed to do this: it will not be for other runs. */
function isDenied(failure: RequestFailure): boolean {
	return failure.what === 'refused' && [401, 403].includes(failure.status);
}

function resultsIn(body: unknown, runIds: number[]): Array<[number, unknown]> {
	// A list would be read by its places, which say nothing of the runs.
	if (Array.isArray(body)) return [];
	const byRun = membersIn(body);
	return runIds.filter((runId) => byRun[runId]).map((runId) => [runId, byRun[runId]]);
}
