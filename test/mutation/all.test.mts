import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
const wanted = (process.env.MUTATION_TESTS ?? '*').split(',');

/** These ask about this project's files rather than about what the nodes do. */
const leftOut = ['unit/package', 'unit/demoProgress'];

/** The tests in one file, so that jest loads what they share once for a mutant. Quick ones first. */
for (const room of ['unit', 'property', 'engine']) {
	for (const file of readdirSync(`${folder}/${room}`)) {
		const name = `${room}/${file.replace('.test.mts', '')}`;
		if (leftOut.includes(name) || !wanted.some((pattern) => matches(name, pattern))) continue;
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		describe(name, () => void require(`${folder}/${room}/${file}`));
	}
}

/** Snapshots are kept under the names that tests have in their own file. */
beforeAll(() => {
	expect.setState({
		currentConcurrentTestName: () => expect.getState().currentTestName?.replace(/^\S+ /, ''),
	});
});

function matches(name: string, pattern: string) {
	return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
