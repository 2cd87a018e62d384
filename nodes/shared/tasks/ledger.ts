import type { IDataObject } from 'n8n-workflow';

import type { LostRequest, TaskIds } from '../errors/taskIds';
import { contentDigest } from './contentDigest';
import type { CreateRequest } from './createRequest';
import type { Entry, Outcome } from './ledgerEntry';
import { idsOf } from './ledgerEntry';

/** The requests of one run of a node, as they survive n8n's Retry On Fail and Retry. */
export interface Ledger {
	/** What an earlier try sent for the same work, and whether that was in this very execution. */
	find(item: number, request: CreateRequest): (Entry & { isOfThisExecution: boolean }) | undefined;
	write(item: number, request: CreateRequest, outcome: Outcome): void;
	/** The next try may submit this request again. */
	forget(item: number, request: CreateRequest): void;
	/** The tasks that were accepted, in this try or an earlier one, and have not ended badly. */
	accepted(): TaskIds[];
	/** The items with a request that may have been accepted without telling its task. */
	unsure(): number[];
	/** What there is to say of these requests; undefined when all are for tasks. */
	unsureAdvice(): string[] | undefined;
	/**
	 * What was sent for one item, in this try or an earlier one: the accepted tasks, its own last, and
	 * the requests that may have been accepted.
	 */
	leftOf(item: number): { tasks: TaskIds[]; lost: LostRequest[] };
	/** How many tasks an earlier try of this execution cut an item into; undefined if it sent none. */
	cutInto(item: number): number | undefined;
	/**
	 * Whether an earlier try of this execution sent a piece of another text, or of a text that was cut
	 * into other pieces, in the place of this one.
	 */
	isOfOther(item: number, request: CreateRequest): boolean;
	/** All is delivered, and n8n will not run these items again. */
	close(): void;
	/** The call of a tool is over, but not all is delivered: the next one like it goes on. */
	leave(): void;
}

export interface LedgerScope {
	executionId: string;
	/** The credential: another account has other tasks. */
	account: string;
	/** Names the run of the node: n8n's run index, or a name of its own for each call of a tool. */
	run: string;
	/** What a tool was given for an item. Not set for a node that is no tool. */
	inputOf?(item: number): string;
}

const PLACE = 'cambTasks';

/**
 * Opens the ledger in `getContext('node')`, the one place that both kinds of retry keep.
 *
 * The same work is, within one execution, the same item of the same run, whatever its parameters
 * say by then: an expression may give another value at each try. A loop runs a node again on
 * purpose, and pays again on purpose. In a later execution (Retry) a person may have changed
 * something, so there the content must be the same too. Each try of a tool is a run of its own
 * (n8n 2.41, makeHandleToolInvocation), so there the input says what is the same.
 */
