/** From a request to its answer, in ms of the virtual clock. */
export const LATENCY_MS = 20;

/** How a program waits for a task: the gap before each check, in ms. */
export interface OtherWay {
	name: string;
	gapMs(check: number): number;
}

const every = (seconds: number, more = ''): OtherWay => ({
	name: `every ${seconds} s${more}`,
	gapMs: () => 1000 * seconds,
});

/** The usual loop. */
export const EVERY_3_S = every(3, ' (the usual loop)');

export const OTHER_WAYS: OtherWay[] = [
	EVERY_3_S,
	every(2),
	// sandbox/contract/notes.md, c: the SDK for TypeScript leaves the loop to its user.
	every(5, " (CAMB.AI's SDK for Python)"),
	every(15),
	every(30),
	{ name: 'doubling from 1 s', gapMs: (check) => 1000 * 2 ** check },
];

/** What it takes until a task of `taskMs` is known to be done, in ms after its submit. */
export function waitAs({ gapMs }: OtherWay, taskMs: number) {
	let askedAt = 0;
	let checks = 0;
	for (let now = 0; askedAt < taskMs; now = askedAt) {
		askedAt = now + gapMs(checks) + LATENCY_MS;
		checks++;
	}
	return { checks, lateMs: askedAt - taskMs, ms: askedAt };
}
