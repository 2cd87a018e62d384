import type { INodeTypeDescription } from 'n8n-workflow';
import { readFileSync } from 'node:fs';

import { SUBMITTED_HINT } from '../../nodes/shared/hints';
import { newNode } from '../support/harness.mts';

const { name: packageName, n8n } = JSON.parse(
	readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { name: string; n8n: { nodes: string[] } };

const nodes = n8n.nodes.map((path) => newNode(path.split('/')[2]).description);
const idOf = ({ name }: INodeTypeDescription) => `${packageName}.${name}`;
const relatedTo = ({ builderHint }: INodeTypeDescription) =>
	(builderHint?.relatedNodes ?? []).map(({ nodeType }) => nodeType);

const fetchResult = nodes.find(({ name }) => name === 'cambFetchResult') as INodeTypeDescription;
const taskNodes = nodes.filter(({ properties }) =>
	properties.some(({ name }) => name === 'waitForCompletion'),
);

test("n8n's AI builder is told of every node that submits tasks with Fetch Result, and the other way round", () => {
	expect(taskNodes.length).toBeGreaterThan(8);
	expect(relatedTo(fetchResult).sort()).toEqual(taskNodes.map(idOf).sort());
	for (const node of taskNodes) expect(relatedTo(node)).toContain(idOf(fetchResult));
});

test('every related node is there, and is another one', () => {
	const ids = nodes.map(idOf);
	for (const node of nodes) {
		expect(ids.filter((id) => id !== idOf(node))).toEqual(expect.arrayContaining(relatedTo(node)));
	}
});

test('every node that submits tasks says in the editor where the result of an item without one is', () => {
	for (const { hints } of taskNodes) expect(hints).toContainEqual(SUBMITTED_HINT);
});
