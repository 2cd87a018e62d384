/** What the documentation says that can be looked up: fields, commands, messages, pictures. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { readTurns } from '../../nodes/CambTextToSpeech/script';
import { blocks, codeIn, jsonBlocks, pages, read } from '../support/docs.mts';

const { name, scripts, n8n } = JSON.parse(read('package.json')) as {
	name: string;
	scripts: Record<string, string>;
	n8n: { nodes: string[] };
};
const folders = n8n.nodes.map((path) => dirname(path).replace('dist/', ''));

/** Of items that went wrong, and of stories that are only set up: no schema has them. */
const RARE_FIELDS = ['error', 'description', 'studioUrl', 'title', 'createdAt'];

/** The fields that the schemas of a page's node have for n8n's editor. */
function fieldsOn(page: string): string[] {
	const folder = folders.find((path) => read(`${path}/${path.slice(6)}.node.json`).includes(page));
	const schemas = readdirSync(`${folder}/__schema__`, { recursive: true, encoding: 'utf8' });
	return schemas
		.filter((path) => path.endsWith('.json'))
		.flatMap((path) =>
			Object.keys(
				(JSON.parse(read(`${folder}/__schema__/${path}`)) as { properties: object }).properties,
			),
		);
}

test.each(jsonBlocks.filter(({ page }) => page.startsWith('docs/nodes/')))(
	'the item under "$heading" of $page has only fields that items have',
	({ page, json }) => {
		const known = [...fieldsOn(page), ...RARE_FIELDS];
		expect(Object.keys(json).filter((field) => !known.includes(field))).toEqual([]);
	},
);

const commands = [...pages, 'CONTRIBUTING.md', 'SECURITY.md', 'sandbox/README.md'].flatMap((page) =>
	[...codeIn(page), ...linesOf(page)]
		.filter((code) => /^([A-Z_]+=\S+ )*(npm|npx) /.test(code))
		.map((code) => ({ page, command: code.replace(/^([A-Z_]+=\S+ )+/, '').replace(/\s+#.*/, '') })),
);

/** The commands that are for a shell. */
function linesOf(page: string): string[] {
	return blocks
		.filter((block) => block.page === page && block.language === 'sh')
		.flatMap(({ text }) => text.replace(/\\\n\s*/g, '').split('\n'))
		.filter((line) => !/^\s*(#|$)/.test(line));
}

test.each(commands)('$command of $page can be run', ({ command }) => {
	const [tool, first, ...rest] = command.split(/\s+/);
	if (tool === 'npx') {
		const paths = rest.filter((word) => !word.startsWith('-'));
		if (first === 'jest') for (const path of paths) expect(startOf(path)).not.toEqual([]);
		if (first === 'tsx') expect(existsSync(paths[0])).toBe(true);
		if (first === 'gulp') expect(read('gulpfile.js')).toContain(`function ${paths[0]}(`);
		return;
	}
	if (['ci', 'install', 'pack', 'uninstall', 'version'].includes(first)) return;
	const script = scripts[first === 'run' ? rest[0] : first];
	expect(script).toBeDefined();
	const flags = rest.map((word) => /^--(\w[\w-]*)/.exec(word)?.[1]).filter((flag) => flag);
	const entry = script.split(' ').at(-1) as string;
	for (const flag of flags) expect(read(entry)).toMatch(new RegExp(`\\b${flag}\\b`));
});

test.each(pages.flatMap(linesOf).filter((line) => !/^(npm|npx) /.test(line)))(
	'%s is a command that readers have',
	(line) => {
		const [tool, first] = line.split(' ');
		expect(['cd', 'docker', 'git', 'mkdir', 'printf']).toContain(tool);
		// A clone has the name of the package; what is at home is the reader's.
		const isKnown = existsSync(first) || first === name || first.startsWith('~/');
		if (tool === 'cd') expect(isKnown).toBe(true);
	},
);

/** The files and folders that jest would take for a path. */
function startOf(path: string): string[] {
	return readdirSync(dirname(path)).filter((entry) => entry.startsWith(basename(path)));
}

/** What the nodes may say or end with, as patterns: a value may stand in any gap of theirs. */
const sayings = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => [
			...read(join(folder, file)).matchAll(
				/`((?:[^`\\]|\\.)*)`|'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"/g,
			),
		])
		.map(([, ...ways]) => (ways.find((text) => text !== undefined) ?? '').replace(/\\(.)/g, '$1'))
		.filter((text) => text.replace(/\$\{[^}]*\}/g, '').length >= 8)
		.map((text) =>
			text.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')),
		)
		.map((parts) => new RegExp(`(^| )${parts.join('.+')}$`)),
);

const messages = pages.flatMap((page) =>
	[...read(page).matchAll(/^\| Message .*\n\|[- |]+\n((?:\|.*\n)+)/gm)]
		.flatMap(([, rows]) => rows.trim().split('\n'))
		.map((row) => ({ page, message: row.split('|')[1].trim() })),
);

test.each(messages)('$page: a node says "$message"', ({ message }) => {
	expect(sayings.some((saying) => saying.test(message))).toBe(true);
});

test('every picture in the pages is there', () => {
	const missing = pages.flatMap((page) =>
		[...read(page).matchAll(/(?:src|srcset)="(?!https:)([^"]+)"/g)]
			.map(([, path]) => join(dirname(page), path))
			.filter((path) => !existsSync(path)),
	);
	expect(missing).toEqual([]);
});

test('the script that is shown is read as it says', () => {
	const [{ text }, ...others] = blocks.filter(({ language }) => language === '');
	expect(others).toEqual([]);
	const about = { label: 'Script', refuse: (message: string) => new Error(message) as never };
	const turns = readTurns(text, ['Anna', 'Ben'], about);
	expect(turns.map(({ speaker }) => speaker)).toEqual(['Anna', 'Ben', 'Anna']);
	expect(turns[2].text).toBe("Let's begin.\nWhat is new today?");
});
