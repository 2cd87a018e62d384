import type { Settings } from '../../sandbox/settings.mts';
import { newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

const type = 'cambFetchResult';

/** Submitted tasks, as the items that Text to Speech gave out. */
async function submitted(count: number, settings: Partial<Settings>) {
	const account = await newAccount(settings);
	const parameters = {
		text: '={{ $json.text }}',
		voice: 147320,
		language: 1,
		waitForCompletion: false,
	};
	const texts = Array.from({ length: count }, (_, number) => ({
		json: { text: `text ${number}` },
	}));
	const { items } = await runNode({ type: 'cambTextToSpeech', parameters, items: texts, account });
	return { account, items: items.map(({ json }) => ({ json })) };
}

describe('When Still Running by expression', () => {
	test.each([
		['continueRegularOutput', 2],
		['continueErrorOutput', 3],
	] as const)('is read for each item (%s)', async (onError, outputs) => {
		const { account, items } = await submitted(3, { taskSeconds: 1000 });
		const modes = ['wait', 'branch', 'error'];
		const result = await runNode({
			type,
			parameters: {
				whenStillRunning: `={{ ${JSON.stringify(modes)}[$itemIndex] }}`,
				options: { maxWait: 0.1 },
			},
			items,
			account,
			node: { onError },
		});
		expect(result.outputs).toHaveLength(outputs);
		const ended = onError === 'continueErrorOutput' ? 2 : 0;
		expect(result.outputs[1].map(({ json }) => json)).toMatchObject([
			{ taskId: items[1].json.taskId, status: 'PENDING' },
		]);
		expect(result.outputs[ended].map(({ json }) => json.error)).toEqual([
			'CAMB.AI did not finish within 6 seconds',
			'The task is still running',
		]);
	});

	test('any other value is told before anything is asked', async () => {
		const { error, account } = await runNode({
			type,
			parameters: { taskId: 'abc', whenStillRunning: '={{ "Wait" }}' },
			items: [{ json: {} }],
		});
		expect(error?.message).toBe('When Still Running "Wait" is not recognized');
		expect(error?.description).toBe('Choose one of: wait, branch, error.');
		expect((await account.state()).requests).toEqual([]);
	});
});
