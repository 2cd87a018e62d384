import type { INode, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { kinds } from '../../nodes/shared/kinds';
import { newNode } from '../support/harness.mts';

const { description } = newNode('CambFetchResult');
const node = { parameters: {}, typeVersion: 1 } as INode;
const collection = description.properties.find(({ name }) => name === 'options');
const options = collection?.options as INodeProperties[];

/** The options that n8n's form offers for a kind. */
const offered = (kind: string) =>
	options
		.filter((option) =>
			NodeHelpers.displayParameter({}, option, node, description, {
				kind,
				lookUpBy: 'task',
				whenStillRunning: 'wait',
			}),
		)
		.map(({ name }) => name)
		.sort();

const FOR_ALL = ['fileName', 'itemsAtOnce', 'maxWait', 'onMaxWait'];

test.each(kinds.map(({ name }) => name))('%s has its own options and no others', (name) => {
	const own = Object.keys(kinds.find((kind) => kind.name === name)?.resultParameters ?? {});
	expect(offered(name)).toEqual([...FOR_ALL, ...own].sort());
});

test.each(['item', '={{ $json.kind }}'])('Kind %s has the options of all', (kind) => {
	expect(offered(kind)).toEqual(options.map(({ name }) => name).sort());
});
