import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { signedLink } from '../../nodes/shared/files/signedLink';
import { problemOf } from '../support/itemContext.mts';

const OTHER_WAY = 'Or walk.';
const file = {
	id: 'filesystem-v2:f',
	fileName: 'épisode 1&2.mp4',
	mimeType: 'video/mp4',
	size: 6,
	open: async () => (async function* () {})(),
};

/** An n8n with this address. */
function n8nAt(restApiUrl: string) {
	const asked: unknown[][] = [];
	const createBinarySignedUrl = (binary: IBinaryData, expiresIn: string) => {
		asked.push([binary.id, expiresIn]);
		return `${restApiUrl}/binary-data/signed?token=t`;
	};
	const context = { helpers: { createBinarySignedUrl } } as unknown as IExecuteFunctions;
	return { context, asked };
}

test('a link opens the file for at least so long, and ends in its name', () => {
	const { context, asked } = n8nAt('https://n8n.example.com/rest');
	expect(signedLink(context, file, 1500, OTHER_WAY)).toBe(
		'https://n8n.example.com/rest/binary-data/signed?token=t&name=%C3%A9pisode%201%262.mp4',
	);
	expect(asked).toEqual([['filesystem-v2:f', '2s']]);
});

const refusal = async (context: unknown, changes = {}) =>
	await problemOf(
		Promise.resolve().then(() =>
			signedLink(context as IExecuteFunctions, { ...file, ...changes }, 1000, OTHER_WAY),
		),
	);

test.each([
	['http://localhost:5678/rest', /localhost.+not on the internet/],
	['http://[::1]:5678/rest', /\[::1\].+not on the internet/],
	['n8n.example.com/rest', /not a web address/],
	['ftp://n8n.example.com/rest', /not a web address/],
	['x:https://n8n.example.com/rest', /not a web address/],
])('an n8n at %s has none, and is told what to set', async (address, message) => {
	const { message: told, description } = await refusal(n8nAt(address).context);
	expect(told).toMatch(message);
	expect(description).toMatch(/WEBHOOK_URL.+ Or walk\.$/);
});

test('a file in memory has none', async () => {
	const { context, asked } = n8nAt('https://n8n.example.com/rest');
	const { message, description } = await refusal(context, { id: undefined });
	expect(message).toContain('in memory');
	expect(description).toMatch(/N8N_DEFAULT_BINARY_DATA_MODE.+ Or walk\.$/);
	expect(asked).toEqual([]);
});

test('an n8n that can make no link says so', async () => {
	const { message, description } = await refusal({ helpers: {} });
	expect(message).toContain("can't make a link");
	expect(description).toMatch(/Update n8n\. Or walk\.$/);
});
