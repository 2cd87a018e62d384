import { growthOf } from '../../bench/memory.mts';
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
