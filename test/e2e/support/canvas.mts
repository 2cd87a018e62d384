import type { Page } from 'playwright-core';

import type { WorkflowFile } from '../../../engine/run.mts';
import type { Client } from './client.mts';

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** What the canvas shows of a node, in pixels of the page. */
export interface Drawn {
	name: string;
	/** A note that explains the workflow, a note around some nodes, or a node. */
	as: 'note' | 'section' | 'node';
	/** The note, or the square of the node. */
	box: Box;
	/** What is written in the note, or below the square. */
	text: Box;
	/** Whether a part of the text is not to be seen. */
	isCut: boolean;
}

/** Room for the largest example without zooming, and for the panels around the canvas. */
const WINDOW = { width: 2400, height: 2200 };
/** A note is this much higher than its text at most, since all lies on n8n's grid of 16. */
const MOST_EMPTY = 32;
const MARGIN = 40;
/** How long the editor may take to open the first time, in ms. */
const OPEN_MS = 90_000;

/** n8n's color of a note that has the nodes of a section in it: white. */
const SECTION_COLOR = 7;

/** All on the canvas but the workflow. */
export const AROUND_THE_WORKFLOW = [
	'[data-test-id="canvas-controls"]',
	'[data-test-id="canvas-minimap"]',
	'[data-test-id="canvas-handle-plus-wrapper"]',
	'.vue-flow__panel',
];

/** Shows all of a workflow. */
export async function openCanvas(page: Page, { url }: Client, workflowId: string) {
	await page.setViewportSize(WINDOW);
	await page.goto(`${url}/workflow/${workflowId}`);
	await page.getByTestId('zoom-to-fit').click({ timeout: OPEN_MS });
	await page.waitForLoadState('networkidle');
}

/** Measures what n8n made of the nodes of a workflow. */
export async function drawnOn(page: Page, { nodes }: WorkflowFile): Promise<Drawn[]> {
	const measured = await page.locator('.vue-flow__node').evaluateAll((elements) => {
		const boxOf = ({ x, y, width, height }: DOMRect) => ({ x, y, width, height });
		/** What is to be seen of the text of a part, or all of it if the part is to be as large. */
		const textIn = (element: Element, isWhole: boolean) => {
			const range = document.createRange();
			range.selectNodeContents(element);
			const text = range.getBoundingClientRect();
			if (isWhole) return boxOf(text);
			const { x, width } = element.getBoundingClientRect();
			const left = Math.max(text.x, x);
			const right = Math.min(text.x + text.width, x + width);
			return { ...boxOf(text), x: left, width: right - left };
		};
		const isCut = ({ scrollHeight, clientHeight, scrollWidth, clientWidth }: Element) =>
			scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;
		return elements.map((element) => {
			const note = element.querySelector('.n8n-sticky');
			const text = note?.firstElementChild ?? element.querySelector('[class*="_description_"]');
			return {
				id: element.getAttribute('data-id'),
				box: boxOf((note ?? element).getBoundingClientRect()),
				text: textIn(text!, Boolean(note)),
				cut: (note ? [text!] : Array.from(text!.children)).map(isCut),
			};
		});
	});
	return measured.map(({ id, cut, ...drawn }) => {
		const { name, type, parameters } = nodes.find((node) => node.id === id)!;
		// The second line of other nodes is n8n's: an address, for one.
		const isCut = type.startsWith('n8n-nodes-camb.') ? cut.includes(true) : cut[0];
		const isNote = type === 'n8n-nodes-base.stickyNote';
		const as = !isNote ? 'node' : parameters.color === SECTION_COLOR ? 'section' : 'note';
		return { name, as, isCut, ...drawn };
	});
}

/** What somebody who looks at the canvas would put right, in a line each. */
export function faultsOf(drawn: Drawn[]): string[] {
	const faults = drawn.filter(({ isCut }) => isCut).map(({ name }) => `${name}: text is cut`);
	for (const { name, as, box, text } of drawn) {
		const empty = bottomOf(box) - bottomOf(text);
		if (as === 'note' && empty > MOST_EMPTY) faults.push(`${name}: ${empty} px are empty`);
	}
	drawn.forEach((one, index) => {
		for (const other of drawn.slice(index + 1)) {
			if (areApart(one, other)) continue;
			faults.push(`${one.name} and ${other.name} are one over the other`);
		}
	});
	return faults;
}

/** A section has its nodes in it, below its text; all else keeps apart. */
function areApart(one: Drawn, other: Drawn): boolean {
	const parts = ({ as, box, text }: Drawn) => (as === 'node' ? [box, text] : [box]);
	if (one.as !== 'section' && other.as === 'section') return areApart(other, one);
	if (one.as === 'section' && other.as === 'node') {
		const inside = parts(other).every((part) => isIn(part, one.box));
		if (inside) return parts(other).every((part) => !overlap(part, one.text));
	}
	return parts(one).every((a) => parts(other).every((b) => !overlap(a, b)));
}

/** The part of the page that the workflow takes, with its lines and some room around it. */
export async function aroundAll(page: Page, drawn: Drawn[]): Promise<Box> {
	const lines: Box[] = await page.locator('.vue-flow__edge-path').evaluateAll((paths) =>
		paths.map((path) => {
			const { x, y, width, height } = path.getBoundingClientRect();
			return { x, y, width, height };
		}),
	);
	const boxes = [...drawn.flatMap(({ box, text }) => [box, text]), ...lines];
	const x = Math.min(...boxes.map((box) => box.x)) - MARGIN;
	const y = Math.min(...boxes.map((box) => box.y)) - MARGIN;
	const width = Math.max(...boxes.map(rightOf)) + MARGIN - x;
	const height = Math.max(...boxes.map(bottomOf)) + MARGIN - y;
	return { x, y, width, height };
}

const rightOf = ({ x, width }: Box) => x + width;
const bottomOf = ({ y, height }: Box) => y + height;

const overlap = (a: Box, b: Box) =>
	a.x < rightOf(b) && b.x < rightOf(a) && a.y < bottomOf(b) && b.y < bottomOf(a);

const isIn = (inner: Box, outer: Box) =>
	inner.x >= outer.x &&
	inner.y >= outer.y &&
	rightOf(inner) <= rightOf(outer) &&
	bottomOf(inner) <= bottomOf(outer);
