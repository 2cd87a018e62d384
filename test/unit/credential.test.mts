import type { IExecuteFunctions } from 'n8n-workflow';

import { ExplainedError } from '../../nodes/shared/core/explainedError';
import { readCredential } from '../../nodes/shared/http/credential';

const good = { apiKey: 'key-1', baseUrl: 'https://api.test/apis' };

const read = async (credential: object) =>
	await readCredential({ getCredentials: async () => credential } as unknown as IExecuteFunctions);

/** What the user is told. */
async function refusalOf(credential: object) {
	const error: unknown = await read(credential).catch((error: unknown) => error);
	if (!(error instanceof ExplainedError)) throw new Error('It must be refused');
	return error.explanation;
}

describe('a Base URL that is no web address is refused with an example of one', () => {
	test.each<[which: string, baseUrl: unknown]>([
		['empty', ''],
		['not there', undefined],
		['no text', 5],
		['without https://', 'api.test/apis'],
		['with something before https://', 'mailto:https://api.test'],
		['with a space', 'https://api.test/a b'],
		['with a question mark', 'https://api.test/apis?a=1'],
		['with a backslash', 'https://api.test\\apis'],
		['of another protocol', 'ftp://api.test'],
		['with a port that does not exist', 'https://api.test:99999'],
		['with a user name alone', 'https://user@api.test'],
		['with a password alone', 'https://:word@api.test'],
	])('%s', async (_, baseUrl) => {
		const { message, description } = await refusalOf({ ...good, baseUrl });
		expect(message).toMatch(/Base URL/);
		expect(description).toMatch(/https:\/\/client\.camb\.ai\/apis/);
	});
});

describe('an API Key that n8n could not send as it is', () => {
	test.each<[which: string, apiKey: unknown]>([
		['with a space inside', 'key 1'],
		['with a letter beyond ASCII at its end', 'key-é'],
		['with one at its beginning', 'ékey'],
		['with an invisible character', 'key\u200b'],
	])('is refused: %s', async (_, apiKey) => {
		const { message, description } = await refusalOf({ ...good, apiKey });
		expect(message).toMatch(/API Key.*characters/);
		expect(description).toMatch(/Copy/);
	});

	test.each<[which: string, apiKey: unknown]>([
		['of white space', ' \n'],
		['not there', undefined],
		['no text', 5],
	])('is called empty: %s', async (_, apiKey) => {
		const { message, description } = await refusalOf({ ...good, apiKey });
		expect(message).toMatch(/API Key.*empty/);
		expect(description).toMatch(/Copy/);
	});
});

test('an account is the same text for the same key and address, and tells neither', async () => {
	const accountOf = async (credential: object) => (await read(credential)).account;
	const account = await accountOf(good);
	expect(account).toMatch(/^[0-9a-f]{64}$/);
	expect(await accountOf({ ...good, apiKey: ' key-1 ' })).toBe(account);
	expect(await accountOf({ ...good, apiKey: 'key-2' })).not.toBe(account);
	expect(await accountOf({ ...good, baseUrl: 'https://other.test/apis' })).not.toBe(account);
});
