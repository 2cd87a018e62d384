/**
 * `npm run check:drift`: compares what CAMB.AI publishes today with the contract: its newest SDK on
 * npm, beside the one that is installed here, and its OpenAPI descriptions where they can be
 * reached. Prints a report in Markdown. Ends with 1 if something is new or gone, or if the SDK can't
 * be read.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { contract } from '../sandbox/contract.mts';
import { checkDrift, type Sdk } from './drift/check.mts';
import { CAMB_AI } from './drift/published.mts';
import { operationsOfSdk } from './drift/sdk.mts';

const SDK = '@camb-ai/sdk';

function sdkIn(folder: string): Sdk {
	const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Sdk;
	return { version, operations: operationsOfSdk(folder) };
}

/** Unpacks the newest SDK into a folder. */
function newestSdk(folder: string): Sdk {
	const packed = execFileSync(
		'npm',
		['pack', `${SDK}@latest`, '--json', '--pack-destination', folder],
		{ encoding: 'utf8', shell: process.platform === 'win32' },
	);
	const [{ filename }] = JSON.parse(packed) as Array<{ filename: string }>;
	execFileSync('tar', ['-xzf', filename], { cwd: folder });
	return sdkIn(join(folder, 'package'));
}

async function main(): Promise<number> {
	const folder = mkdtempSync(join(tmpdir(), 'drift-'));
	try {
		const known = sdkIn(fileURLToPath(new URL(`../node_modules/${SDK}`, import.meta.url)));
		const { report, hasDrifted } = await checkDrift({
			contract,
			known,
			newest: newestSdk(folder),
			places: CAMB_AI,
		});
		console.log(report);
		return hasDrifted ? 1 : 0;
	} catch (error) {
		console.log(`Nothing was compared: ${error instanceof Error ? error.message : String(error)}`);
		return 1;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

process.exitCode = await main();
