import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import { Readable } from 'node:stream';

import { apiWords, refusedFields } from '../../nodes/shared/camb/apiWords';
import { explainFailedTask } from '../../nodes/shared/camb/failureReasons';
import { keyHider } from '../../nodes/shared/http/hideKey';
import { readRetryHint } from '../../nodes/shared/http/retryAfter';
import { fileName } from '../../nodes/shared/files/fileName';
import { fileType } from '../../nodes/shared/files/fileType';
import { saveBody } from '../../nodes/shared/files/save';
import { readStatus } from '../../nodes/shared/camb/status';
import type { WireFault } from '../simulation/faults.mts';
import { expectAllRules } from '../simulation/rules.mts';
import { bury, calm, closeWorlds, fetchLater, liveThrough } from '../simulation/lives.mts';
import { holds } from '../support/property.mts';
import { replyOf } from '../support/reply.mts';

afterAll(closeWorlds);

const anyText = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 300 }),
	fc.constantFrom(
		'../../etc/passwd',
		'a/b\\c',
		'..',
		'CON',
		'.mp3',
		'\u202Egpj.exe',
		'😀'.repeat(200),
	),
	fc.nat(5000).map((length) => 'x'.repeat(length)),
);

test('a file name is short, in one folder, and without characters that hide something', () =>
	holds('file names', fc.tuple(anyText, fc.constantFrom('mp3', 'flac')), ([wanted, extension]) => {
		const name = fileName(wanted, extension);
		expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/u);
		expect(name).not.toMatch(/^(CON|NUL)\./i);
		expect(name).not.toMatch(/^[.\s]/);
		expect(name.endsWith(`.${extension}`)).toBe(true);
		expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
	}));

test('a type is always an extension of letters and digits and a MIME type', () =>
	holds('file types', fc.tuple(anyText, fc.uint8Array({ maxLength: 20 }), anyText), (input) => {
		const { extension, mimeType } = fileType(...input);
		expect(extension).toMatch(/^[a-z0-9]+$/);
		expect(mimeType).toMatch(/^[a-z]+\/[^\s;]+$/);
	}));

test('any JSON at all is read as a status or as none', () =>
	holds('status bodies', fc.jsonValue(), (body) => {
		expect(['running', 'finished', 'failed', 'unreadable']).toContain(readStatus(body).is);
	}));

test('any JSON at all is told in few words', () =>
	holds('refusals', fc.jsonValue(), (body) => {
		for (const given of [body, { detail: body }, { detail: [body] }, { error: body }]) {
			expect(apiWords(given).length).toBeLessThanOrEqual(601);
			expect(refusedFields(given).every((field) => typeof field === 'string')).toBe(true);
		}
	}));

test('any hint to wait at all is a number of ms from 0, or nothing', () => {
	const value = fc.oneof(anyText, fc.double().map(String), fc.nat().map(String));
	const names = ['date', 'retry-after', 'retry-after-ms', 'ratelimit', 'x-ratelimit-reset'];
	const headers = fc.dictionary(fc.constantFrom(...names), value);
	const body = fc.oneof(fc.jsonValue(), fc.record({ retry_after: fc.jsonValue() }));
	return holds('hints to wait', fc.tuple(headers, body), ([given, refusal]) => {
		const wait = readRetryHint(429, given, refusal, 1e12);
		if (wait !== undefined) expect(wait).toBeGreaterThanOrEqual(0);
	});
});

test('JSON with the key in it, whatever the key and wherever it is, is JSON without the key', () => {
	const letters = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
	// A key begins with a letter or a digit: a quote there could not be told from JSON's own.
	const key = fc.array(letters, { minLength: 12, maxLength: 40 }).map((all) => `k${all.join('')}`);
	const parts = fc.array(anyText, { minLength: 1, maxLength: 5 });
	return holds('keys in JSON', fc.tuple(key, parts), ([secret, texts]) => {
		const json = JSON.stringify({
			[texts[0]]: texts.join(secret),
			link: encodeURIComponent(secret),
		});
		const cleaned = keyHider(secret)(json);
		const strings = JSON.stringify(JSON.parse(cleaned) as unknown);
		expect(strings).not.toContain(JSON.stringify(secret).slice(1, -1));
		expect(strings).not.toContain(encodeURIComponent(secret));
	});
});

