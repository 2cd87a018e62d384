import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { contract } from '../../sandbox/contract.mts';
import { checkDrift } from '../../scripts/drift/check.mts';
import { driftBetween } from '../../scripts/drift/drift.mts';
import { operationsOfSdk } from '../../scripts/drift/sdk.mts';
import { operationsIn } from '../../scripts/liveCheck/operations.mts';
import { withApi } from '../support/ownApi.mts';

const INSTALLED = 'node_modules/@camb-ai/sdk';
const known = { version: '1.0.0', operations: operationsOfSdk(INSTALLED) };

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'drift-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Change = [file: string, from: string, to: string];

/** The installed SDK with other code and types, as a newer one might have them. */
function changedSdk(...changes: Change[]) {
	const changed = mkdtempSync(join(folder, 'sdk-'));
	cpSync(INSTALLED, changed, { recursive: true });
	for (const [file, from, to] of changes) {
		const path = join(changed, 'dist', 'api', file);
		const text = readFileSync(path, 'utf8');
		expect(text).toContain(from);
		writeFileSync(path, text.replaceAll(from, to));
	}
	return operationsOfSdk(changed);
}

const DUB = 'resources/dub/client';
const DUB_REQUEST = `${DUB}/requests/EndToEndDubbingRequestPayload.d.ts`;

/** What the contract leaves out on purpose. */
const LEFT_OUT = [
	// Pages about the API, for people.
	'GET /docs',
	'GET /redocs',
	'GET /openapi.json',
	// A file_id may stand for it.
	'POST /dub: video_url is required',
	// No one else knows of it.
	'GET /source-languages: run_id',
	'GET /target-languages: run_id',
];

test('the contract has every call and parameter of the installed SDK', () => {
	const { added } = driftBetween(operationsIn(contract), new Map(), known.operations);
	// A header of every call: https://www.w3.org/TR/trace-context/
	expect(added.filter((fact) => !fact.endsWith(': traceparent')).sort()).toEqual(LEFT_OUT.sort());
});

test('calls, parameters, what is required and values that are new are found, with no others', () => {
	const newest = changedSdk(
		[`${DUB}/Client.js`, '"POST", "/dubbing-results"', '"POST", "/dubbings"'],
		[
			DUB_REQUEST,
			'video_url: string',
			'mood: string; clip?: { start: number }; video_url?: string',
		],
		[DUB_REQUEST, 'source_language: CambApi', 'source_language: string; origin?: CambApi'],
		[`types/OutputFormat.d.ts`, 'readonly Wav: "wav"', 'readonly Opus: "opus"'],
	);
	const { added, gone } = driftBetween(operationsIn(contract), known.operations, newest);
	expect(added).toEqual([
		'POST /dub: mood',
		'POST /dub: clip',
		'POST /dub: clip.start',
		'POST /dub: origin',
		'POST /dubbings',
		'POST /tts-stream: output_configuration.format = opus',
	]);
	expect(gone).toEqual([
		'POST /dub: video_url is required',
		'POST /dubbing-results',
		'POST /tts-stream: output_configuration.format = wav',
	]);
});

test('an SDK whose calls can no longer be read is no SDK without changes', async () => {
	const places = { descriptions: [], indexes: [] };
	const same = await checkDrift({ contract, known, newest: known, places });
	expect(same.hasDrifted).toBe(false);

	const other = mkdtempSync(join(folder, 'other-'));
	writeFileSync(join(other, 'Client.js'), 'export class Client {}');
	writeFileSync(join(other, 'Client.d.ts'), 'export class Client { dub(request: object): void }');
	const newest = { version: '2.0.0', operations: operationsOfSdk(other) };
	const { report, hasDrifted } = await checkDrift({ contract, known: newest, newest, places });
	expect(hasDrifted).toBe(true);
	expect(report).toContain('2.0.0');
});

/** The drift of an API whose site gives out these pages, beside an SDK that is the same. */
async function driftOfSite(pages: (site: string) => Record<string, string>) {
	let outcome = { report: '', hasDrifted: false };
	await withApi(
		({ url = '', headers }, response) => {
			const page = pages(`http://${headers.host}`)[url];
			response.writeHead(page === undefined ? 404 : 200).end(page);
		},
		async (site) => {
			const places = { descriptions: [`${site}/openapi.json`], indexes: [`${site}/llms.txt`] };
			outcome = await checkDrift({ contract, known, newest: known, places });
		},
	);
	return outcome;
}

test('a description that the site links to is compared: what is new, and which calls are gone', async () => {
	const { '/dub': dub, ...paths } = structuredClone(contract.paths);
	paths['/hum'] = { post: {} };
	paths['/folders'].get.parameters = [{ in: 'query', name: 'page' }];
	const { report, hasDrifted } = await driftOfSite((site) => ({
		'/llms.txt': `- [API](${site}/api/openapi.yaml)\n- [Guide](${site}/guide.md)`,
		'/api/openapi.yaml': JSON.stringify({ ...contract, paths }),
	}));
	expect(dub).toBeDefined();
	expect(hasDrifted).toBe(true);
	for (const fact of ['POST /hum', 'GET /folders: page', 'POST /dub']) {
		expect(report).toContain(`\`${fact}\``);
	}
	expect(report).not.toContain('`GET /source-languages`');
	expect(report).toMatch(/`POST \/dub` \(.*CambDub/);
});

test('descriptions that are not there, or are none, are named and do not count as a change', async () => {
	const { report, hasDrifted } = await driftOfSite((site) => ({
		'/llms.txt': `${site}/openapi.yml, ${site}/a/openapi.json`,
		'/openapi.yml': '<html>Not here</html>',
		'/a/openapi.json': '{"paths"',
	}));
	expect(hasDrifted).toBe(false);
	for (const path of ['/openapi.json', '/openapi.yml', '/a/openapi.json']) {
		expect(report).toContain(`${path} `);
	}
});

test('a site that is not there does not count as a change either', async () => {
	let closed = '';
	await withApi(
		() => {},
		async (site) => void (closed = site),
	);
	const places = { descriptions: [`${closed}/openapi.json`], indexes: [`${closed}/llms.txt`] };
	const { report, hasDrifted } = await checkDrift({ contract, known, newest: known, places });
	expect(hasDrifted).toBe(false);
	expect(report).toContain(`${closed}/openapi.json can't be reached`);
	expect(report).toContain(`${closed}/llms.txt can't be reached`);
});
