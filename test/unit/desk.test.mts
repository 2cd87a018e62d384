import type { Desk } from '../../nodes/shared/kinds/kind';
import { LINK, RESULT, json, openDeskWith, saved, sound, wish } from '../support/openDesk.mts';
import type { Answer } from '../support/ride.mts';
import { problemOf, refused, silent } from '../support/ride.mts';

test('has what the user set', () => {
	const { desk } = openDeskWith({}, { settings: { field: 'audio' } });
	expect(desk).toMatchObject({ field: 'audio', wants: { language: 1 } });
});

describe('a read', () => {
	test('asks with its query, and ends with its item', async () => {
		const { desk, calls, ride } = openDeskWith({ [RESULT]: [json({ text: 'Hi' })] });
		expect(await desk.read('/tts-result/7', { words: true })).toEqual({ text: 'Hi' });
		const { signal } = ride;
		expect(calls).toEqual([
			{ method: 'GET', path: '/tts-result/7', query: { words: true }, signal },
		]);
	});

	test.each([503, 429, 408])('is repeated after %i', async (status) => {
		const { desk, sent } = openDeskWith({ [RESULT]: [refused(status), json({ text: 'Hi' })] });
		expect(await desk.read('/tts-result/7')).toEqual({ text: 'Hi' });
		expect(sent).toHaveLength(2);
	});

	test('says why it gave nothing', async () => {
		const { desk } = openDeskWith({ [RESULT]: [refused(404)] });
		expect(await problemOf(desk.read('/tts-result/7'))).toEqual({
			message: 'CAMB.AI could not find this ID',
			description: 'Check that the ID is complete and that Kind matches the task.',
			httpCode: '404',
		});
	});

	test('is not repeated after Stop', async () => {
		const { desk, sent } = openDeskWith(
			{ [RESULT]: [refused(503)] },
			{ signal: AbortSignal.abort() },
		);
		await problemOf(desk.read('/tts-result/7'));
		expect(sent).toHaveLength(1);
	});
});

describe('a post', () => {
	const POST = 'POST /names';

	test('sends JSON', async () => {
		const { desk, calls, ride } = openDeskWith({ [POST]: [json({ ok: 1 })] });
		expect(await desk.post('/names', { name: 'x' })).toEqual({ ok: 1 });
		const { signal } = ride;
		expect(calls).toEqual([{ method: 'POST', path: '/names', body: { name: 'x' }, signal }]);
	});

	test.each<[string, number, Answer]>([
		['too many requests', 2, refused(429)],
		['no connection', 2, silent('no')],
		['a lost answer', 1, silent('maybe')],
		['503', 1, refused(503)],
	])('that met %s is sent %i times', async (_name, times, answer) => {
		const { desk, sent } = openDeskWith({ [POST]: [answer, json({ ok: 1 })] });
		await desk.post('/names', {}).catch(() => {});
		expect(sent).toHaveLength(times);
	});
});

test.each<[string, (desk: Desk) => Promise<unknown>]>([
	['GET /names', async (desk) => await desk.read('/names')],
	['POST /names', async (desk) => await desk.post('/names', {})],
	['GET /names', async (desk) => await desk.saveResult('/names', {}, wish)],
])('a %s that failed made nothing, so it can be tried again later (%#)', async (name, use) => {
	const { desk } = openDeskWith({ [name]: [refused(503)] });
	expect(await problemOf(use(desk))).toEqual({
		message: 'CAMB.AI is not available right now (HTTP 503)',
		description: 'Try again later.',
		httpCode: '503',
	});
});

describe('a link', () => {
	test('becomes a file, and is told for those who ask', async () => {
		const { desk, files } = openDeskWith({ [LINK]: [sound] });
		const { link, json: told } = await desk.saveLink(LINK, wish);
		expect(link).toBe(LINK);
		expect(told).toMatchObject({ fileName: 'speech-7.flac', fileSize: 10 });
		expect(files).toEqual([saved]);
	});

	test.each([['HTTPS://FILES.EXAMPLE/A'], ['http://files.example/a']])(
		'%s is one',
		async (link) => {
			const { desk } = openDeskWith({ [link]: [sound] });
			expect((await desk.saveLink(link, wish)).link).toBe(link);
		},
	);

	test.each(['', 'soon', 'ftp://files.example/a', 'see https://files.example/a', '/a.flac'])(
		'%j is none',
		async (link) => {
			const { desk, sent } = openDeskWith({});
			expect(await problemOf(desk.saveLink(link, wish))).toEqual({
				message: 'CAMB.AI returned no link to the file',
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
		const { desk, files, sent } = openDeskWith({ [LINK]: [answer, sound] });
		await desk.saveLink(LINK, wish);
		expect(files).toEqual([saved]);
		expect(sent).toEqual([LINK, LINK]);
	});

	test('that expired says so', async () => {
		const { desk, sent } = openDeskWith({ [LINK]: [refused(403)] });
		expect(await problemOf(desk.saveLink(LINK, wish))).toEqual({
			message: 'The file server refused the download (HTTP 403)',
			description: expect.stringMatching(/link/i),
			httpCode: '403',
		});
		expect(sent).toHaveLength(1);
	});

	test('is read as JSON, without the key should that be in it', async () => {
		const { desk } = openDeskWith({ [LINK]: [json({ text: 'Your key is the-key' })] });
		expect(await desk.readLink(LINK)).toEqual({ text: 'Your key is [API key]' });
	});

	test('is read again when it broke off', async () => {
		const { desk } = openDeskWith({ [LINK]: [{ breaksAfter: '{"te' }, json({ text: 'Hi' })] });
		expect(await desk.readLink(LINK)).toEqual({ text: 'Hi' });
	});
});

test('text becomes a file with the name that the user gave', async () => {
	const settings = { field: 'data', fileName: 'episode' };
	const { desk, files } = openDeskWith({}, { settings });
	await desk.saveText('1\n', { name: 'transcript-7', expect: 'text', extension: 'srt' });
	expect(files).toMatchObject([{ text: '1\n', name: 'episode.srt' }]);
});
