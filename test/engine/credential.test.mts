import type { IDataObject, INode } from 'n8n-workflow';
import axios from 'axios';

import { credentialsHelper } from '../../engine/credentials.mts';
import { newAccount, theEngine, thePackage, useEngine } from '../support/harness.mts';

useEngine();

const NODE: INode = {
	id: 'node',
	name: 'CAMB.AI',
	type: 'n8n-nodes-camb.cambTextToSpeech',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

function workflow() {
	return new (theEngine().workflow.Workflow)({
		id: 'workflow',
		nodes: [NODE],
		connections: {},
		active: false,
		nodeTypes: { getByName: () => undefined, getByNameAndVersion: () => undefined } as never,
	});
}

/** The headers that n8n adds for this credential. */
async function headersFor(credential: IDataObject) {
	const helper = credentialsHelper(thePackage(), { cambAiApi: credential as never });
	const options = { url: 'http://127.0.0.1' };
	return (await helper.authenticate(credential as never, 'cambAiApi', options, workflow(), NODE))
		.headers;
}

/** What the Test button of the credential asks, as n8n evaluates it. */
function testAddress(credential: IDataObject): string {
	const { request } = thePackage().credentials.cambAiApi.test as {
		request: Record<string, string>;
	};
	const baseUrl = workflow().expression.getSimpleParameterValue(NODE, request.baseURL, 'internal', {
		$credentials: credential,
	} as never);
	return `${String(baseUrl)}${request.url}`;
}

test('the key goes out without the white space that was pasted with it', async () => {
	expect(await headersFor({ apiKey: ' \tkey-1\n' })).toEqual({ 'x-api-key': 'key-1' });
});

test.each(['', '/', '//', ' '])(
	'the Test button asks for the languages, base URL ending with %j',
	async (end) => {
		const account = await newAccount();
		const address = testAddress({ baseUrl: `${process.env.SANDBOX_API_URL}${end}` });
		const headers = (await headersFor({ apiKey: account.key })) as Record<string, string>;
		const { data } = await axios.get<unknown[]>(address, { headers });
		expect(data.length).toBeGreaterThan(100);
		const { requests } = await account.state();
		expect(requests.map(({ operationId }) => operationId)).toEqual(['listSourceLanguages']);
	},
);

test('a key that CAMB.AI does not know is said in plain words', async () => {
	const address = testAddress({ baseUrl: process.env.SANDBOX_API_URL });
	const headers = { 'x-api-key': 'unknown' };
	const { status } = await axios.get(address, { headers, validateStatus: () => true });
	const { rules } = thePackage().credentials.cambAiApi.test as {
		rules: Array<{ properties: { value: number; message: string } }>;
	};
	expect(rules.find(({ properties }) => properties.value === status)?.properties.message).toMatch(
		/API key.+Copy it again/,
	);
});
