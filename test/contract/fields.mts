import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { newNode } from '../support/harness.mts';

interface Field {
	/** Its name; inside a collection after the collection's name and a dot. */
	path: string;
	property: INodeProperties;
}

/** All fields of a node, those inside collections too. */
export function fieldsOf(node: string): Field[] {
	const fields = (properties: INodeProperties[], prefix = ''): Field[] =>
		properties.flatMap((property) => {
			const path = prefix + property.name;
			const inner = (property.options ?? []).flatMap((option) => {
				if ('values' in option) {
					return fields((option as INodePropertyCollection).values, `${path}.`);
				}
				return 'displayName' in option ? fields([option as INodeProperties], `${path}.`) : [];
			});
			return [{ path, property }, ...inner];
		});
	return fields(newNode(node).description.properties);
}

/** The operations of a node as its user sees them, where it has several resources as Folder: Create. */
export function operationsOf(node: string): string[] {
	const choices = (name: string) =>
		fieldsOf(node)
			.filter(({ path }) => path === name)
			.map(({ property }) => ({
				show: property.displayOptions?.show,
				options: property.options as INodePropertyOptions[],
			}));
	const resources = choices('resource').flatMap(({ options }) => options);
	return choices('operation').flatMap(({ show, options }) => {
		const of = resources.find(({ value }) => show?.resource?.includes(value));
		return options.map(({ name }) => (of ? `${of.name}: ${name}` : name));
	});
}
