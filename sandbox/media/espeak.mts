import { execFile, spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { Pcm } from './pcm.mts';
import { decodeStreamedWav } from './wav.mts';

const WORDS_PER_MINUTE = 170;

/** CAMB.AI's language tags where espeak-ng's name is another one. */
const OTHER_NAMES: Record<string, string> = { zh: 'cmn', 'zh-hk': 'yue', no: 'nb', tl: 'fil' };

let languages: Promise<Set<string> | undefined> | undefined;

/** The languages espeak-ng speaks here, or undefined if it isn't installed. Asked once. */
export function espeakLanguages(): Promise<Set<string> | undefined> {
	languages ??= promisify(execFile)('espeak-ng', ['--voices']).then(
		({ stdout }) => new Set(stdout.split('\n').map((line) => line.trim().split(/\s+/)[1])),
		() => undefined,
	);
	return languages;
}

function voiceFor(tag: string, known: Set<string>): string {
	const [base] = tag.split('-');
	const candidates = [tag, OTHER_NAMES[tag], base, OTHER_NAMES[base], `${base}-${base}`];
	return candidates.find((name) => name !== undefined && known.has(name)) ?? 'en-us';
}

/** Speaks a text by espeak-ng. `female` picks the voice's variant. Throws if espeak-ng fails. */
export async function espeak(text: string, tag: string, female: boolean): Promise<Pcm> {
	const known = (await espeakLanguages()) ?? new Set();
	const voice = `${voiceFor(tag, known)}${female ? '+f3' : '+m3'}`;
	const child = spawn(
		'espeak-ng',
		['-v', voice, '-s', String(WORDS_PER_MINUTE), '-b', '1', '--stdin', '--stdout'],
		{ stdio: ['pipe', 'pipe', 'ignore'] },
	);
	// If it ends early, the empty answer says so.
	child.stdin.on('error', () => {});
	child.stdin.end(text);
	return decodeStreamedWav(await buffer(child.stdout));
}
