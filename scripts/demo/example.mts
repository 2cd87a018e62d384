import type { INodeExecutionData, IRun } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Engine } from '../../engine/boot.mts';
import type { LoadedPackage } from '../../engine/package.mts';
import type { WorkflowFile } from '../../engine/run.mts';
import { startRun } from '../../engine/run.mts';
import type { Api } from './api.mts';

export const EXAMPLE = 'examples/text-to-speech-from-a-list.json';
/** The node of the example that makes the files, and the one that gives it its items. */
const SPEAK = 'Speak';
const LINES = 'One Item per Line';

export function readExample(): WorkflowFile {
	const path = fileURLToPath(new URL(`../../${EXAMPLE}`, import.meta.url));
	return JSON.parse(readFileSync(path, 'utf8')) as WorkflowFile;
}

export interface ExampleRun {
	/** What is to be spoken, as soon as it is known. Empty if the run ends before. */
	lines: Promise<INodeExecutionData[]>;
	/** What was spoken. Throws when the run ended badly, with n8n's words. */
	spoken: Promise<INodeExecutionData[]>;
	/** What n8n's Stop button does. */
	stop(): void;
}

/** Runs the example in n8n's own engine. */
export function runExample(engine: Engine, loaded: LoadedPackage, api: Api): ExampleRun {
	let tellLines: (lines: INodeExecutionData[]) => void;
	const known = new Promise<INodeExecutionData[]>((resolve) => (tellLines = resolve));
	const { done, stop } = startRun(engine, loaded, {
		workflow: readExample(),
		credentials: { cambAiApi: api.credential },
		onNodeDone: (node, { data }) => node === LINES && tellLines(data?.main[0] ?? []),
	});
	const spoken = done.then(spokenIn);
	// Asked for only later, which Node.js would take for never.
	spoken.catch(() => {});
	return { lines: Promise.race([known, done.then(() => [])]), spoken, stop };
}

function spokenIn({ data }: IRun): INodeExecutionData[] {
	const { runData, error } = data.resultData;
	if (error) throw new Error([error.message, error.description].filter(Boolean).join('. '));
	return runData[SPEAK]?.at(-1)?.data?.main[0] ?? [];
}
