import type { Findings } from './findings.mts';
import type { Answer } from './api.mts';

/** What the contract does not know and the check can't find out without spending more (notes, h). */
const OPEN = [
	'Content-Type of /text-to-sound-result',
	'Status for a voice description that is too short, and for an account without the Files calls',
	'Keys of /dub-result with two targets',
	'Body of /sub-result',
	'`auto` and locale tags as languages',
];

const EFFECTS = { taken: 'take it', breaks: '**break**' };

/** What the nodes may meet in headers. */
const LIMITS = /^(retry-after|x-ratelimit|ratelimit|x-credits)/;

/** What the headers of all answers say of limits and credits. */
export function answersOfHeaders(answers: Answer[]): Array<[question: string, answer: string]> {
	const refused = answers.filter(({ status }) => status === 429);
	const waits = refused.map(({ headers }) => headers['retry-after'] ?? 'none');
	const found = answers.flatMap(({ headers }) =>
		Object.keys(headers).filter((name) => LIMITS.test(name)),
	);
	return [
		['Retry-After on 429', waits.length > 0 ? [...new Set(waits)].join(', ') : 'No 429 came'],
		['Headers about limits and credits', [...new Set(found)].join(', ') || 'None'],
	];
}

/** The findings in Markdown, to be pasted into an issue. */
export function reportOf({ differences, answers }: Findings, host: string, date: string): string {
	const rows = differences.map(({ call, contract, api, effect }) => [
		code(call),
		contract,
		api,
		EFFECTS[effect],
	]);
	const open = OPEN.map((question) => [question, 'Not asked: it costs credits or makes something']);
	return [
		`## CAMB.AI and the contract, ${date}`,
		`Asked: ${host}.`,
		rows.length > 0
			? table(['Call', 'The contract', 'The API', 'The nodes'], rows)
			: 'No differences.',
		table(['Open question', 'Answer'], [...answers, ...open]),
	].join('\n\n');
}

const code = (text: string) => `\`${text}\``;

function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.map(inCell).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A cell is one line, of a length that can be read. */
function inCell(text: string): string {
	const flat = text.replace(/\s+/g, ' ').replace(/\|/g, '\\|');
	return flat.length > 600 ? `${flat.slice(0, 600)} …` : flat;
}
