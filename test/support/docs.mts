import { readdirSync, readFileSync } from 'node:fs';

/** What a reader of the documentation is given: the pages, by their path. */
export const pages = [
	'README.md',
	...readdirSync('docs', { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name.replaceAll('\\', '/')}`)
		.sort(),
];

export const read = (path: string) => readFileSync(path, 'utf8');

const FENCED = /^```(\w*)\n(.*?)\n```$/gms;

export interface Block {
	page: string;
	/** The heading that it stands under. */
	heading: string;
	language: string;
	text: string;
}

/** The code blocks of all pages. */
export const blocks: Block[] = pages.flatMap((page) =>
	[...read(page).matchAll(FENCED)].map(({ index, 1: language, 2: text, input }) => ({
		page,
		heading: /.*^#+ (.+?)$/ms.exec(input.slice(0, index))?.[1] ?? '',
		language,
		text,
	})),
);

/** The blocks of JSON. One that shows only members of an object is read as an object. */
export const jsonBlocks = blocks
	.filter(({ language }) => language === 'json')
	.map((block) => {
		const text = block.text.startsWith('"') ? `{${block.text}}` : block.text;
		return { ...block, json: JSON.parse(text) as Record<string, unknown> };
	});

/** What stands between backticks in a text, outside of blocks. */
export function codeIn(page: string): string[] {
	const text = read(page).replace(FENCED, '');
	return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);
}
