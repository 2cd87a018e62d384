/**
 * `npm start`: runs an example workflow through n8n's own engine, against the sandbox or, with
 * `--live`, against CAMB.AI. Ends with 0 only when every item became a file that a parser reads.
 */
import { Listr } from 'listr2';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { EXAMPLE } from './demo/example.mts';
import { fileTable } from './demo/report.mts';
import type { Demo } from './demo/stages.mts';
import { stages } from './demo/stages.mts';

/** What a shell expects after Ctrl-C. */
const STOPPED = 130;

async function main(): Promise<number> {
	const { values } = parseArgs({ options: { live: { type: 'boolean', default: false } } });
	const out = fileURLToPath(new URL('../out', import.meta.url));
	const demo: Demo = { live: values.live, out, isStopped: false, files: [] };
	process.on('SIGINT', () => {
		// A second Ctrl-C doesn't wait for anything.
		if (demo.isStopped) process.exit(STOPPED);
		demo.isStopped = true;
		demo.run?.stop();
	});
	try {
		await new Listr(stages, {
			ctx: demo,
			registerSignalListeners: false,
			// Why it ended badly is said once, below, and not for every item.
			rendererOptions: { showErrorMessage: false },
		}).run();
	} catch (error) {
		// After Ctrl-C, too, for it names the tasks that have been paid for.
		if (demo.live || !demo.isStopped) console.error(`\n${(error as Error).message}`);
		if (!demo.isStopped) return 1;
	} finally {
		demo.engine?.close();
		await demo.api?.close();
	}
	if (demo.isStopped) {
		console.log('\nStopped. Nothing is left running here.');
		return STOPPED;
	}
	console.log(`\n${fileTable(demo.files)}\n\n${closingWords(demo)}`);
	return 0;
}

function closingWords({ files, api, live }: Demo): string {
	const next = live
		? `Next: import ${EXAMPLE} into your n8n and write your own lines into it.`
		: `Next, with a key from CAMB.AI Studio:
  here     CAMB_API_KEY=… npm start -- --live   (uses your credits)
  in n8n   Settings > Community nodes > Install n8n-nodes-camb, then import ${EXAMPLE}`;
	return `${files.length} audio files are in out/, spoken by ${api?.speaker}.\n${next}`;
}

process.exitCode = await main();
