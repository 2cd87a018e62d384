import { growthOf } from '../../bench/memory.mts';
import { hugeWav } from '../../sandbox/media/wav.mts';
import { itemWith } from '../support/files.mts';
import { newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

/** Well under the file's size: what is whole in memory grows by the file at the least. */
const FILE_MB = 300;
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

test('a file of 300 MB is uploaded without being held in memory', async () => {
	const separate = async (bytes: number) => {
		const item = await itemWith({ content: hugeWav(bytes).open(), mimeType: 'audio/wav' });
		return await growthOf(async () => {
			const { error, account } = await runNode({
				type: 'cambSeparateAudio',
				parameters: {},
				items: [item],
			});
			expect(error).toBeUndefined();
			const { requests } = await account.state();
			expect(requests[0].body).toMatchObject({ media_file: { size: bytes } });
		});
	};
	await separate(1e6);
	expect((await separate(FILE_MB * 1e6))['grew by MB']).toBeLessThan(MOST_MB);
});
