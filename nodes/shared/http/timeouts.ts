/**
 * How long a request may stay silent, in ms. Tests shorten them.
 *
 * A create gets long: when its answer is given up, the task may have been paid for. Speech that
 * comes in the same reply was seen to take two minutes (contract notes, c).
 */
export const timeouts = {
	readMs: 30_000,
	submitMs: 300_000,
	mediaMs: 300_000,
	/** The longest Retry-After that a request outside the poll loop waits for. */
	longestHoldMs: 600_000,
};
