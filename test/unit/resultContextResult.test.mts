import type { ResultContext } from '../../nodes/shared/tasks/kind';
import type { Answer } from '../support/itemContext.mts';
import { problemOf, refused } from '../support/itemContext.mts';
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

describe('a result', () => {
	const save = async (resultContext: ResultContext) =>
		await resultContext.saveResult('/tts-result/7', { as: 'file' }, saveAs);

	test('comes as bytes', async () => {
		const { resultContext, files, calls, itemContext } = openResultContextWith({
			[RESULT]: [sound],
		});
		expect(await save(resultContext)).not.toHaveProperty('link');
		expect(files).toEqual([saved]);
		const { signal } = itemContext;
		const call = { method: 'GET', path: '/tts-result/7' };
		expect(calls).toEqual([
			{ ...call, query: { as: 'file' }, signal, waitsUntil: UNTIL, isFile: true },
		]);
	});

	test('gets the name that the user gave', async () => {
		const settings = { field: 'data', fileName: 'episode' };
		const { resultContext, files } = openResultContextWith({ [RESULT]: [sound] }, { settings });
		await save(resultContext);
		expect(files[0].name).toBe('episode.flac');
	});

	test.each<[string, Answer]>([
		['a link in JSON', json({ output_url: LINK })],
		['a redirect', refused(302, { location: LINK })],
	])('comes by %s', async (_name, answer) => {
		const { resultContext, files, sent } = openResultContextWith({
			[RESULT]: [answer],
			[LINK]: [sound],
		});
		expect((await save(resultContext)).link).toBe(LINK);
		expect(files).toEqual([saved]);
		expect(sent).toEqual([RESULT, LINK]);
	});

	test.each(['application/json', 'text/plain'])('a sound is a sound as %s', async (type) => {
		const headers = { 'content-type': type };
		const { resultContext, files } = openResultContextWith({
			[RESULT]: [{ ...sound, headers } as Answer],
		});
		await save(resultContext);
		expect(files).toHaveLength(1);
	});

	test.each(['application/octet-stream', 'audio/flac', ''])(
		'a link is a link as "%s"',
		async (type) => {
			const headers = { 'content-type': type };
			const body = { output_url: LINK };
			const { resultContext, files } = openResultContextWith({
				[RESULT]: [{ body, headers }],
				[LINK]: [sound],
			});
			await save(resultContext);
			expect(files).toEqual([saved]);
		},
	);

	test.each<[string, Answer]>([
		['503', refused(503)],
		['an empty file', { body: '' }],
		['JSON without a link', json({ message: 'soon' })],
		['JSON that breaks off', { breaksAfter: '{"outp', headers: { 'content-type': 'a/json' } }],
	])('is asked for again after %s', async (_name, answer) => {
		const { resultContext, files, sent } = openResultContextWith({ [RESULT]: [answer, sound] });
		await save(resultContext);
		expect(files).toEqual([saved]);
		expect(sent).toEqual([RESULT, RESULT]);
	});

	test.each<[string, Answer, RegExp]>([
		['has no link', json({ wait: 1 }), /instead of audio: {"wait":1}\.$/],
		[
			'breaks off',
			{ breaksAfter: '{"output_url":"https://files', headers: { 'content-type': 'a/json' } },
			/incomplete\.$/,
		],
	])('for ever JSON that %s is told as that', async (_name, answer, description) => {
		const { resultContext } = openResultContextWith({ [RESULT]: [answer] });
		expect(await problemOf(save(resultContext))).toEqual({
			message: expect.stringMatching(/can't be used/),
			description: expect.stringMatching(description),
			httpCode: '200',
		});
	});

	test('is told as text that broke off, where it does so behind its first bytes', async () => {
		const breaksAfter = `{"wait":"${'x'.repeat(5000)}`;
		const { resultContext } = openResultContextWith({ [RESULT]: [{ breaksAfter }] });
		expect((await problemOf(save(resultContext))).description).toMatch(/response broke off\.$/);
	});

	test('that is refused says why', async () => {
		const { resultContext, sent } = openResultContextWith({ [RESULT]: [refused(403)] });
		expect((await problemOf(save(resultContext))).message).toMatch(/not allowed/);
		expect(sent).toHaveLength(1);
	});
});
