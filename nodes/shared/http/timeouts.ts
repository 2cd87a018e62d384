/** How long a request may go without an answer, and an answer without an end, in ms. */
export interface Timeouts {
	/** Until the answer to a read must begin. */
	readMs: number;
	/**
	 * Until the answer to a create must begin. When it is given up, the task may have been paid for;
	 * speech that comes in the same reply was seen to take two minutes (contract notes, c).
	 */
	submitMs: number;
	/** Until a file must begin. */
	mediaMs: number;
	/** How long any body may stall once it began, and how long it may take in all. */
	stallMs: number;
	longestReadMs: number;
	longestMediaMs: number;
}

export const TIMEOUTS: Timeouts = {
	readMs: 30_000,
	submitMs: 300_000,
	mediaMs: 300_000,
	stallMs: 60_000,
	longestReadMs: 300_000,
	longestMediaMs: 3 * 3_600_000,
};
