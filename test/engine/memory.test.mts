import type { IBinaryData, IDataObject, INodeParameters } from 'n8n-workflow';

import { growthOf } from '../../bench/memory.mts';
import { hugeWav } from '../../sandbox/media/wav.mts';
import { itemWith } from '../support/files.mts';
import { newAccount, runNode, theEngine, useEngine } from '../support/harness.mts';

useEngine();

/** Well under the file's size: what is whole in memory grows by the file at the least. */
const FILE_MB = 300;
const UPLOAD_MB = 200;
const MOST_MB = 150;

test('a file of 300 MB is saved without being held in memory', async () => {
	const parameters = { text: 'A long story', voice: 147320, language: 1 };
	await runNode({ type: 'cambTextToSpeech', parameters });
	const account = await newAccount({ resultBytes: FILE_MB * 1e6 });
	const growth = await growthOf(async () => {
		const { items } = await runNode({ type: 'cambTextToSpeech', parameters, account });
		expect(items[0].json.fileSize).toBe(FILE_MB * 1e6);
	});
	expect(growth['grew by MB']).toBeLessThan(MOST_MB);
});

/**
 * Every node that uploads a recording, and the field of the API that the file goes into; none where
 * it goes by itself.
 */
const uploads: Array<[type: string, parameters: INodeParameters, field: string]> = [
	[
		'cambDub',
		{ source: 'binary', fileTransfer: 'upload', sourceLanguage: 1, targetLanguages: [54] },
		'',
	],
	['cambSeparateAudio', {}, 'media_file'],
	['cambTranscribe', { source: 'binary', language: 1 }, 'media_file'],
	['cambVoice', { operation: 'clone', voiceName: 'Ours', gender: 2 }, 'file'],
];

test.each(uploads)(
	'%s uploads 200 MB without holding them in memory',
	async (type, more, field) => {
		const upload = async (bytes: number) => {
			const item = await itemWith({ content: hugeWav(bytes).open(), mimeType: 'audio/wav' });
			return await growthOf(async () => {
				const { error, account } = await runNode({
					type,
					parameters: { inputDataField: 'data', ...more },
					items: [item],
				});
				expect(error).toBeUndefined();
				const { requests } = await account.state();
				const form = requests[0].body as IDataObject;
				const file = field ? form[field] : requests.find(({ source }) => source)?.source;
				expect(file).toMatchObject({ size: bytes });
			});
		};
		await upload(1e6);
		expect((await upload(UPLOAD_MB * 1e6))['grew by MB']).toBeLessThan(MOST_MB);
	},
);

test('the measure sees a file that is held in memory', async () => {
	const { binary } = await itemWith({
		content: hugeWav(UPLOAD_MB * 1e6).open(),
		mimeType: 'audio/wav',
	});
	const held = async () => await theEngine().binaryData.getAsBuffer(binary?.data as IBinaryData);
	// One may fit into what earlier tests have freed and the system has not taken back.
	const growth = await growthOf(async () => [await held(), await held(), await held()]);
	expect(growth['grew by MB']).toBeGreaterThan(MOST_MB);
});
