import type { IDataObject } from 'n8n-workflow';

import type { DirectRequest } from '../../nodes/shared/tasks/directKind';
import type { TaskRequest } from '../../nodes/shared/tasks/kind';
import type { ListRequest } from '../../nodes/shared/tasks/listCall';

import { chosen, file, form, ITEM, refusal, sentParts } from '../support/form.mts';

import { request } from '../../nodes/CambVoice/request';

const MP3 = 'ID3\x04\0\0\0\0\0\0sound';
const binary = { data: file('maya.mp3', 'audio/mpeg', Buffer.from(MP3, 'latin1')) };
const build = async (parameters: IDataObject) => await request(form(parameters, binary), ITEM);

const recording = { operation: 'clone', inputDataField: 'data', voiceName: 'Maya' };
const ownVoice = { operation: 'delete', voice: chosen(5), confirmDeletion: true };
const voiceDescription = 'A woman of about 60 with a warm and slightly hoarse voice. '.repeat(2);
const sampleText = 'The boat came home late that evening. '.repeat(3);
const described = { operation: 'design', voiceDescription, sampleText };

test('a recording is cloned: the file goes last, after all that is set', async () => {
	const made = (await build({ ...recording, gender: 'Female' })) as TaskRequest | DirectRequest;
	expect([made.kind.name, made.path]).toEqual(['voice-clone', '/create-custom-voice']);
	expect(await sentParts(made as TaskRequest)).toEqual([
		['voice_name', 'Maya'],
		['gender', '2'],
		['file', 'maya.mp3', MP3],
	]);
	expect(made.resultOptions).toEqual({ voice_name: 'Maya', gender: 2 });
});

test('a voice is deleted once it is confirmed', async () => {
	const { kind, method, path, payload } = (await build(ownVoice)) as DirectRequest;
	expect([kind.name, method, path]).toEqual(['voice-deletion', 'DELETE', '/delete-voice/5']);
	expect(payload).toEqual({ isEmpty: true });
});

test('a voice is designed as it is described', async () => {
	const options = { projectName: 'Pilot', folderId: 12, includeLinks: true };
	const made = (await build({ ...described, options })) as TaskRequest;
	expect([made.kind.name, made.path]).toEqual(['voice-design', '/text-to-voice']);
	expect(JSON.parse(JSON.stringify(made.payload))).toEqual({
		json: {
			voice_description: voiceDescription,
			text: sampleText,
			project_name: 'Pilot',
			folder_id: 12,
		},
	});
	expect(made.resultOptions).toEqual({ includeLinks: true });
});

describe('voices of the list', () => {
	const rows = [
		{ id: 5, voice_name: 'Maya', gender: 2, language: 54 },
		{ id: 6, voice_name: 'Adam', gender: 1, age: 40, is_published: true },
	];
	const picked = async (parameters: IDataObject) => {
		const { listPath, read, pick } = (await build(parameters)) as ListRequest;
		expect(listPath).toBe('/list-voices');
		return pick(read(rows), false).map(({ json }) => json.voiceId);
	};

	test('are looked up by ID', async () => {
		expect(await picked({ operation: 'get', voice: chosen('6') })).toEqual([6]);
		const { read, pick } = (await build({ operation: 'get', voice: chosen(7) })) as ListRequest;
		expect(() => pick(read(rows), false)).toThrow(/\b7\b/);
	});

	test.each<[IDataObject, number[]]>([
		[{}, [5, 6]],
		[{ operation: 'getAll', search: 'spanish' }, [5]],
		[{ limit: 1 }, [5]],
		[{ options: { gender: 'male', owner: 'shared', minAge: 40, maxAge: 40 } }, [6]],
		[{ options: { language: 'Spanish (Spain)' } }, [5]],
	])('are searched, which is what the form begins with: %j', async (parameters, ids) => {
		expect(await picked(parameters)).toEqual(ids);
	});
});

test.each<[IDataObject, message: RegExp, advice: RegExp]>([
	[{ ...recording, voiceName: ' ' }, /^Name is empty/, /\.$/],
	[{ ...recording, inputDataField: 'sound' }, /no file in the field "sound"/, /data/],
	[{ ...ownVoice, confirmDeletion: false }, /not confirmed/, /Turn on Confirm Deletion/],
	[{ ...ownVoice, voice: chosen('Maya') }, /^Voice "Maya"/, /number/],
	[{ ...described, voiceDescription: 'A woman of about 60' }, /^Voice Description .*short/, /\d/],
	[{ ...described, sampleText: 'Hello' }, /^Sample Text .*short/, /\b100\b/],
	[{ operation: 'get', voice: chosen('') }, /^Voice is empty/, /\.$/],
	[{ options: { minAge: 41, maxAge: 40 } }, /^Min Age is more/, /\b41\b.+\b40\b/],
	[{ operation: 'rename' }, /^Operation "rename"/, /Clone, Delete, Design, Get, Get Many/],
])('%j is turned down', async (parameters, message, advice) => {
	expect(await refusal(async () => await build(parameters))).toEqual([
		expect.stringMatching(message),
		expect.stringMatching(advice),
	]);
});
