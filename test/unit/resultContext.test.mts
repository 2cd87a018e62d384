import type { ResultContext } from '../../nodes/shared/tasks/kind';

import type { Answer } from '../support/itemContext.mts';
import { problemOf, refused, silent } from '../support/itemContext.mts';
import {
	LINK,
	RESULT,
	json,
	openResultContextWith,
	saved,
	sound,
	UNTIL,
	saveAs,
} from '../support/openResultContext.mts';
import { LONGEST_RESULT } from '../../nodes/shared/http/body';

test('has what the user set', () => {
	const { resultContext } = openResultContextWith({}, { settings: { field: 'audio' } });
	expect(resultContext).toMatchObject({ field: 'audio', resultOptions: { language: 1 } });
});

describe('a read', () => {
	test('asks with its query, and ends with its item', async () => {
		const { resultContext, calls, itemContext } = openResultContextWith({
			[RESULT]: [json({ text: 'Hi' })],
		});
		expect(await resultContext.read('/tts-result/7', { words: true })).toEqual({ text: 'Hi' });
		const { signal } = itemContext;
		const call = { method: 'GET', path: '/tts-result/7', query: { words: true }, signal };
		expect(calls).toEqual([{ ...call, waitsUntil: UNTIL, longestText: LONGEST_RESULT }]);
	});

	test.each([503, 429, 408])('is repeated after %i', async (status) => {
		const { resultContext, sent } = openResultContextWith({
			[RESULT]: [refused(status), json({ text: 'Hi' })],
		});
		expect(await resultContext.read('/tts-result/7')).toEqual({ text: 'Hi' });
		expect(sent).toHaveLength(2);
	});

	test('says why it gave nothing', async () => {
		const { resultContext } = openResultContextWith({ [RESULT]: [refused(404)] });
		expect(await problemOf(resultContext.read('/tts-result/7'))).toEqual({
			message: expect.stringMatching(/not find this ID/),
			description: expect.stringMatching(/kind/i),
			httpCode: '404',
		});
	});

	const page = '<!doctype html><title>Please wait</title>';

	test.each<[string, Answer]>([
		['a page of some server on the way', { body: page }],
		['text where JSON was asked for', { body: 'Hi' }],
	])('that gets %s asks again', async (_name, answer) => {
		const { resultContext, sent } = openResultContextWith({
			[RESULT]: [answer, json({ text: 'Hi' })],
		});
		expect(await resultContext.read('/tts-result/7')).toEqual({ text: 'Hi' });
		expect(sent).toHaveLength(2);
	});

	test('may get text, but not a page', async () => {
		const { resultContext, sent } = openResultContextWith({
			[RESULT]: [{ body: page }, { body: 'Hi' }],
		});
		expect(await resultContext.read('/tts-result/7', {}, { mayBeText: true })).toBe('Hi');
		expect(sent).toHaveLength(2);
	});

	test('that gets nothing but pages says so', async () => {
		const { resultContext } = openResultContextWith({ [RESULT]: [{ body: page }] });
		expect(await problemOf(resultContext.read('/tts-result/7'))).toEqual({
			message: expect.stringMatching(/can't be used/),
			description: expect.stringMatching(/not what was asked for/),
			httpCode: '200',
		});
	});

	test('is not repeated after Stop', async () => {
		const { resultContext, sent } = openResultContextWith(
			{ [RESULT]: [refused(503)] },
			{ signal: AbortSignal.abort() },
		);
		await problemOf(resultContext.read('/tts-result/7'));
		expect(sent).toHaveLength(1);
	});
});

describe('a post', () => {
	const POST = 'POST /names';

	test('sends JSON', async () => {
		const { resultContext, calls, itemContext } = openResultContextWith({
			[POST]: [json({ ok: 1 })],
		});
		expect(await resultContext.post('/names', { name: 'x' })).toEqual({ ok: 1 });
		const { signal } = itemContext;
		const call = { method: 'POST', path: '/names', body: { name: 'x' } };
		expect(calls).toEqual([{ ...call, signal, waitsUntil: UNTIL }]);
	});

	test.each<[string, number, Answer]>([
		['too many requests', 2, refused(429)],
		['no connection', 2, silent('no')],
		['a lost answer', 1, silent('maybe')],
		['503', 1, refused(503)],
	])('that met %s is sent %i times', async (_name, times, answer) => {
		const { resultContext, sent } = openResultContextWith({ [POST]: [answer, json({ ok: 1 })] });
		await resultContext.post('/names', {}).catch(() => {});
		expect(sent).toHaveLength(times);
	});
});

test.each<[string, (resultContext: ResultContext) => Promise<unknown>]>([
	['GET /names', async (resultContext) => await resultContext.read('/names')],
	['POST /names', async (resultContext) => await resultContext.post('/names', {})],
	['GET /names', async (resultContext) => await resultContext.saveResult('/names', {}, saveAs)],
])('a %s that failed made nothing, so it can be tried again later (%#)', async (name, use) => {
	const { resultContext } = openResultContextWith({ [name]: [refused(503)] });
	expect(await problemOf(use(resultContext))).toEqual({
		message: expect.stringMatching(/HTTP 503/),
		description: expect.stringMatching(/^Try again later\.$/),
		httpCode: '503',
	});
});

describe('a link', () => {
	test('becomes a file, and is told for those who ask', async () => {
		const { resultContext, files } = openResultContextWith({ [LINK]: [sound] });
		const { link, json: told } = await resultContext.saveLink(LINK, saveAs);
		expect(link).toBe(LINK);
		expect(told).toMatchObject({ fileName: 'speech-7.flac', fileSize: 10 });
		expect(files).toEqual([saved]);
	});

	test.each([['HTTPS://FILES.EXAMPLE/A'], ['http://files.example/a']])(
		'%s is one',
		async (link) => {
			const { resultContext } = openResultContextWith({ [link]: [sound] });
			expect((await resultContext.saveLink(link, saveAs)).link).toBe(link);
		},
	);

	test.each(['', 'soon', 'ftp://files.example/a', 'see https://files.example/a', '/a.flac'])(
		'%j is none',
		async (link) => {
			const { resultContext, sent } = openResultContextWith({});
			expect(await problemOf(resultContext.saveLink(link, saveAs))).toEqual({
				message: expect.stringMatching(/no link/),
				description: expect.stringMatching(/./),
			});
			expect(sent).toEqual([]);
		},
	);

	test.each<[string, Answer]>([
		['an empty file', { body: '' }],
		['a page', { body: '<!doctype html>' }],
		['503', refused(503)],
		['no connection', silent('no')],
	])('is opened again after %s', async (_name, answer) => {
		const { resultContext, files, sent } = openResultContextWith({ [LINK]: [answer, sound] });
		await resultContext.saveLink(LINK, saveAs);
		expect(files).toEqual([saved]);
		expect(sent).toEqual([LINK, LINK]);
	});

	test('that expired says so', async () => {
		const { resultContext, sent } = openResultContextWith({ [LINK]: [refused(403)] });
		expect(await problemOf(resultContext.saveLink(LINK, saveAs))).toEqual({
			message: expect.stringMatching(/file server.+download.+403/),
			description: expect.stringMatching(/link/i),
			httpCode: '403',
		});
		expect(sent).toHaveLength(1);
	});

	test('is read as JSON, without the key should that be in it', async () => {
		const { resultContext } = openResultContextWith({
			[LINK]: [json({ text: 'Your key is the-key' })],
		});
		expect(await resultContext.readLink(LINK)).toEqual({ text: 'Your key is [API key]' });
	});

	test('is read as text, where it leads to no JSON', async () => {
		const { resultContext } = openResultContextWith({ [LINK]: [{ body: 'WEBVTT' }] });
		expect(await resultContext.readLink(LINK)).toBe('WEBVTT');
	});

	test('is read again when it broke off', async () => {
		const { resultContext } = openResultContextWith({
			[LINK]: [{ breaksAfter: '{"te' }, json({ text: 'Hi' })],
		});
		expect(await resultContext.readLink(LINK)).toEqual({ text: 'Hi' });
	});
});

test('what did not come is a warning about its item', () => {
	const { resultContext, itemContext, log, hints } = openResultContextWith({}, { item: 3 });
	Object.assign(itemContext.session.context, { getInputData: () => [] });
	resultContext.warn('No subtitles came', 'run ID 7');
	itemContext.session.warnings.say();
	const message = 'No subtitles came (run ID 7)';
	expect(log).toEqual([['warn', message, { item: 3 }]]);
	expect(hints).toEqual([expect.objectContaining({ message })]);
});

test('text becomes a file with the name that the user gave', async () => {
	const settings = { field: 'data', fileName: 'episode' };
	const { resultContext, files } = openResultContextWith({}, { settings });
	await resultContext.saveText('1\n', { name: 'transcript-7', expect: 'text', extension: 'srt' });
	expect(files).toMatchObject([{ text: '1\n', name: 'episode.srt' }]);
});
