import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../unit', import.meta.url));

/** Whether a test of this file is to be run: what the environment knows. */
declare const wanted: (file: string) => boolean;

/** These ask about this project's files rather than about what the nodes do. */
const leftOut = ['package', 'demoProgress'];

/** The unit tests in one file, so that jest loads what they share once for a mutant. */
for (const file of readdirSync(folder).filter((name) => name.endsWith('.test.mts'))) {
	const name = file.replace('.test.mts', '');
	if (leftOut.includes(name) || !wanted(name)) continue;
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	describe(name, () => void require(`${folder}/${file}`));
}

/** Snapshots are kept under the names that tests have in their own file. */
beforeAll(() => {
	expect.setState({
		currentConcurrentTestName: () => expect.getState().currentTestName?.replace(/^\S+ /, ''),
	});
});
