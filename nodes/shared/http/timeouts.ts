/**
 * How long a request may go without an answer, in ms. Tests shorten them.
 *
 * A create gets long: when its answer is given up, the task may have been paid for. Speech that
 * comes in the same reply was seen to take two minutes (contract notes, c).
 */
export const timeouts = {
	readMs: 30_000,
	submitMs: 300_000,
	mediaMs: 300_000,
	/** How long any body may stall once it began, and how long it may take in all. */
	stallMs: 60_000,
	longestReadMs: 300_000,
	longestMediaMs: 3 * 3_600_000,
	/** The longest Retry-After that a request outside the poll loop waits for. */
	longestBackoffMs: 600_000,
};
