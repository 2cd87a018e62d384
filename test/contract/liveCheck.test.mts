import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

import { sandboxDriver, type SandboxAccount } from '../../sandbox/driver.mts';
import type { Fault, FaultRule } from '../../sandbox/faults/types.mts';
import type { Settings } from '../../sandbox/settings.mts';
import { check } from '../../scripts/liveCheck/check.mts';
import { BREAKS, NOT_CHECKED, SAME, TAKEN } from '../../scripts/liveCheck/findings.mts';
import { MOST_CREDITS } from '../../scripts/liveCheck/speech.mts';
import { send, withApi } from '../support/ownApi.mts';

const baseUrl = process.env.SANDBOX_API_URL as string;
const PATIENCE = { everyMs: 1, longestMs: 100 };

async function newAccount(settings: Partial<Settings> = {}, ...rules: FaultRule[]) {
	const driver = sandboxDriver(process.env.SANDBOX_ADMIN_URL as string);
	const account = await driver.createAccount({ taskSeconds: 0, ...settings });
	await account.addFaults(...rules);
	return account;
}

/** The check of an account, with all that it said. */
async function checked({ key: apiKey }: SandboxAccount, url = baseUrl) {
	const lines: string[] = [];
	const outcome = await check({ apiKey, baseUrl: url }, (line) => lines.push(line), PATIENCE);
	return { ...outcome, said: lines.join('\n') };
}

/** The rows of the report's first table, without its head. */
const rowsOf = (report: string) =>
	report.split('\n').filter((line) => /\| (take it|\*\*break\*\*) \|$/.test(line));

const paidIn = async (account: SandboxAccount) =>
	(await account.state()).requests.filter(({ method }) => method === 'POST');

test('where the API is as in the contract, there is no difference, and one short text is paid for', async () => {
	const account = await newAccount();
	const { report, exitCode, said } = await checked(account);
	expect(rowsOf(report)).toEqual([]);
	expect(exitCode).toBe(SAME);
	expect(report).toMatch(/wrong key.*401/);
	expect(report).toContain('| Content-Type of /tts-result | audio/flac |');
	expect(report).toContain('24.0 hours');

	const posts = await paidIn(account);
	expect(posts.map(({ operationId }) => operationId)).toEqual(['createTts']);
	expect((posts[0].body as { text: string }).text).toHaveLength(MOST_CREDITS);
	expect(said).toContain((await account.state()).tasks[0].taskId);
	const { requests } = await account.state();
	expect(requests.filter(({ origin, note }) => origin === 'media' && note)).toEqual([]);
});

const at = (operation: string, fault: Fault, more: Partial<FaultRule> = {}): FaultRule => {
	return { operation, fault, ...more };
};

/** How the API differs on purpose; what must be in the one row of the table. */
type Case = [name: string, Partial<Settings>, FaultRule[], row: RegExp, exitCode: number];

const cases: Case[] = [
	['a wrapped list', { voices: 'wrapped' }, [], /list-voices.*array.*\{ voices \}/, TAKEN],
	['another name of the link', { linkName: 'file_url' }, [], /output_url.*\{ file_url \}/, TAKEN],
	[
		'a Content-Type that is not in the contract',
		{},
		[at('getTtsResult', { type: 'content-type', contentType: 'audio/ogg' })].map((rule) => ({
			...rule,
			skip: 1,
		})),
		/tts-result.*audio\/flac, audio\/wav.*audio\/ogg/,
		TAKEN,
	],
	[
		'a status word that nobody knows',
		{},
		[at('getTtsStatus', { type: 'status-word', word: 'QUEUED' }, { skip: 1 })],
		/GET \/tts.*status.*allowed values/,
		TAKEN,
	],
	[
		'a check that is not answered',
		{},
		[at('getTtsStatus', { type: 'status', status: 503 }, { skip: 1 })],
		/GET \/tts\/.*503/,
		TAKEN,
	],
	[
		'members that are not in the contract',
		{},
		[
			at('listDictionaries', {
				type: 'status',
				status: 200,
				body: [
					{
						id: 1,
						name: 'Terms',
						description: null,
						language: 1,
						created_at: '2026-01-01T00:00:00Z',
						colour: 'red',
					},
				],
			}),
		],
		/dictionaries/,
		TAKEN,
	],
	['no credits', {}, [at('createTts', { type: 'status', status: 402 })], /POST \/tts.*402/, TAKEN],
	[
		'a list that is none',
		{},
		[at('listVoices', { type: 'status', status: 200, body: { items: [] } })],
		/list-voices.*\{ items \}/,
		BREAKS,
	],
	[
		'a list that is refused',
		{},
		[at('listFolders', { type: 'status', status: 403 })],
		/folders.*success.*403/,
		BREAKS,
	],
	[
		'a page instead of the audio',
		{},
		[at('getTtsResult', { type: 'html' }, { skip: 1 })],
		/tts-result.*text\/html/,
		BREAKS,
	],
	[
		'a create without a task ID',
		{},
		[at('createTts', { type: 'no-task-id' })],
		/POST \/tts/,
		BREAKS,
	],
];

