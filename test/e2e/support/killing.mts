import { setTimeout as sleep } from 'node:timers/promises';

import type { Kill } from './killPlan.mts';
import type { RestartableN8n } from './n8n.mts';

/** A process that was killed: who, when, and what it had printed in the life that ended there. */
export interface Death {
	victim: string;
	at: Date;
	log: string;
}

/** Kills processes by a plan, and starts each again. Resolves when all are up again. */
export async function carryOut(
	plan: Kill[],
	processes: Record<string, RestartableN8n>,
): Promise<Death[]> {
	const start = Date.now();
	const deaths: Death[] = [];
	const restarts: Record<string, Promise<void>> = {};
	for (const { atSeconds, victim, downSeconds } of plan) {
		await sleep(Math.max(0, start + atSeconds * 1000 - Date.now()));
		// It can be killed again when it is back.
		await restarts[victim];
		const killed = processes[victim];
		await killed.stop('SIGKILL');
		deaths.push({ victim, at: new Date(), log: killed.logSinceStart() });
		const restart = sleep(downSeconds * 1000).then(async () => await killed.restart());
		// Told below, not as a rejection that nobody waits for.
		restart.catch(() => undefined);
		restarts[victim] = restart;
	}
	await Promise.all(Object.values(restarts));
	return deaths;
}
