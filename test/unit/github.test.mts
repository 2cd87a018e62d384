import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const WORKFLOWS = '.github/workflows';
const FORMS = '.github/ISSUE_TEMPLATE';

const texts = (folder: string) =>
	readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
	scripts: Record<string, string>;
	n8n: { nodes: string[] };
};

test.each(texts(WORKFLOWS))('%s pins every action to a commit and says its version', (_, text) => {
	const uses = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
	expect(uses.length).toBeGreaterThan(0);
	expect(uses.filter((line) => !/@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

test('one action has one version', () => {
	const pins = texts(WORKFLOWS).flatMap(([, text]) => text.match(/[\w/-]+@[\da-f]{40}.*/g) ?? []);
	const names = [...new Set(pins)].map((pin) => pin.split('@')[0]);
	expect(names).toEqual([...new Set(names)]);
});

test.each(texts(WORKFLOWS))('%s runs only commands of npm that there are', (_, text) => {
	const commands = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name);
	expect(commands.filter((name) => !(name in manifest.scripts))).toEqual([]);
});

/** https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests */
interface Form {
	name?: string;
	description?: string;
	body: Array<{
		type: string;
		id?: string;
		attributes: { value?: string; label?: string; options?: Array<string | { label: string }> };
	}>;
}

const forms = texts(FORMS)
	.filter(([name]) => name !== 'config.yml')
	.map(([name, text]) => [name, parse(text) as Form] as const);

test.each(forms)('%s has what GitHub wants of an issue form', (_, { name, description, body }) => {
	expect([typeof name, typeof description]).toEqual(['string', 'string']);
	const fields = body.filter(({ type }) => type !== 'markdown');
	const ids = fields.map(({ id = '' }) => id);
	expect(ids.filter((id) => !/^[\w-]+$/.test(id))).toEqual([]);
	expect(ids).toEqual([...new Set(ids)]);
	for (const { type, attributes } of body) {
		expect(['markdown', 'input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
		expect(type === 'markdown' ? attributes.value : attributes.label).toMatch(/\S/);
		if (['dropdown', 'checkboxes'].includes(type)) expect(attributes.options).not.toHaveLength(0);
	}
});

test('the form for what does not work names every node', () => {
	const [, bug] = forms.find(([name]) => name === 'bug.yml') ?? [];
	const options = bug?.body.find(({ id }) => id === 'node')?.attributes.options ?? [];
	const names = manifest.n8n.nodes.map((path) => {
		const source = path.replace('dist/', '').replace(/js$/, 'ts');
		return /displayName: '(CAMB\.AI [^']+)'/.exec(readFileSync(source, 'utf8'))?.[1];
	});
	expect(options.slice(0, -1)).toEqual(names.sort());
});
