import { Readable } from 'node:stream';

import { voiceClone } from '../../nodes/shared/kinds/voice/voiceClone';
import { voiceDeletion } from '../../nodes/shared/kinds/voice/voiceDeletion';
import { voiceDesign } from '../../nodes/shared/kinds/voice/voiceDesign';
import type { DirectKind } from '../../nodes/shared/tasks/directKind';
import { problemOf } from '../support/itemContext.mts';
import { refusal, resultContextWith, sources } from '../support/resultContext.mts';

const SENT = { voice_name: 'Maya', gender: 2, language: 54 };

async function readAs(kind: DirectKind, body: string) {
	const reply = {
		status: 200,
		headers: {},
		body: Readable.from([Buffer.from(body)]),
		broke: () => false,
	};
	return await kind.read(reply as never, { resultOptions: SENT } as never);
}

test.each(['{"voice_id": 200001}', '{"voice_id":"200001"}'])(
	'the voice that %s tells has what was sent of it',
	async (body) => {
		expect(await readAs(voiceClone, body)).toEqual({
			json: {
				voiceId: 200001,
				name: 'Maya',
				gender: 'female',
				age: null,
				language: 54,
				languageTag: 'es-es',
				languageName: 'Spanish (Spain)',
				description: null,
				isShared: false,
			},
			hasTaskFields: true,
		});
	},
);

test.each(['', '{}', 'null', '[]', '<html>', '{"voice_id": null}', '{"voice_id": 2000'])(
	'%j tells of no voice: there may be one all the same',
	async (body) => {
		const { message, description, httpCode } = await problemOf(readAs(voiceClone, body));
		expect(message).toMatch(/may have been created/);
		expect(description).toMatch(/^CAMB\.AI sent a response that can't be used\. It says: /);
		expect(description).toMatch(/Check your voices before you try again\.$/);
		expect(httpCode).toBe('200');
	},
);

test('a long answer is shown by its beginning', async () => {
	const { description } = await problemOf(readAs(voiceClone, 'x'.repeat(500)));
	expect(description).toMatch(/ says: x{200}…?\. /);
});

test.each(['', '{"status":"ok"}', 'ok', 'null', '[]'])(
	'%j says that a voice is deleted',
	async (body) => {
		const output = await readAs(voiceDeletion, body);
		expect(output).toEqual({ json: { deleted: true }, hasTaskFields: true });
	},
);

test.each(['<html>', '{"sta', '{"success": false}'])(
	'%j says nothing of a deletion',
	async (body) => {
		const { message, description } = await problemOf(readAs(voiceDeletion, body));
		expect(message).toMatch(/may have been deleted/);
		expect(description).toMatch(/It is safe to try again\.$/);
	},
);

test('a clone is never sent again by tries, a deletion may be', () => {
	expect(voiceClone.name).toBe('voice-clone');
	const again = voiceClone.whenLost?.notAgain?.(false);
	expect(again?.message).toMatch(/may have created.+first try/);
	expect(again?.description).toMatch(/retry this execution/);
	const ofAgent = voiceClone.whenLost?.notAgain?.(true);
	expect(ofAgent?.message).toMatch(/may have created.+earlier call with this input/);
	expect(ofAgent?.description).toMatch(/call this tool/);
	expect(voiceClone.whenDone).toBeUndefined();
	expect(voiceDeletion.name).toBe('voice-deletion');
	expect(voiceDeletion.whenLost?.notAgain).toBeUndefined();
	expect(voiceDeletion.whenDone).toEqual({ json: { deleted: true } });
});

describe('samples of a design', () => {
	const links = ['https://files.example/1', 'https://files.example/2', 'https://files.example/3'];
	const fetchWith = async (previews: unknown, more: object = {}) => {
		const there = { '/text-to-voice-result/7': { previews } };
		const { resultContext } = resultContextWith({ there, ...more });
		return await voiceDesign.fetch({ runId: 7 }, resultContext as never);
	};

	test('are as many files as there are, the first in the field of the user', async () => {
		const [{ json, binary }, ...others] = await fetchWith(links);
		expect(others).toEqual([]);
		expect(sources(binary)).toEqual({ data: links[0], preview_2: links[1], preview_3: links[2] });
		expect(json.previews).toMatchObject([
			{ field: 'data', fileName: 'voice-7-preview-1' },
			{ field: 'preview_2', fileName: 'voice-7-preview-2' },
			{ field: 'preview_3', fileName: 'voice-7-preview-3' },
		]);
		expect(json).toMatchObject({ fileName: 'voice-7-preview-1', mimeType: 'audio' });
		expect(json).not.toHaveProperty('field');
		expect(json).not.toHaveProperty('previewUrls');
	});

	test.each<[string, object]>([
		['is asked for', { resultOptions: { includeLinks: true } }],
		['a tool gives', { isTool: true }],
	])('have links where one %s', async (_, more) => {
		const [{ json }] = await fetchWith(links.slice(0, 1), more);
		expect(json.previewUrls).toEqual([links[0]]);
		expect('previews' in json).toBe(!('isTool' in more));
	});

	test.each<[unknown]>([[undefined], [[]], ['none'], [[5]]])('%j are none', async (previews) => {
		const { message, description } = await problemOf(fetchWith(previews));
		expect(message).toMatch(/no sample/);
		expect(description).toMatch(/later/);
	});
});

test('a sample that can not be had does not keep the others', async () => {
	const links = ['https://files.example/1', 'https://files.example/2', 'https://files.example/3'];
	const gone = refusal(404);
	const there = {
		'/text-to-voice-result/7': { previews: links },
		[links[0]]: gone,
		[links[2]]: gone,
	};
	const lost = { error: gone.message, missing: ['preview_1', 'preview_3'] };
	const second = { field: 'preview_2', fileName: 'voice-7-preview-2', mimeType: 'audio' };
	for (const [isTool, own] of [
		[false, { previews: [second] }],
		[true, { previewUrls: [links[1]] }],
	] as const) {
		const { resultContext, warnings } = resultContextWith({ there, isTool });
		const [{ json, binary, hasTaskFields }] = await voiceDesign.fetch(
			{ runId: 7 },
			resultContext as never,
		);
		expect(json).toEqual({ ...own, ...lost });
		expect(warnings).toEqual([
			expect.stringContaining('preview_1, voice design, run ID 7'),
			expect.stringContaining('preview_3, voice design, run ID 7'),
		]);
		expect(hasTaskFields).toBeUndefined();
		expect(sources(binary)).toEqual({ preview_2: links[1] });
	}
});
