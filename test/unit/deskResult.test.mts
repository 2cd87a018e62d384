import type { Desk } from '../../nodes/shared/kinds/kind';
import { LINK, RESULT, json, openDeskWith, saved, sound, wish } from '../support/openDesk.mts';
import type { Answer } from '../support/ride.mts';
import { problemOf, refused } from '../support/ride.mts';

describe('a result', () => {
	const save = async (desk: Desk) => await desk.saveResult('/tts-result/7', { as: 'file' }, wish);

	test('comes as bytes', async () => {
		const { desk, files, calls, ride } = openDeskWith({ [RESULT]: [sound] });
		expect(await save(desk)).not.toHaveProperty('link');
		expect(files).toEqual([saved]);
		const { signal } = ride;
		expect(calls).toEqual([
			{ method: 'GET', path: '/tts-result/7', query: { as: 'file' }, signal, isFile: true },
		]);
	});

	test('gets the name that the user gave', async () => {
		const settings = { field: 'data', fileName: 'episode' };
		const { desk, files } = openDeskWith({ [RESULT]: [sound] }, { settings });
		await save(desk);
		expect(files[0].name).toBe('episode.flac');
	});

	test.each<[string, Answer]>([
		['a link in JSON', json({ output_url: LINK })],
		['a redirect', refused(302, { location: LINK })],
	])('comes by %s', async (_name, answer) => {
		const { desk, files, sent } = openDeskWith({ [RESULT]: [answer], [LINK]: [sound] });
		expect((await save(desk)).link).toBe(LINK);
		expect(files).toEqual([saved]);
		expect(sent).toEqual([RESULT, LINK]);
	});

	test('a file whose type has json in its name is a file', async () => {
		const headers = { 'content-type': 'audio/notjson' };
		const { desk, files } = openDeskWith({ [RESULT]: [{ ...sound, headers } as Answer] });
		await save(desk);
		expect(files).toHaveLength(1);
	});

	test('JSON by any letters is JSON', async () => {
		const headers = { 'content-type': 'Application/JSON' };
		const body = { output_url: LINK };
		const { desk, files } = openDeskWith({ [RESULT]: [{ body, headers }], [LINK]: [sound] });
		await save(desk);
		expect(files).toEqual([saved]);
	});

	test.each<[string, Answer]>([
		['503', refused(503)],
		['an empty file', { body: '' }],
		['JSON without a link', json({ message: 'soon' })],
		['JSON that breaks off', { breaksAfter: '{"outp', headers: { 'content-type': 'a/json' } }],
	])('is asked for again after %s', async (_name, answer) => {
		const { desk, files, sent } = openDeskWith({ [RESULT]: [answer, sound] });
		await save(desk);
		expect(files).toEqual([saved]);
		expect(sent).toEqual([RESULT, RESULT]);
	});

	test.each<[string, Answer, string]>([
		['has no link', json({}), 'It contains neither a file nor a link to one.'],
		[
			'breaks off',
			{ breaksAfter: '{"output_url":"https://files', headers: { 'content-type': 'a/json' } },
			'The response broke off.',
		],
	])('for ever JSON that %s is told as that', async (_name, answer, description) => {
		const { desk } = openDeskWith({ [RESULT]: [answer] });
		expect(await problemOf(save(desk))).toEqual({
			message: "CAMB.AI sent a response that can't be used",
			description,
			httpCode: '200',
		});
	});

	test('that is refused says why', async () => {
		const { desk, sent } = openDeskWith({ [RESULT]: [refused(403)] });
		expect((await problemOf(save(desk))).message).toBe('This API key is not allowed to do this');
		expect(sent).toHaveLength(1);
	});
});

describe('the reply to the create', () => {
	test('becomes a file', async () => {
		const { desk, files, api } = openDeskWith({ 'POST /s': [sound] });
		const opened = await api.open({ method: 'POST', path: '/s' });
		if (!opened.ok) throw new Error('It was to be opened');
		expect((await desk.saveReply(opened.reply, wish)).json).toMatchObject({ fileSize: 10 });
		expect(files).toEqual([saved]);
	});

	test('that is no file may have been charged for', async () => {
		const { desk, api } = openDeskWith({ 'POST /s': [{ body: '' }] });
		const opened = await api.open({ method: 'POST', path: '/s' });
		if (!opened.ok) throw new Error('It was to be opened');
		expect((await problemOf(desk.saveReply(opened.reply, wish))).message).toBe(
			'The audio did not arrive complete, but you may have been charged for it',
		);
	});
});
