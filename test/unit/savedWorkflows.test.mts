/**
 * What saved workflows hold of the nodes and the credential: names, types, values, defaults and
 * when a parameter counts, in no order and without a word that only people read. A change here
 * breaks workflows that somebody saved (CONTRIBUTING.md, "Versions"): renew it on purpose only,
 * with `npx jest test/unit/savedWorkflows -u`.
 */
import type { ICredentialType, INodeParameterResourceLocator, INodeProperties } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { CambAiApi } from '../../credentials/CambAiApi.credentials';
import { newNode } from '../support/harness.mts';

const { n8n: parts, name: packageName } = JSON.parse(
	readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { name: string; n8n: { nodes: string[]; credentials: string[] } };

/** A file is called like its class. */
const classOf = (path: string) => basename(path).split('.')[0];

/** What people read of a field, a choice or a mode: nothing of it may be blank. */
const READ = ['displayName', 'name', 'description', 'hint', 'placeholder'];

type Inner = Array<[path: string, field: INodeProperties]>;

/** A field and all fields inside it, by their path. */
function withInner(field: INodeProperties, under = ''): Inner {
	const path = `${under}${field.name}`;
	const inner = (field.options ?? []).flatMap((option): Inner => {
		if ('values' in option) {
			return option.values.flatMap((each) => withInner(each, `${path}.${option.name}.`));
		}
		return 'type' in option && 'displayName' in option
			? withInner(option as INodeProperties, `${path}.`)
			: [];
	});
	return [[path, field], ...inner];
}

/** The choices of a list, and the ways to fill a field with a list. */
function choicesOf({ type, options = [], modes = [] }: INodeProperties): unknown[] {
	if (type === 'collection' || type === 'fixedCollection') return [];
	return [...options.map((option) => ('value' in option ? option.value : option.name))].concat(
		modes.map(({ name }) => name),
	);
}

/** One line that says what a workflow may hold for a field, and when. */
function held([path, field]: Inner[number]): string {
	const { type, default: initial, displayOptions, typeOptions, required } = field;
	const choices = choicesOf(field)
		.map((choice) => JSON.stringify(choice))
		.sort();
	return [
		`${path}: ${type} = ${JSON.stringify(initial)}`,
		choices.length > 0 && `one of ${choices.join(', ')}`,
		required && 'required',
		typeOptions?.multipleValues && 'many',
		displayOptions && `if ${JSON.stringify(displayOptions)}`,
	]
		.filter(Boolean)
		.join('; ');
}

function allHeld(properties: INodeProperties[]): string {
	return properties
		.flatMap((field) => withInner(field))
		.map(held)
		.sort()
		.join('\n');
}

describe.each(parts.nodes.map(classOf))('%s', (name) => {
	const { description, methods } = newNode(name);
	const fields = description.properties
		.flatMap((field) => withInner(field))
		.map(([, field]) => field);

	test('is what saved workflows know', () => {
		const { inputs, outputs, credentials = [], usableAsTool, version } = description;
		const line = (what: string, value: unknown) => `${what}: ${JSON.stringify(value)}`;
		const node = [
			`${packageName}.${description.name}`,
			line('version', version),
			line('inputs', inputs),
			line('outputs', outputs),
			line(
				'credentials',
				credentials.map((each) => [each.name, each.required]),
			),
			line('usable as a tool', usableAsTool),
		];
		expect(`\n${node.join('\n')}\n\n${allHeld(description.properties)}\n`).toMatchSnapshot();
	});

	test('has every list that its fields ask for', () => {
		const searches = fields
			.flatMap(({ modes = [] }) => modes)
			.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
		const loads = fields.flatMap(({ typeOptions }) => typeOptions?.loadOptionsMethod ?? []);
		expect(Object.keys(methods?.listSearch ?? {})).toEqual(expect.arrayContaining(searches));
		expect(Object.keys(methods?.loadOptions ?? {})).toEqual(expect.arrayContaining(loads));
	});

	test('offers nothing twice in one list', () => {
		for (const field of fields) {
			const offered = choicesOf(field);
			expect(offered).toEqual([...new Set(offered)]);
		}
	});

	test('fills every list: with choices of its own, or from the account, where it can be searched', () => {
		for (const { name, type, options = [], modes = [], typeOptions } of fields) {
			if (type === 'options' || type === 'multiOptions') {
				expect([name, options.length > 0 || typeOptions?.loadOptionsMethod]).not.toContain(
					undefined,
				);
			}
			for (const mode of modes) {
				const isList = mode.name === 'list';
				expect([name, mode.type]).toEqual([name, isList ? 'list' : 'string']);
				if (!isList) continue;
				expect(mode.typeOptions).toMatchObject({
					searchListMethod: expect.stringMatching(/^search/),
					searchable: true,
				});
			}
		}
	});

	test('begins every list of up to four choices with its default', () => {
		for (const { name, default: initial, options = [], modes = [], type } of fields) {
			const isList = type === 'options' || type === 'multiOptions';
			const offered = isList ? options.map((option) => 'value' in option && option.value) : modes;
			if (offered.length === 0 || offered.length > 4) continue;
			const defaults = isList
				? [initial].flat()
				: [{ name: (initial as INodeParameterResourceLocator).mode }];
			expect([name, offered.slice(0, defaults.length)]).toMatchObject([name, defaults]);
		}
	});

	test('says what each of its fields and choices is', () => {
		for (const {
			displayName,
			description,
			hint,
			placeholder,
			options = [],
			modes = [],
		} of fields) {
			const about = [{ displayName, description, hint, placeholder }, ...options, ...modes];
			for (const [what, words] of about.flatMap((each) => Object.entries(each))) {
				if (READ.includes(what)) expect([displayName, what, words]).not.toContain('');
			}
		}
	});
});

test('the credential CambAiApi is what saved workflows know', () => {
	expect(parts.credentials.map(classOf)).toEqual(['CambAiApi']);
	const { name: type, properties, authenticate } = new CambAiApi() as ICredentialType;
	const how = JSON.stringify(authenticate);
	expect(`\n${type}\nauthenticate: ${how}\n\n${allHeld(properties)}\n`).toMatchSnapshot();
});
