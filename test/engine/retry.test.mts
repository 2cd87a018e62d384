import { newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

const parameters = { text: '={{ $json.text }}', voice: 147320, language: 1 };
const type = 'cambTextToSpeech';
const texts = (...all: string[]) => all.map((text) => ({ json: { text } }));

describe('Retry On Fail', () => {
	const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	test('submits again only what ended badly', async () => {
		const account = await newAccount();
		await account.addFaults({
			step: 'submit',
			contains: 'two',
			fault: { type: 'task', status: 'ERROR', exceptionReason: 'PROCESSING_ERROR' },
		});
		const { status, items } = await runNode({
			type,
			parameters,
			account,
			node,
			items: texts('number one', 'number two', 'number three'),
		});
		expect(status).toBe('success');
		expect(items).toHaveLength(3);
		const { tasks } = await account.state();
		const spoken = tasks.map(({ request }) => (request as { text: string }).text).sort();
		expect(spoken).toEqual(['number one', 'number three', 'number two', 'number two']);
	});

	test('pays for nothing twice when another item goes to the error output', async () => {
		const account = await newAccount();
		await account.addFaults({
			step: 'submit',
			contains: 'bad',
			times: 'forever',
			fault: { type: 'status', status: 422 },
		});
		await runNode({
			type,
			parameters,
			account,
			node: { ...node, onError: 'continueRegularOutput' },
			items: texts('bad one', 'good one', 'good two'),
		});
		const { tasks } = await account.state();
		expect(tasks).toHaveLength(2);
	});
});
