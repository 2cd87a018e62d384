/**
 * What saved workflows hold and what users read: every parameter's name, values and default, every
 * label and hint of the nodes and of the credential, as built. A change shows in the diff of
 * `__snapshots__/fields.test.mts.snap`: look whether a saved workflow still means the same, then
 * renew it with `npx jest test/unit/fields -u`.
 */
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { stringify } from 'yaml';

import { built } from '../support/harness.mts';

const { n8n: parts } = JSON.parse(
	readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { n8n: { nodes: string[]; credentials: string[] } };

/** Each file under the name of its class. */
function named(paths: string[]): Array<[string, string]> {
	return paths.map((path) => [basename(path).split('.')[0], path.replace(/^dist\//, '')]);
}

function load<T>(name: string, path: string): T {
	return new (built<Record<string, new () => T>>(path)[name])();
}

function asYaml(value: unknown): string {
	return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** A field and all fields inside it. */
function withInner(field: INodeProperties): INodeProperties[] {
	const inner = (field.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values;
		return 'type' in option && 'displayName' in option ? [option] : [];
	});
	return [field, ...inner.flatMap((each) => withInner(each as INodeProperties))];
}

describe.each(named(parts.nodes))('%s', (name, path) => {
	test('is what saved workflows know and users read', () => {
		expect(asYaml(load<INodeType>(name, path).description)).toMatchSnapshot();
	});

	test('has every list that its fields ask for', () => {
		const { description, methods } = load<INodeType>(name, path);
		const fields = description.properties.flatMap(withInner);
		const searches = fields
			.flatMap(({ modes = [] }) => modes)
			.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
		const loads = fields.flatMap(({ typeOptions }) => typeOptions?.loadOptionsMethod ?? []);
		expect(Object.keys(methods?.listSearch ?? {})).toEqual(expect.arrayContaining(searches));
		expect(Object.keys(methods?.loadOptions ?? {})).toEqual(expect.arrayContaining(loads));
	});

	test('offers nothing twice in one list', () => {
		const { properties } = load<INodeType>(name, path).description;
		for (const { options = [] } of properties.flatMap(withInner)) {
			const offered = options.map((option) => ('value' in option ? option.value : option.name));
			expect(offered).toEqual([...new Set(offered)]);
		}
	});
});

test.each(named(parts.credentials))('the credential %s is what users know', (name, path) => {
	expect(asYaml({ ...load<object>(name, path) })).toMatchSnapshot();
});
