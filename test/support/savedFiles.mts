import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { readdirSync } from 'node:fs';

import type { BinaryMode } from '../../engine/boot.mts';
import type { Encoding, Fault } from '../../sandbox/faults/types.mts';
import type { Step } from '../../sandbox/requestLog.mts';
import type { Made } from './files.mts';
import { itemWith, wavOf } from './files.mts';
import {
	bytesOf,
	countOf,
	IN_OLDEST,
	newAccount,
	probe,
	runNode,
	SPEED,
	useEngine,
} from './harness.mts';
import { PICTURE } from './samples.mts';

/** A node that saves files, and where they come from. */
interface Saving {
	type: string;
	parameters: INodeParameters;
	/** The step whose answer is the file. */
	step: Step;
	/** What each field's file is. */
	files: Record<string, string>;
	/** What it is made of, if it is a file. */
	file?: () => Promise<Made>;
	/** A stream has no task. */
	isStream?: boolean;
}

export const speech = { text: 'Good morning', voice: 147320, language: 1 };
export const dub = {
	mediaUrl: 'https://example.com/clip.mp4',
	sourceLanguage: 1,
	targetLanguages: [54],
};
export const SAVING: Record<string, Saving> = {
	speech: {
		type: 'cambTextToSpeech',
		parameters: speech,
		step: 'fetch',
		files: { data: 'audio/flac' },
	},
	'speech behind a link': {
		type: 'cambTextToSpeech',
		parameters: { ...speech, options: { includeLinks: true } },
		step: 'media',
		files: { data: 'audio/flac' },
	},
	'streamed speech': {
		type: 'cambTextToSpeech',
		parameters: { ...speech, delivery: 'stream', outputFormat: 'wav' },
		step: 'submit',
		files: { data: 'audio/wav' },
		isStream: true,
	},
	sound: {
		type: 'cambTextToSound',
		parameters: { prompt: 'Rain', duration: 1 },
		step: 'fetch',
		files: { data: 'audio/wav' },
	},
	'voice samples': {
		type: 'cambVoice',
		parameters: {
			operation: 'design',
			voiceDescription: 'An old man with a hoarse voice. '.repeat(4),
			sampleText: 'The boat came home late. '.repeat(6),
		},
		step: 'media',
		files: { data: 'audio/wav', preview_2: 'audio/wav' },
	},
	dub: {
		type: 'cambDub',
		parameters: { ...dub, result: 'both' },
		step: 'media',
		files: { data: 'video/mp4', audio: 'audio/flac' },
	},
	story: {
		type: 'cambStory',
		parameters: {
			source: 'text',
			storyText: 'Once there was a king.',
			language: 1,
			options: { includeDialogue: true },
		},
		step: 'media',
		files: { data: 'audio/flac', dialogue: 'audio/flac' },
	},
	separation: {
		type: 'cambSeparateAudio',
		parameters: {},
		file: async () => ({ content: await wavOf(4000), mimeType: 'audio/wav' }),
		step: 'media',
		files: { data: 'audio/flac', background: 'audio/flac' },
	},
};

/** How many files n8n's store holds on disk. */
function storedFiles(): number {
	const names = readdirSync(process.env.N8N_USER_FOLDER as string, { recursive: true }) as string[];
	return names.filter((name) => /binary_data\/[^./]+$/.test(name)).length;
}

/** Runs a node whose file comes with a fault, and counts what n8n's store got. */
export async function save(saving: Saving, fault?: Fault, more: Partial<Saving> = {}) {
	const account = await newAccount();
	const { type, parameters, step, file } = { ...saving, ...more };
	if (fault) await account.addFaults({ step, fault, times: 'forever' });
	const items = file && [await itemWith(await file())];
	const before = storedFiles();
	const run = await runNode({ type, account, parameters, items });
	return { ...run, stored: storedFiles() - before };
}

/** n8n 1.120 keeps what came of a body that broke off on its way into the store, as long as its execution. */
const staysInStore = (fault: string) => IN_OLDEST && fault.includes('cut off');

/** What the editor shows of a file, and what is in it, belong together. */
async function expectFile(item: INodeExecutionData, field: string, mimeType: string) {
	const file = item.binary?.[field];
	expect(file?.mimeType).toBe(mimeType);
	expect((await probe(await bytesOf(item, field), mimeType)).duration).toBeGreaterThan(0.1);
}

/** The tests of files that nodes save, for n8n's ways to keep files. */
export function testSavedFiles(mode: BinaryMode) {
	useEngine(SPEED, mode);
	const onDisk = (files: number) => (mode === 'filesystem' ? files : 0);
	const kinds = Object.keys(SAVING).map((name): [string, Saving] => [name, SAVING[name]]);

	describe.each(kinds)('%s', (_kind, saving) => {
		const names = Object.keys(saving.files);

		test.each<Encoding>(['gzip', 'br', 'deflate'])(
			'that comes packed by %s is saved',
			async (encoding) => {
				const { items, error, stored, account } = await save(saving, { type: 'packed', encoding });
				expect(error).toBeUndefined();
				expect(stored).toBe(onDisk(names.length));
				for (const name of names) await expectFile(items[0], name, saving.files[name]);
				const size = (await bytesOf(items[0])).length;
				expect(items[0].json.fileSize).toBe(size);
				expect(await countOf(account, saving.step)).toBe(names.length);
			},
		);

		test.each<[string, Fault]>([
			['is cut off', { type: 'truncate' }],
			['comes packed and is cut off', { type: 'packed', encoding: 'gzip', isCut: true }],
			['is empty', { type: 'empty' }],
			['is a page', { type: 'html' }],
			['is a picture', { type: 'other-file', base64: PICTURE.toString('base64') }],
		])('that %s is no result, and leaves nothing in the store', async (name, fault) => {
			const { status, error, stored, account } = await save(saving, fault);
			expect(status).toBe('error');
			if (!staysInStore(name)) expect(stored).toBe(0);
			expect(await countOf(account, 'submit')).toBe(1);
			if (saving.isStream) return;
			const [{ taskId, runId }] = (await account.state()).tasks;
			expect(error?.context).toMatchObject({ taskId, runId });
			expect(error?.description).toContain(taskId);
		});
	});
}