test.each(cases)('named: %s', async (_, settings, rules, row, exitCode) => {
	const account = await newAccount(settings, ...rules);
	const outcome = await checked(account);
	const rows = rowsOf(outcome.report);
	expect(rows.join('\n')).toMatch(row);
	expect(outcome.exitCode).toBe(exitCode);
	const canSpeak = rules.every(({ operation }) => operation !== 'listVoices');
	expect(await paidIn(account)).toHaveLength(canSpeak ? 1 : 0);
});

test('a status that never names a run is named, with the task that was paid for', async () => {
	const account = await newAccount({ statusForm: 'text' });
	const { report, exitCode } = await checked(account);
	const { tasks } = await account.state();
	expect(rowsOf(report).join('\n')).toContain(tasks[0].taskId);
	expect(report).toContain('a bare word');
	expect(exitCode).toBe(BREAKS);
});

test('a create whose answer is lost is not sent again, and may have been accepted', async () => {
	const account = await newAccount({}, at('createTts', { type: 'reset-after' }));
	const { exitCode, said } = await checked(account);
	expect(said).toContain('may have accepted');
	expect(exitCode).toBe(BREAKS);
	expect(await paidIn(account)).toHaveLength(1);
});

test('how long to wait after a 429, and headers about limits, are told', async () => {
	const headers = { 'retry-after': '7', 'x-ratelimit-remaining': '0' };
	const account = await newAccount({}, at('listFolders', { type: 'status', status: 429, headers }));
	const { report, exitCode } = await checked(account);
	expect(report).toContain('| Retry-After on 429 | 7 |');
	expect(report).toMatch(/limits and credits \|.*retry-after, x-ratelimit-remaining/);
	expect(exitCode).toBe(TAKEN);
});

test('the key is in nothing that comes out, also when answers repeat it', async () => {
	const account = await newAccount();
	const { key } = account;
	await account.addFaults(
		at('listFolders', { type: 'status', status: 418, body: { [key]: key } }),
		at('listVoices', { type: 'status', status: 200, body: [{ id: 7, voice_name: 'A', [key]: 1 }] }),
		at('createTts', { type: 'status', status: 200, body: { task_id: key, [key]: key } }),
	);
	const { report, said } = await checked(account);
	expect(rowsOf(report).join('\n')).toContain('[API key]');
	expect(report + said).not.toContain(key);
});

test.each<[string, (account: SandboxAccount) => Promise<{ exitCode: number; report: string }>]>([
	['a key that is refused', async () => await checked({ key: 'nobody' } as SandboxAccount)],
	['a host that does not answer', async (account) => await checked(account, 'http://127.0.0.1:9')],
])('%s: nothing was checked', async (_, run) => {
	const account = await newAccount();
	const { exitCode, report } = await run(account);
	expect(exitCode).toBe(NOT_CHECKED);
	expect(report).toContain('Nothing was checked');
	expect((await account.state()).requests).toEqual([]);
});

test('a wrong key that is taken breaks the test of the credential; what the API says of itself is compared', async () => {
	const account = await newAccount();
	await withApi(
		(asked, answer) => {
			if (asked.headers['x-api-key'] === 'not-a-key') return send(answer, 200, []);
			if (asked.url === '/openapi.json')
				return send(answer, 200, { paths: { '/apis/new': { get: {} } } });
			const { method, headers } = asked;
			asked.pipe(
				request(baseUrl + asked.url, { method, headers }, (reply) => {
					reply.pipe(answer.writeHead(reply.statusCode as number, reply.headers));
				}),
			);
		},
		async (url) => {
			const { report, exitCode } = await checked(account, url);
			const rows = rowsOf(report).join('\n');
			expect(exitCode).toBe(BREAKS);
			expect(rows).toMatch(/wrong key.*401.*200.*break/);
			expect(rows).toMatch(/GET \/new.*take it/);
			expect(rows).toMatch(/POST \/tts`.*break/);
			expect(report).toMatch(/openapi.json answer.*Yes/);
		},
	);
});

test('the key goes to the API alone: not to the host that it redirects to', async () => {
	const keys: unknown[] = [];
	await withApi(
		({ headers }, answer) => {
			keys.push(headers['x-api-key']);
			answer.end();
		},
		async (other) => {
			await withApi(
				(_, answer) => answer.writeHead(302, { location: other }).end(),
				async (url) => {
					expect((await checked({ key: 'secret' } as SandboxAccount, url)).exitCode).toBe(BREAKS);
				},
			);
		},
	);
	expect(keys).toEqual([]);
});

/** The command as npm runs it, without a terminal. */
async function command(env: Record<string, string>, ...args: string[]) {
	const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/liveCheck.mts', ...args], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const [out, err, [code]] = await Promise.all([
		text(child.stdout),
		text(child.stderr),
		once(child, 'exit'),
	]);
	return { out, err, code: code as number };
}

test('npm run live-check asks first: without a terminal and --yes it sends nothing', async () => {
	const account = await newAccount();
	const env = { CAMB_API_KEY: account.key, CAMB_BASE_URL: baseUrl };
	const unasked = await command(env);
	expect(unasked).toMatchObject({ code: NOT_CHECKED, out: '' });
	expect(unasked.err).toContain(`${MOST_CREDITS} at most`);
	expect((await account.state()).requests).toEqual([]);

	const agreed = await command(env, '--yes');
	expect(agreed.code).toBe(SAME);
	expect(agreed.out).toMatch(/^## /);
	expect(agreed.out + agreed.err).not.toContain(account.key);
}, 90_000);
