import type { INodeParameters } from 'n8n-workflow';

import type { SandboxAccount } from '../../sandbox/driver.mts';
import type { Fault } from '../../sandbox/faults/types.mts';
import { itemWith, wavOf } from '../support/files.mts';
import { newAccount, retryNode, runNode, useEngine } from '../support/harness.mts';

useEngine();

const type = 'cambVoice';
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const deletion = { operation: 'delete', voice: '={{ $json.voiceId }}', confirmDeletion: true };
const LIBRARY = 147320;

/** Voices of the account's own. */
async function ownVoices(account: SandboxAccount, count = 1): Promise<number[]> {
	const made = { content: await wavOf(4000), mimeType: 'audio/wav' };
	const { items } = await runNode({
		type,
		parameters: { operation: 'clone', inputDataField: 'data', voiceName: 'Ours', gender: 0 },
		items: await Promise.all(Array.from({ length: count }, () => itemWith(made))),
		account,
	});
	return items.map(({ json }) => json.voiceId as number);
}

async function deleteVoices(
	account: SandboxAccount,
	ids: unknown[],
	more: Partial<Parameters<typeof runNode>[0]> = {},
) {
	const items = ids.map((voiceId) => ({ json: { voiceId } })) as never;
	return await runNode({ type, parameters: deletion, items, account, ...more });
}

const deletions = async (account: SandboxAccount) =>
	(await account.state()).requests.filter(({ operationId }) => operationId === 'deleteVoice');

const ownLeft = async (account: SandboxAccount) => {
	const own = { returnAll: true, options: { owner: 'own' } };
	return (await runNode({ type, parameters: own, account })).items.length;
};

test('deletes each voice, with a request that has no body', async () => {
	const account = await newAccount();
	const ids = await ownVoices(account, 2);
	const { items } = await deleteVoices(account, ids);
	expect(items).toEqual([0, 1].map((item) => ({ json: { deleted: true }, pairedItem: { item } })));
	const sent = await deletions(account);
	expect(sent.map(({ method, body, path }) => [method, body, path.split('/').at(-1)])).toEqual(
		ids.map((id) => ['DELETE', undefined, String(id)]),
	);
	expect(await ownLeft(account)).toBe(0);
});

test.each<INodeParameters>([
	{ confirmDeletion: false },
	{ confirmDeletion: '={{ "" }}' },
	{ confirmDeletion: '={{ "perhaps" }}' },
	{ voice: 'Ours' },
])('%j is refused before anything is sent', async (changes) => {
	const account = await newAccount();
	const { error } = await deleteVoices(account, [LIBRARY], {
		parameters: { ...deletion, ...changes },
	});
	expect(error?.message).toMatch(/not confirmed|Confirm Deletion|Voice/);
	expect((await account.state()).requests).toEqual([]);
});

test('a voice of the library stays, and says why', async () => {
	const account = await newAccount();
	const { error } = await deleteVoices(account, [LIBRARY]);
	expect(error?.httpCode).toBe('403');
	expect(error?.description).toMatch(
		/not allowed to delete this voice.*Voice.*belong to this account/,
	);
});

test.each([{ onError: 'continueRegularOutput' }, { onError: 'continueErrorOutput' }] as const)(
	'$onError: a voice that was never there is no voice that was deleted',
	async (node) => {
		const account = await newAccount();
		const [id] = await ownVoices(account);
		const { outputs } = await deleteVoices(account, [999, id], { node: { ...node, ...RETRIES } });
		const all = outputs.flat().map(({ json }) => json);
		expect(all.filter(({ deleted }) => deleted)).toHaveLength(1);
		expect(JSON.stringify(all.find(({ error }) => error))).toContain('could not find');
	},
);

describe('an answer that is lost', () => {
	const LOST: Fault[] = [{ type: 'reset-after' }, { type: 'truncate' }, { type: 'html' }];

	test.each(LOST)('($type) is told; a person who retries finds the voice gone', async (fault) => {
		const account = await newAccount();
		const ids = await ownVoices(account);
		await account.addFaults({ operation: 'deleteVoice', fault });
		const run = await deleteVoices(account, ids);
		expect(run.error?.message).toMatch(/may have been deleted/);
		expect(await deletions(account)).toHaveLength(1);
		const items = ids.map((voiceId) => ({ json: { voiceId } }));
		const again = await retryNode(run, { type, parameters: deletion, items });
		expect(again.items.map(({ json }) => json)).toEqual([{ deleted: true }]);
		expect(await ownLeft(account)).toBe(0);
	});

	test.each(LOST)('($type) is sent again by Retry On Fail', async (fault) => {
		const account = await newAccount();
		const ids = await ownVoices(account);
		await account.addFaults({ operation: 'deleteVoice', fault });
		const { items } = await deleteVoices(account, ids, { node: RETRIES });
		expect(items.map(({ json }) => json)).toEqual([{ deleted: true }]);
		expect(await deletions(account)).toHaveLength(2);
	});

	test('is remembered through a try that gives nothing, and through one that ends for others', async () => {
		const account = await newAccount();
		const [id] = await ownVoices(account);
		await account.addFaults(
			{ operation: 'deleteVoice', fault: { type: 'reset-after' } },
			{ operation: 'deleteVoice', fault: { type: 'status', status: 402 } },
		);
		// The library's voice ends every try, also those that find the other one gone.
		const parameters = { ...deletion, options: { itemsAtOnce: 1 } };
		const run = await deleteVoices(account, [id, LIBRARY], {
			parameters,
			node: { ...RETRIES, maxTries: 5 },
		});
		expect(run.error?.httpCode).toBe('403');
		expect(run.error?.context.itemIndex).toBe(1);
	});
});

test('an empty answer says that it is done', async () => {
	const account = await newAccount();
	const ids = await ownVoices(account);
	await account.addFaults({
		operation: 'deleteVoice',
		fault: { type: 'empty' },
	});
	const { items } = await deleteVoices(account, ids);
	expect(items.map(({ json }) => json)).toEqual([{ deleted: true }]);
});
