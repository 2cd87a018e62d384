import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FOLDER = fileURLToPath(new URL('../../../docs/scale-out', import.meta.url));

export const dockerfile = readFileSync(join(FOLDER, 'Dockerfile'), 'utf8');

/** The instructions of docs/scale-out/Dockerfile. It has each on one line. */
export const instructions = [...dockerfile.matchAll(/^([A-Z]+) (.+)$/gm)].map(
	([, keyword, value]) => ({ keyword, value }),
);

/** An image made without Docker. */
export interface Image {
	/** A folder that stands for the image's `/`. */
	root: string;
	/** Its entry point without what only a container has: tini, and n8n's own script at the end. */
	entrypoint: string[];
	remove(): void;
}

/**
 * Carries out docs/scale-out/Dockerfile in a plain folder.
 *
 * @param tarball a packed package to install, instead of the version that the Dockerfile names
 * @param env for its commands
 */
export async function buildImage(tarball?: string, env: NodeJS.ProcessEnv = {}): Promise<Image> {
	const folder = mkdtempSync(join(tmpdir(), 'camb-image-'));
	const root = join(folder, 'root');
	const context = join(folder, 'context');
	cpSync(FOLDER, context, { recursive: true });
	const args: Record<string, string> = {};
	if (tarball) {
		copyFileSync(tarball, join(context, basename(tarball)));
		args.PACKAGE = `./${basename(tarball)}`;
	}
	let cwd = root;
	let entrypoint: string[] = [];
	const sh = async (command: string, folder: string) =>
		await promisify(execFile)('sh', ['-c', command], {
			cwd: folder,
			env: { ...process.env, ...env, ...args },
		});
	const carryOut: Record<string, (value: string) => unknown> = {
		FROM() {},
		USER() {},
		ARG(value) {
			const [name, preset] = value.split('=');
			args[name] ??= preset;
		},
		WORKDIR(value) {
			cwd = join(root, value);
			mkdirSync(cwd, { recursive: true });
		},
		// A pattern beside a name may match nothing.
		async COPY(value) {
			const sources = value.slice(0, value.lastIndexOf(' '));
			const copy = `[ ! -e "$file" ] || cp "$file" '${cwd}'`;
			await sh(`for file in ${sources}; do ${copy}; done`, context);
		},
		RUN: async (value) => await sh(value, cwd),
		ENTRYPOINT(value) {
			const [, , shell, script] = JSON.parse(value) as string[];
			entrypoint = [shell, join(root, script)];
		},
	};
	for (const { keyword, value } of instructions) await carryOut[keyword](value);
	return { root, entrypoint, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
