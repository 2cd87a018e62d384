import type { Desk } from '../../nodes/shared/kinds/kind';
import type { FileWish } from '../../nodes/shared/media/save';
import { built } from '../support/harness.mts';
import type { Answer, Answers } from '../support/ride.mts';
import { problemOf, refused, rideWith, silent } from '../support/ride.mts';

const { openDesk } = built<typeof import('../../nodes/shared/task/desk')>(
	'nodes/shared/task/desk.js',
);

const wish: FileWish = { name: 'speech-7', expect: 'audio' };
const sound: Answer = { body: 'fLaC sound', headers: { 'content-type': 'audio/flac' } };
const saved = { text: 'fLaC sound', name: 'speech-7.flac', mimeType: 'audio/flac' };
const json = (body: unknown): Answer => ({
	body,
	headers: { 'content-type': 'application/json; charset=utf-8' },
});
const LINK = 'https://files.example/a.flac';
const RESULT = 'GET /tts-result/7';
const none = undefined as never;

function deskWith(answers: Record<string, Answers>, changes: Parameters<typeof rideWith>[1] = {}) {
	const given = rideWith(answers, changes);
	const more = { complete: none, completeEach: none, fetchEach: none };
	const desk: Desk = openDesk(given.ride, { language: 1 }, more);
	return { ...given, desk };
}

test('has what the user set', () => {
	const { desk } = deskWith({}, { settings: { field: 'audio' } });
	expect(desk).toMatchObject({ field: 'audio', wants: { language: 1 } });
});

describe('a read', () => {
	test('asks with its query, and ends with its item', async () => {
		const { desk, calls, ride } = deskWith({ [RESULT]: [json({ text: 'Hi' })] });
		expect(await desk.read('/tts-result/7', { words: true })).toEqual({ text: 'Hi' });
		const { sign } = ride;
		expect(calls).toEqual([{ method: 'GET', path: '/tts-result/7', query: { words: true }, sign }]);
	});

	test.each([503, 429, 408])('is repeated after %i', async (status) => {
		const { desk, sent } = deskWith({ [RESULT]: [refused(status), json({ text: 'Hi' })] });
		expect(await desk.read('/tts-result/7')).toEqual({ text: 'Hi' });
		expect(sent).toHaveLength(2);
	});

	test('says why it gave nothing', async () => {
		const { desk } = deskWith({ [RESULT]: [refused(404)] });
		expect(await problemOf(desk.read('/tts-result/7'))).toEqual({
			message: 'CAMB.AI could not find this ID',
			description: 'Check that the ID is complete and that Kind matches the task.',
			httpCode: '404',
		});
	});

	test('is not repeated after Stop', async () => {
		const sign = { aborted: true };
		const { desk, sent } = deskWith({ [RESULT]: [refused(503)] }, { sign });
		await problemOf(desk.read('/tts-result/7'));
		expect(sent).toHaveLength(1);
	});
});

describe('a post', () => {
	const POST = 'POST /names';

	test('sends JSON', async () => {
		const { desk, calls, ride } = deskWith({ [POST]: [json({ ok: 1 })] });
		expect(await desk.post('/names', { name: 'x' })).toEqual({ ok: 1 });
		const { sign } = ride;
		expect(calls).toEqual([{ method: 'POST', path: '/names', body: { name: 'x' }, sign }]);
	});

	test.each<[string, number, Answer]>([
		['too many requests', 2, refused(429)],
		['no connection', 2, silent('no')],
		['a lost answer', 1, silent('maybe')],
		['503', 1, refused(503)],
	])('that met %s is sent %i times', async (_name, times, answer) => {
		const { desk, sent } = deskWith({ [POST]: [answer, json({ ok: 1 })] });
		await desk.post('/names', {}).catch(() => {});
		expect(sent).toHaveLength(times);
	});
});

test.each<[string, (desk: Desk) => Promise<unknown>]>([
	['GET /names', async (desk) => await desk.read('/names')],
	['POST /names', async (desk) => await desk.post('/names', {})],
	['GET /names', async (desk) => await desk.saveResult('/names', {}, wish)],
])('a %s that failed made nothing, so it can be tried again later (%#)', async (name, use) => {
	const { desk } = deskWith({ [name]: [refused(503)] });
	expect(await problemOf(use(desk))).toEqual({
		message: 'CAMB.AI is not available right now (HTTP 503)',
		description: 'Try again later.',
		httpCode: '503',
	});
});

describe('a link', () => {
	test('becomes a file, and is told for those who ask', async () => {
		const { desk, files } = deskWith({ [LINK]: [sound] });
		const { link, json: told } = await desk.saveLink(LINK, wish);
		expect(link).toBe(LINK);
		expect(told).toMatchObject({ fileName: 'speech-7.flac', fileSize: 10 });
		expect(files).toEqual([saved]);
	});

	test.each([['HTTPS://FILES.EXAMPLE/A'], ['http://files.example/a']])(
		'%s is one',
		async (link) => {
			const { desk } = deskWith({ [link]: [sound] });
			expect((await desk.saveLink(link, wish)).link).toBe(link);
		},
	);

	test.each(['', 'soon', 'ftp://files.example/a', 'see https://files.example/a', '/a.flac'])(
		'%j is none',
		async (link) => {
			const { desk, sent } = deskWith({});
			expect(await problemOf(desk.saveLink(link, wish))).toEqual({
				message: 'CAMB.AI returned no link to the file',
				description: 'Fetch the result again with the Fetch Result node.',
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
		const { desk, files, sent } = deskWith({ [LINK]: [answer, sound] });
		await desk.saveLink(LINK, wish);
		expect(files).toEqual([saved]);
		expect(sent).toEqual([LINK, LINK]);
	});

	test('that expired says so', async () => {
		const { desk, sent } = deskWith({ [LINK]: [refused(403)] });
		expect(await problemOf(desk.saveLink(LINK, wish))).toEqual({
			message: 'The file server refused the download (HTTP 403)',
			description: 'Links expire after a while: fetch the result again with the Fetch Result node.',
			httpCode: '403',
		});
		expect(sent).toHaveLength(1);
	});

	test('is read as JSON, without the key should that be in it', async () => {
		const { desk } = deskWith({ [LINK]: [json({ text: 'Your key is the-key' })] });
		expect(await desk.readLink(LINK)).toEqual({ text: 'Your key is [API key]' });
	});

	test('is read again when it broke off', async () => {
		const { desk } = deskWith({ [LINK]: [{ breaksAfter: '{"te' }, json({ text: 'Hi' })] });
		expect(await desk.readLink(LINK)).toEqual({ text: 'Hi' });
	});
});

test('text becomes a file with the name that the user gave', async () => {
	const settings = { field: 'data', fileName: 'episode' };
	const { desk, files } = deskWith({}, { settings });
	await desk.saveText('1\n', { name: 'transcript-7', expect: 'text', extension: 'srt' });
	expect(files).toMatchObject([{ text: '1\n', name: 'episode.srt' }]);
});

test('a warning is in the log and in the editor', () => {
	const { desk, log, hints } = deskWith({});
	desk.warn('No subtitles came');
	expect(log).toEqual([['warn', 'No subtitles came']]);
	expect(hints).toEqual([
		{ message: 'No subtitles came', type: 'warning', location: 'outputPane' },
	]);
});

test('an older n8n has no place for a warning in the editor', () => {
	const { desk, log, ride } = deskWith({});
	delete (ride.line.context as Partial<typeof ride.line.context>).addExecutionHints;
	desk.warn('No subtitles came');
	expect(log).toHaveLength(1);
});
