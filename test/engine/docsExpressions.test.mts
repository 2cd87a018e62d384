/** The expressions that the documentation shows. */
import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';

import { codeIn, jsonBlocks, pages } from '../support/docs.mts';
import { runWorkflow } from '../support/examples.mts';
import { newAccount, START, useEngine } from '../support/harness.mts';

useEngine();

/** An item that has what the expressions of the pages read. */
const anItem: IDataObject = {
	...Object.assign({}, ...jsonBlocks.filter(({ json }) => 'kind' in json).map(({ json }) => json)),
	text: 'Hello',
	texts: ['Hello'],
	lines: ['Hello'],
	textPlain: 'Hello',
	id: 'file',
	name: 'Test',
	title: 'Harbor',
	scene: 'pier',
	sound: 'Rain',
	tag: 'es-es',
	Title: 'Harbor',
	url: 'https://example.com/a.mp4',
	enclosure: { url: 'https://example.com/a.mp3' },
	languages: 54,
	body: { recording_url: 'https://example.com/a.mp3' },
	output: [{ content: [{ text: 'Hello' }] }],
	missing: [],
	data: 'SRT',
	customer: 'Pier',
	folderId: 1,
	nextCheckInSeconds: 15,
	voiceId: 147320,
	dictionaryId: 1,
	studioUrl: 'https://studio.camb.ai',
	error: { message: 'Why', description: 'What to do', kind: 'dub', taskId: 'task' },
};

const shown = pages
	.map((page) => ({
		page,
		expressions: codeIn(page).flatMap((code) => code.match(/\{\{.+?\}\}/g) ?? []),
	}))
	.filter(({ expressions }) => expressions.length > 0);

test.each(shown)('every expression in $page gives something', async ({ expressions }) => {
	const empty: string[] = [];
	const reader = {
		description: {
			name: 'test.reader',
			version: 1,
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			for (const expression of expressions) {
				const value = this.evaluateExpression(expression, 0);
				if (value === undefined) empty.push(expression);
			}
			return [this.getInputData()];
		},
	} as unknown as INodeType;
	// The nodes that they name come before the one that reads them.
	const named = expressions.flatMap((code) =>
		[...code.matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name),
	);
	const steps = [...new Set(named)].map((name) => ({
		...START,
		name,
		type: 'n8n-nodes-base.noOp',
	}));
	const nodes = [START, ...steps, { ...START, name: 'Reader', type: 'test.reader' }];
	const links = nodes
		.slice(1)
		.map(({ name }, index) => [
			nodes[index].name,
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]);
	const file = { data: '', mimeType: 'audio/wav', fileName: 'a.wav' };
	const binary = { data: file, subtitles_srt: file };
	const { run } = await runWorkflow(
		{ nodes, connections: Object.fromEntries(links) as never },
		await newAccount(),
		{ [START.name]: [{ json: anItem, binary }] },
		{ types: { 'test.reader': reader } },
	);
	expect(run.data.resultData.error?.message).toBeUndefined();
	expect(empty).toEqual([]);
});
