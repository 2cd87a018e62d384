import type { INode } from 'n8n-workflow';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { readExample } from '../support/examples.mts';

/**
 * What n8n's template library asks for: "Template submission guidelines" and "Sticky note
 * guidelines for templates" of n8n's Creator hub, and the fields of its portal (October 2026).
 */
const FOLDER = 'examples/templates';
const PICTURES = 'https://raw.githubusercontent.com/n8n-nodes-camb/n8n-nodes-camb/main/';
const WHITE = 7;

const names = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.md') && file !== 'README.md')
	.map((file) => file.replace('.md', ''));

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean).length;

/** The parts of a text in Markdown by their headings. */
function partsOf(text: string, level: string): Record<string, string> {
	const parts = `\n${text}`.split(`\n${level} `).slice(1);
	return Object.fromEntries(
		parts.map((part) => {
			const [heading, ...lines] = part.split('\n');
			return [heading, lines.join('\n').trim()];
		}),
	);
}

const isNote = ({ type }: INode) => type === 'n8n-nodes-base.stickyNote';
const textOf = ({ parameters }: INode) => String(parameters.content);

/** Whether the square of a node lies in a note. */
function holds({ position: [x, y], parameters }: INode, { position }: INode) {
	const { width, height } = parameters as { width: number; height: number };
	const [right, down] = [position[0] - x, position[1] - y];
	return right > 0 && down > 0 && right < width && down < height;
}

test('there are four templates', () => {
	expect(names).toHaveLength(4);
});

describe.each(names)('%s', (name) => {
	const workflow = readExample(name);
	const notes = workflow.nodes.filter(isNote);
	const steps = workflow.nodes.filter((node) => !isNote(node));
	const overviews = notes.filter(({ parameters }) => parameters.color !== WHITE);
	const sections = notes.filter(({ parameters }) => parameters.color === WHITE);
	const page = readFileSync(`${FOLDER}/${name}.md`, 'utf8');

	test('has one yellow note, at the top left, that says how it works and how to set it up', () => {
		const [overview, ...others] = overviews;
		expect(others).toEqual([]);
		expect(overview.parameters.color ?? 1).toBe(1);
		for (const axis of [0, 1]) {
			const nearest = Math.min(...workflow.nodes.map(({ position }) => position[axis]));
			expect(overview.position[axis]).toBe(nearest);
		}
		const text = textOf(overview);
		expect(text).toContain(`## ${workflow.name}\n`);
		expect(wordsOf(text)).toBeGreaterThanOrEqual(100);
		expect(wordsOf(text)).toBeLessThanOrEqual(300);
		const { 'How it works': how, Setup: setup } = partsOf(text, '###');
		for (const part of [how, setup]) expect(wordsOf(part)).toBeGreaterThanOrEqual(50);
		expect(setup).toContain('n8n-nodes-camb');
	});

	test('has every node in one white note of few words', () => {
		expect(sections.every((section) => wordsOf(textOf(section)) < 50)).toBe(true);
		const counts = steps.map((step) => sections.filter((section) => holds(section, step)).length);
		expect(new Set(counts)).toEqual(new Set([1]));
		for (const section of sections) expect(steps.some((step) => holds(section, step))).toBe(true);
	});

	test('holds nothing of an account or an n8n, and names its nodes after what they do', () => {
		const allowed = ['name', 'nodes', 'connections', 'pinData', 'settings'];
		expect(allowed).toEqual(expect.arrayContaining(Object.keys(workflow)));
		expect(workflow.settings).toEqual({ executionOrder: 'v1' });
		const text = JSON.stringify(workflow);
		const places = text.match(/(?<=https?:\/\/|[\w.]@)[\w.-]+/g) ?? [];
		const ours = places.filter((place) => !/^(www\.youtube\.com|example\.com)$/.test(place));
		expect(ours).toEqual([]);
		for (const step of steps) {
			expect(step).not.toHaveProperty('webhookId');
			const type = step.type.split('.')[1].toLowerCase();
			expect(step.name.replaceAll(/\W/g, '').toLowerCase()).not.toBe(type);
		}
	});

	test('has a description in the fields of the portal', () => {
		const [title] = Object.keys(partsOf(page, '#'));
		expect(title).toBe(workflow.name);
		expect(page).not.toMatch(/<[a-z]/i);
		const { 'Quick overview': overview, ...lists } = partsOf(page, '##');
		const [picture, text] = overview.split('\n\n');
		const [, path] = picture.split(PICTURES);
		expect(path).toBe(`docs/images/examples/${name}.png)`);
		expect(existsSync(path.slice(0, -1))).toBe(true);
		expect(wordsOf(text)).toBeGreaterThanOrEqual(10);
		expect(wordsOf(text)).toBeLessThanOrEqual(50);
		expect(text).toContain('self-hosted');
		expect(Object.keys(lists)).toEqual(['Requirements', 'Customization']);
		for (const list of Object.values(lists)) {
			const lines = list.split('\n');
			expect(lines.length).toBeGreaterThan(1);
			expect(lines.every((line) => line.startsWith('- '))).toBe(true);
		}
	});
});
