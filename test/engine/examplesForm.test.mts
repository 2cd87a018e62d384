import type { INode } from 'n8n-workflow';
import { existsSync } from 'node:fs';

import {
	exampleNames,
	examplesIndex,
	expectFilledForms,
	readExample,
} from '../support/examples.mts';
import { useEngine } from '../support/harness.mts';

useEngine();

const isNote = ({ type }: INode) => type === 'n8n-nodes-base.stickyNote';
/** A white note lies around the nodes of a section. */
const isSection = (node: INode) => isNote(node) && node.parameters.color === 7;
const TRIGGER = /trigger$|webhook$/i;
/** What the editor draws a node as, with its name below, in its own pixels. */
const NODE = { width: 96, height: 140 };

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

function boxOf(node: INode): Box {
	const [x, y] = node.position;
	const { width, height } = isNote(node) ? (node.parameters as unknown as Box) : NODE;
	return { x, y, width, height };
}

function overlap(a: Box, b: Box) {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe.each(exampleNames)('%s', (name) => {
	const workflow = readExample(name);
	const { nodes, connections } = workflow;
	const steps = nodes.filter((node) => !isNote(node));

	test('begins with a trigger, and every node but triggers is led to', () => {
		expect(steps[0].type).toMatch(TRIGGER);
		const targets = Object.values(connections)
			.flatMap(({ main }) => main.flatMap((links) => links ?? []))
			.map(({ node }) => node);
		const triggers = steps.filter(({ type }) => TRIGGER.test(type)).map((node) => node.name);
		expect(new Set([...triggers, ...targets])).toEqual(new Set(steps.map((node) => node.name)));
		expect(Object.keys(connections).every((from) => steps.some((node) => node.name === from))).toBe(
			true,
		);
	});

	test('has node names and ids of its own', () => {
		expect(new Set(nodes.map((node) => node.name)).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
	});

	test('says in a note what it does and what to set up', () => {
		const [note] = nodes.filter(isNote);
		expect(note.parameters.content).toContain(`## ${workflow.name}\n`);
		expect(note.parameters.content).toContain('\n### Setup\n1. ');
	});

	test('is laid out so that nothing covers anything', () => {
		const apart = nodes.filter((node) => !isSection(node));
		const boxes = apart.map(boxOf);
		const covered = apart.filter((_, index) =>
			boxes.some((box, other) => other < index && overlap(box, boxes[index])),
		);
		expect(covered.map((node) => node.name)).toEqual([]);
		// n8n's grid, to which it moves all else.
		expect(nodes.every(({ position }) => position.every((at) => at % 16 === 0))).toBe(true);
	});

	test('names credentials and holds no ids or secrets of them', () => {
		for (const { credentials = {} } of nodes) {
			for (const credential of Object.values(credentials)) {
				expect(Object.keys(credential)).toEqual(['name']);
			}
		}
		expect(JSON.stringify(workflow)).not.toMatch(/sandbox-|127\.0\.0\.1|localhost|api.?key/i);
	});

	test('sets only parameters that its CAMB.AI nodes show, and all that they require', () => {
		expectFilledForms(workflow);
	});

	test('is in the index, with its picture in both themes', () => {
		expect(examplesIndex()).toContain(`[${workflow.name}](${name}.json)`);
		for (const picture of [`${name}.png`, `${name}.dark.png`]) {
			expect(examplesIndex()).toContain(`"../docs/images/examples/${picture}"`);
			expect(existsSync(`docs/images/examples/${picture}`)).toBe(true);
		}
	});
});
