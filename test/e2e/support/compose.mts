import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const COMPOSE_FILE = fileURLToPath(
	new URL('../../../docs/scale-out/compose.yaml', import.meta.url),
);

/** A service as docs/scale-out/compose.yaml describes it, its anchors put in. */
interface ComposeService {
	build?: string;
	image?: string;
	command?: string;
	environment?: Record<string, string>;
	depends_on?: Record<string, { condition: string }>;
	volumes?: string[];
	healthcheck?: { test: string[] };
	stop_grace_period?: string;
}

export interface ComposeFile {
	services: Record<string, ComposeService>;
	volumes: Record<string, null>;
}

export const readCompose = () =>
	parse(readFileSync(COMPOSE_FILE, 'utf8'), { merge: true }) as ComposeFile;
