import { readFileSync } from 'node:fs';

import type { Operation } from './contract.mts';
import { operations } from './contract.mts';
import { COVERAGE, NODES } from './coverage.mts';
import { coveragePage } from './coveragePage.mts';
import { operationsOf } from './fields.mts';
import { listFields } from './listFields.mts';

test('every operation of the contract has a decision, and no other', () => {
	const wanted = operations.map(({ operationId }) => operationId);
	expect(Object.keys(COVERAGE).sort()).toEqual(wanted.sort());
});

test.each(Object.entries(COVERAGE))('what %s is found by is there', (_, decision) => {
	if (!('nodes' in decision)) return;
	const { nodes, operation } = decision;
	expect(NODES).toEqual(expect.arrayContaining(nodes));
	if (operation) for (const node of nodes) expect(operationsOf(node)).toContain(operation);
});

test('what is in the list of a field is not left out', async () => {
	const listed = await listFields();
	for (const path of listed.keys()) {
		const { operationId } = operations.find(
			(each) => each.path === path && each.method === 'get',
		) as Operation;
		expect(COVERAGE[operationId]).not.toHaveProperty('leftOut');
	}
});

test('docs/api-coverage.md is made of this table: npx tsx test/contract/writePage.mts', async () => {
	const page = readFileSync(new URL('../../docs/api-coverage.md', import.meta.url), 'utf8');
	expect(page).toBe(await coveragePage());
});
