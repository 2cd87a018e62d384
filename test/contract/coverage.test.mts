import { readFileSync } from 'node:fs';

import { operations } from './contract.mts';
import { COMING, COVERAGE, NODES } from './coverage.mts';
import { coveragePage } from './coveragePage.mts';
import { fieldsOf, operationsOf } from './fields.mts';

test('every operation of the contract has a decision, and no other', () => {
	const wanted = operations.map(({ operationId }) => operationId);
	expect(Object.keys(COVERAGE).sort()).toEqual(wanted.sort());
});

test('a node that is in the package is not on its way to it', () => {
	expect(NODES.filter((node) => COMING.includes(node))).toEqual([]);
});

test.each(Object.entries(COVERAGE))('what %s is found by is there', (_, decision) => {
	if (!('nodes' in decision)) return;
	const { nodes, as = {} } = decision;
	expect(NODES).toEqual(expect.arrayContaining(nodes));
	for (const node of nodes) {
		if ('operation' in as) expect(operationsOf(node)).toContain(as.operation);
		if ('field' in as) {
			const names = fieldsOf(node).map(({ property }) => property.displayName);
			expect(names).toContain(as.field);
		}
	}
});

test('docs/api-coverage.md is made of this table: npx tsx test/contract/writePage.mts', () => {
	const page = readFileSync(new URL('../../docs/api-coverage.md', import.meta.url), 'utf8');
	expect(page).toBe(coveragePage());
});
