import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Values that n8n-workflow has in every version from 1.120 to 2.41. Types don't count. */
const IN_EVERY_N8N = [
	'NodeApiError',
	'NodeOperationError',
	'NodeConnectionTypes',
	'jsonParse',
	'sleep',
];

function sources(): string[] {
	return ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => join(root, folder, name)),
	);
}

interface ImportedValue {
	from: string;
	names: string[];
}

/** What a file imports at run time. */
function importedValues(file: string): ImportedValue[] {
	const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
	return tree.statements
		.filter(ts.isImportDeclaration)
		.flatMap(({ importClause, moduleSpecifier }) => {
			if (importClause?.isTypeOnly) return [];
			const bindings = importClause?.namedBindings;
			const elements = bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
			const names = elements
				.filter(({ isTypeOnly }) => !isTypeOnly)
				.map(({ name, propertyName }) => (propertyName ?? name).text);
			return [{ from: (moduleSpecifier as ts.StringLiteral).text, names }];
		});
}

test('only names that every supported n8n has are imported from n8n-workflow', () => {
	const imports = sources().flatMap(importedValues);
	const names = imports
		.filter(({ from }) => from === 'n8n-workflow')
		.flatMap((entry) => entry.names);
	expect([...new Set(names)].sort()).toEqual([...IN_EVERY_N8N].sort());
});

test('nothing but n8n-workflow and Node.js itself is imported', () => {
	const imports = sources()
		.flatMap(importedValues)
		.map(({ from }) => from);
	const foreign = imports.filter(
		(from) => !from.startsWith('.') && !['n8n-workflow', 'crypto'].includes(from),
	);
	expect(foreign).toEqual([]);
});

test('nothing is installed with the package', () => {
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

test('lint is switched off nowhere', () => {
	const off = sources().filter((file) =>
		/eslint-disable|@ts-(ignore|expect-error|nocheck)/.test(readFileSync(file, 'utf8')),
	);
	expect(off).toEqual([]);
});
