import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join('out', 'figures');

/** Keeps what a test measured, for the tables of the docs. */
export function keepFigures(name: string, figures: Record<string, unknown>) {
	mkdirSync(FOLDER, { recursive: true });
	writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(figures, null, '\t')}\n`);
}

/** Keeps what a process printed, for whoever asks why. */
export function keepLog(name: string, log: string) {
	mkdirSync(FOLDER, { recursive: true });
	writeFileSync(join(FOLDER, `${name}.log`), log);
}
