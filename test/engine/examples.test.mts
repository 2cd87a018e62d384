import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { exampleNames, runExample } from '../support/examples.mts';
import { bytesOf, countOf, newAccount, probe, useEngine } from '../support/harness.mts';

useEngine();

/** An item that holds a file, as a form or a drive gives it. */
function itemWithFile(field: string, path: string, mimeType: string, json: IDataObject = {}) {
	const bytes = readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)));
	const file = { data: bytes.toString('base64'), mimeType, fileName: basename(path) };
	return { json, binary: { [field]: file } };
}

interface Expected {
	/** The node whose items are counted: the last one, where everything arrives. */
	at: string;
	items: number;
	/** The file fields of every item; empty for text files, which no player opens. */
	audio: string[];
	text?: string[];
	given?: Record<string, INodeExecutionData[]>;
}

const expected: Record<string, Expected> = {
	'dub-into-three-languages': {
		at: 'Send the Dub',
		items: 3,
		audio: ['data'],
		text: ['subtitles_srt'],
	},
	'feed-to-podcast': { at: 'Put Into Bucket', items: 2, audio: ['data'] },
	'mail-the-task-id': { at: 'Upload', items: 3, audio: ['data'] },
	'one-text-in-many-languages': { at: 'Translate and Speak', items: 4, audio: ['data'] },
	'sound-pack': { at: 'Upload', items: 4, audio: ['data'] },
	'speech-over-a-webhook': { at: 'Answer With the Audio', items: 1, audio: ['data'] },
	'story-from-a-document': {
		at: 'Upload',
		items: 2,
		audio: ['data'],
		given: {
			Form: [
				itemWithFile('Document', 'LICENSE.md', 'text/plain', { Title: 'The lighthouse keeper' }),
			],
		},
	},
	'submit-now-fetch-later': { at: 'Upload', items: 2, audio: ['data'] },
	'subtitles-for-new-videos': {
		at: 'Upload SRT',
		items: 1,
		audio: [],
		text: ['subtitles_srt', 'subtitles_vtt'],
		given: {
			'New Video': [{ json: { id: 'video', name: 'harbour.mp4' } }],
			Download: [itemWithFile('data', 'sandbox/media/files/sample.mp4', 'video/mp4')],
		},
	},
	'text-to-speech-from-a-list': { at: 'Speak', items: 6, audio: ['data'] },
};

test('every example has a run below', () => {
	expect(exampleNames).toEqual(Object.keys(expected).sort());
});

test.each(Object.entries(expected))('%s gives what it promises', async (name, wanted) => {
	const { run, itemsOf } = await runExample(name, await newAccount(), wanted.given);
	expect(run.data.resultData.error?.message).toBeUndefined();
	expect(run.status).toBe('success');
	const items = itemsOf(wanted.at);
	expect(items).toHaveLength(wanted.items);
	for (const item of items) {
		expect(Object.keys(item.binary ?? {})).toEqual([...wanted.audio, ...(wanted.text ?? [])]);
		for (const field of wanted.audio) {
			const { duration } = await probe(await bytesOf(item, field), item.binary?.[field].mimeType);
			expect(duration).toBeGreaterThan(0.2);
		}
		for (const field of wanted.text ?? []) {
			expect((await bytesOf(item, field)).toString()).toContain('-->');
		}
	}
});

test('submit now, fetch later: looks again until both dubs are done, and pays for each once', async () => {
	const account = await newAccount({ taskSeconds: { dub: 30 } });
	const { itemsOf } = await runExample('submit-now-fetch-later', account);
	expect(itemsOf('Fetch Result', 1).length).toBeGreaterThan(0);
	expect(itemsOf('Upload').map(({ json }) => json.taskId)).toEqual(
		itemsOf('Submit Only').map(({ json }) => json.taskId),
	);
	expect(await countOf(account, 'submit')).toBe(2);
});

test('mail the task ID: one bad row leaves by the error output, the others are spoken', async () => {
	const account = await newAccount();
	const fault = { type: 'task', status: 'ERROR', exceptionReason: 'PROCESSING_ERROR' } as const;
	await account.addFaults({ step: 'submit', contains: 'storm', fault });
	const { run, itemsOf } = await runExample('mail-the-task-id', account);
	expect(run.status).toBe('success');
	expect(itemsOf('Upload').map(({ json }) => json.fileName)).toEqual([
		'opening.flac',
		'closing.flac',
	]);
	const { tasks } = await account.state();
	const [mailed, ...more] = itemsOf('Tell Somebody');
	expect(more).toEqual([]);
	expect(mailed.json).toMatchObject({
		name: 'storm',
		details: { taskId: tasks.find(({ status }) => status === 'ERROR')?.taskId },
	});
});
