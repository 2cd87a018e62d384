import type { PollingPolicy } from './schedule';
import { usualGapMs } from './schedule';
import type { TaskLength } from './taskLengths';

/*
 * Chosen by `bench/frontier.mts`, which shows checks and lateness for tasks of all lengths. A tenth of
 * a task is soon enough to notice its end: half of that between checks gives it with some to spare.
 * Looking before a task can be done costs checks, and not looking costs time when it is done sooner
 * than any other: half of its length gives 8 checks for a minute, a fifth 26 for two hours.
 */

/** Two checks are at least this part of the time waited apart. */
const FINEST = 0.05;
/** Before the others had ended, a gap is at most this part of the time waited … */
const EARLY = 0.5;
/** … and at most the longest gap or, where that is more, this part of the time waited. */
const EARLY_LONG = 0.2;
/** This part of the tasks looks whether tasks have become shorter, where a check is to spare for it. */
const EXPLORING = 0.3;
/** Where the end of such a task is not known better than to this part of it, any look may explore. */
const VAGUE = 0.1;
/** Tasks that are alike are not all checked in the same moment: gaps differ by this part of the usual one. */
const JITTER = 0.02;
/** All tasks together are checked no more often than this, in ms: 50 times a second. */
const APART_MS = 20;

export interface LearnedGapInput {
	pollingPolicy: PollingPolicy;
	/** Since the task was submitted, in ms. */
	waitedMs: number;
	/** How long such tasks took lately: one at the least. */
	lengths: TaskLength[];
	/** How many tasks are waited for at the same time. */
	atOnce: number;
	/** Before this the next check would be one too many, in ms since the submit … */
	nextMs: number;
	/** … and before this the one after it. */
	afterNextMs: number;
	/** From 0 up to 1. */
	random: number;
}

/**
 * How long to wait before the next check of a task that is likely to take as long as others did, in
 * ms: until a third of those that took longer than it has by now had ended (how soon they had is not
 * known), and at the last check to spare until all had. A task that is done sooner than any other is
 * noticed within half of its length, or three of the shortest gaps, and within the longest gap or a
 * fifth of its length; one that takes longer is checked like a task of which nothing is known.
 */
export function learnedGapMs(input: LearnedGapInput): number {
	const { pollingPolicy, waitedMs, atOnce, nextMs, afterNextMs, random } = input;
	const usualGap = (ms: number) => usualGapMs(pollingPolicy, ms);
	const shortestGap = (ms: number) => {
		const finest = Math.min(FINEST * ms, pollingPolicy.longestGapMs / 2);
		return Math.min(Math.max(finest, APART_MS * atOnce), usualGap(ms));
	};
	const soonest = Math.max(waitedMs + shortestGap(waitedMs), nextMs);
	const edges = edgesOf(input.lengths);
	const first = Math.min(...edges.map(({ end }) => end));
	const last = Math.max(...edges.map(({ end }) => end));
	const isLastLook = afterNextMs > last;

	/** When to look for the end of a task like this one. */
	function lookFor({ running, end }: Edges): number {
		const middle = (Math.max(running, soonest) + end) / 2;
		const hasTime =
			end - middle >= shortestGap(middle) / 2 && (!isLastLook || end - running > VAGUE * end);
		return random < EXPLORING && hasTime ? middle : end;
	}

	const ahead = edges
		.filter(({ end }) => end > soonest)
		.map(lookFor)
		.sort((a, b) => a - b);
	// Once it is longer than any: as long again as it is overdue.
	const wanted =
		ahead[isLastLook ? ahead.length - 1 : Math.floor(ahead.length / 3)] ?? 2 * waitedMs - last;
	const earlyUntil = first - (last - first) / 2;
	const latest = Math.max(
		waitedMs + usualGap(waitedMs),
		Math.min(waitedMs + earlyGapMs(pollingPolicy, waitedMs), earlyUntil + usualGap(earlyUntil)),
	);
	const gap = Math.max(Math.min(Math.max(wanted, soonest), latest), nextMs) - waitedMs;
	return gap + JITTER * random * Math.min(gap, usualGap(waitedMs + gap));
}

function earlyGapMs({ shortestGapMs, longestGapMs }: PollingPolicy, waitedMs: number): number {
	const longest = Math.max(longestGapMs, EARLY_LONG * waitedMs);
	return Math.min(Math.max(3 * shortestGapMs, EARLY * waitedMs), longest);
}

/** A task like this was still running at the one moment, and had ended by the other. */
interface Edges {
	running: number;
	end: number;
}

/** What all lengths together say of each: tasks of the same length are checked at different moments. */
function edgesOf(lengths: TaskLength[]): Edges[] {
	return lengths.map(({ from }) => {
		const end = Math.min(...lengths.map(({ to }) => to).filter((to) => to > from));
		const running = Math.max(0, ...lengths.map((other) => other.from).filter((ms) => ms < end));
		return { running, end };
	});
}