export function openLedger(kept: IDataObject, scope: LedgerScope): Ledger {
	const { executionId, account, run, inputOf } = scope;
	const entries = (kept[PLACE] ??= {}) as Record<string, Entry[]>;
	const keyOf = (item: number) => `${run}:${item}`;
	const runOf = (key: string) => key.split(':')[0];
	const itemOf = (key: string) => Number(key.split(':')[1]);
	// A loop has moved on: n8n runs its earlier rounds no more. (Calls of a tool have no number.)
	drop((key) => Number(runOf(key)) < Number(run));

	function drop(isOver: (key: string) => boolean) {
		for (const key of Object.keys(entries)) if (isOver(key)) delete entries[key];
	}
	const keysOfRun = () => Object.keys(entries).filter((key) => runOf(key) === run);
	const entriesOfRun = () => keysOfRun().flatMap((key) => entries[key]);

	function entriesLeftOf(item: number): Entry[] {
		const own = (entries[keyOf(item)] as Entry[] | undefined) ?? [];
		if (!inputOf) return own;
		const input = inputOf(item);
		return Object.values(entries)
			.flat()
			.filter((entry) => entry.leftBy === input || own.includes(entry));
	}

	function findEntry(item: number, request: CreateRequest): Entry | undefined {
		const { part = '' } = request;
		const isOwn = (entry: Entry) => entry.part === part && entry.executionId === executionId;
		const own = entries[keyOf(item)] as Entry[] | undefined;
		const known = own?.find(isOwn);
		if (known) return known;

		const content = contentDigest(account, request);
		const isFromBefore = (entry: Entry) =>
			entry.part === part && entry.content === content && entry.executionId !== executionId;
		if (!inputOf) return own?.find(isFromBefore);
		const input = inputOf(item);
		const isLeft = (entry: Entry) => isOwn(entry) && entry.leftBy === input;
		return takeOver(item, (entry) => isLeft(entry) || isFromBefore(entry));
	}

	/** Makes an entry of an earlier call of the tool this call's own. */
	function takeOver(item: number, fits: (entry: Entry) => boolean): Entry | undefined {
		for (const [key, list] of Object.entries(entries)) {
			const found = list.find(fits);
			if (!found) continue;
			remove(key, found);
			delete found.leftBy;
			add(item, found);
			return found;
		}
		return undefined;
	}

	function add(item: number, entry: Entry) {
		(entries[keyOf(item)] ??= []).push(entry);
	}

	function remove(key: string, entry: Entry) {
		entries[key] = entries[key].filter((other) => other !== entry);
		if (entries[key].length === 0) delete entries[key];
	}

	function forget(item: number, request: CreateRequest): Entry | undefined {
		const entry = findEntry(item, request);
		if (entry) remove(keyOf(item), entry);
		return entry;
	}

	return {
		find(item, request) {
			const entry = findEntry(item, request);
			if (!entry) return undefined;
			const isOfThisExecution = entry.executionId === executionId;
			// What a person changed about the result before the retry is meant.
			if (!isOfThisExecution)
				Object.assign(entry, { executionId, resultOptions: request.resultOptions });
			return { ...entry, isOfThisExecution };
		},
		write(item, request, outcome) {
			const before = forget(item, request);
			const { content, kind, resultOptions } = before ?? {
				content: contentDigest(account, request),
				kind: request.kind.name,
				resultOptions: request.resultOptions,
			};
			const { part = '', piece } = request;
			add(item, { ...outcome, executionId, kind, part, piece, content, resultOptions });
		},
		forget: (item, request) => void forget(item, request),
		accepted: () => entriesOfRun().flatMap(idsOf),
		unsure: () =>
			keysOfRun()
				.filter((key) => entries[key].some(({ state }) => state === 'sent'))
				.map(itemOf),
		unsureAdvice() {
			const sent = entriesOfRun().filter((entry) => entry.state === 'sent');
			const advice = sent.flatMap((entry) => entry.advice ?? []);
			return advice.length > 0 && advice.length === sent.length ? [...new Set(advice)] : undefined;
		},
		leftOf(item) {
			const left = entriesLeftOf(item);
			const [own, parts] = [left.filter(({ part }) => !part), left.filter(({ part }) => part)];
			return {
				tasks: [...parts, ...own].flatMap(idsOf),
				lost: left.flatMap((entry) => {
					if (entry.state !== 'sent') return [];
					const { kind, piece, advice } = entry;
					return [{ kind, ...(piece && { piece }), ...(advice && { advice }) }];
				}),
			};
		},
		cutInto(item) {
			// Another call of a tool is for another input.
			const own = inputOf ? [] : entriesLeftOf(item);
			const known = own.find((entry) => entry.executionId === executionId);
			return known && (known.piece?.of ?? 1);
		},
		isOfOther(item, request) {
			const known = findEntry(item, request);
			if (known?.executionId !== executionId) return false;
			const [before, now] = [known, request].map(({ piece }) => piece?.of ?? 1);
			if (before !== now) return true;
			return now > 1 && known.content !== contentDigest(account, request);
		},
		close: () => drop((key) => runOf(key) === run),
		leave() {
			if (!inputOf) return;
			for (const key of keysOfRun()) {
				for (const entry of entries[key]) entry.leftBy = inputOf(itemOf(key));
			}
		},
	};
}
