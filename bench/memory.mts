import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const EVERY_MS = 50;
const MB = 1_000_000;

setFlagsFromString('--expose-gc');
export const collectGarbage = runInNewContext('gc') as () => void;

/** How much the process grew while it worked, at most, in MB, and how long it took, in seconds. */
export async function growthOf(work: () => Promise<unknown>) {
	// What was left over would be given back meanwhile, and hide as much growth.
	collectGarbage();
	const before = process.memoryUsage().rss;
	const begun = performance.now();
	let most = before;
	const look = () => (most = Math.max(most, process.memoryUsage().rss));
	const timer = setInterval(look, EVERY_MS);
	try {
		await work();
		look();
	} finally {
		clearInterval(timer);
	}
	return {
		'grew by MB': (most - before) / MB,
		seconds: (performance.now() - begun) / 1000,
	};
}