test("CAMB.AI's words about a failed task are few, whatever they are", () => {
	const { description } = explainFailedTask('ERROR', 'R'.repeat(1e6), 'w'.repeat(1e6));
	expect(description.length).toBeLessThan(2000);
});

test("a file is not called what the server's Content-Disposition says", async () => {
	const names: string[] = [];
	const context = {
		helpers: {
			prepareBinaryData: async (_: unknown, name: string) => {
				names.push(name);
				return { data: '', mimeType: '' };
			},
		},
	} as unknown as IExecuteFunctions;
	const headers = { 'content-disposition': 'attachment; filename="../../.bashrc"' };
	const reply = replyOf(Readable.from([Buffer.from('fLaC and more')]), { headers });
	await saveBody(context, reply, { name: 'speech-1', expect: 'audio' }, undefined);
	expect(names).toEqual(['speech-1.flac']);
});

/** What a host that means harm might answer with. */
const deep = `{"detail":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
const bodies: Array<[string, string]> = [
	['a detail that is nested a hundred thousand times', deep],
	['a detail of a megabyte', JSON.stringify({ detail: 'x'.repeat(1e6) })],
	[
		'a detail with a prototype',
		'{"detail":{"__proto__":{"polluted":true}},"__proto__":{"polluted":1}}',
	],
	['a page with a script', '<html><script>alert(1)</script></html>'],
	[
		'a list of ten thousand fields',
		JSON.stringify({ detail: Array(1e4).fill({ loc: ['body', 'x'] }) }),
	],
];
const steps = ['submit', 'poll', 'fetch'] as const;

describe.each(steps)('a refusal at %s', (step) => {
	test.each(bodies)('with %s ends in a clear error', async (_, body) => {
		const fault: WireFault = { type: 'status', status: 422, body };
		const life = await liveThrough(calm({ schedule: { [step]: [fault] } }));
		await expectAllRules(life);
		if (life.outcome.is !== 'error') throw new Error('It must be an error');
		const { message, description, httpCode } = life.outcome.error;
		expect(message).toMatch(/^CAMB\.AI did not accept/);
		expect(message.length).toBeLessThan(300);
		expect((description as string).length).toBeLessThan(1200);
		expect(httpCode).toBe('422');
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
		bury(life);
	});
});

test('to come back in 30 years ends at Max Wait, or at once, but never waits', async () => {
	const later: WireFault = { type: 'status', status: 503, retryAfter: '1000000000' };
	for (const step of steps) {
		const life = await liveThrough(
			calm({
				maxWaitMinutes: 0.5,
				schedule: { [step]: [later] },
				items: [{ taskMs: 0, badEndings: 0 }],
			}),
		);
		await expectAllRules(life);
		expect(life.outcome.is).toBe('error');
		expect(life.endedAt - life.world.seen[0].at).toBeLessThan(120_000);
		bury(life);
	}
});

test('a body that never ends is broken off after three hours, and asked for again', async () => {
	const endless: WireFault = { type: 'endless', gapMs: 50_000 };
	const life = await liveThrough(calm({ links: true, schedule: { media: [endless] } }));
	await expectAllRules(life);
	const [first, ...more] = life.world.seen.filter(({ step }) => step === 'media');
	expect((first.overAt as number) - first.at).toBeLessThan(3.1 * 3_600_000);
	expect(more).toHaveLength(1);
	bury(life);
}, 60_000);

test.each(['../dub?x=1#y', 'a/b\\c', '%2e%2e%2fdub', '😀 \n', '__proto__'])(
	'the task ID %j leads to no other call',
	async (taskId) => {
		const life = await liveThrough(calm());
		const before = life.world.seen.length;
		const { outcome } = await fetchLater(life, [taskId]);
		expect(outcome).toMatchObject({ is: 'error', error: { httpCode: '404' } });
		const paths = life.world.seen.slice(before).map(({ path }) => path);
		expect(paths).toEqual([`/apis/tts/${encodeURIComponent(taskId.trim())}`]);
		bury(life);
	},
);
