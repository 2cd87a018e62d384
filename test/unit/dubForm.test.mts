import type { IDataObject } from 'n8n-workflow';

import { chosen, file, form, ITEM, refusal } from '../support/form.mts';

import { request } from '../../nodes/CambDub/request';
import type { TaskRequest } from '../../nodes/shared/tasks/kind';

const WAV = Buffer.from('RIFF....WAVEdata\x04\0\0\0'.padEnd(100, '\x01'), 'latin1');
const SCRIPT = '1\n00:00:01,000 --> 00:00:04,000\nHello';
const filled = {
	mediaUrl: 'https://media.example/film.mp4',
	sourceLanguage: chosen('auto'),
	targetLanguages: [54, 76],
};
const required = {
	video_url: 'https://media.example/film.mp4',
	source_language: 'auto',
	target_languages: [54, 76],
};

const build = async (changes: IDataObject = {}) =>
	(await request(form({ ...filled, ...changes }), ITEM)) as TaskRequest;

test('a form that is filled only where it must be', async () => {
	const { kind, path, payload, resultOptions } = await build();
	expect([kind.name, path]).toEqual(['dub', '/dub']);
	expect(payload).toEqual({ json: required });
	expect(JSON.parse(JSON.stringify(payload))).toEqual({ json: required });
	expect(resultOptions).toEqual({ result: 'video', targetLanguages: [54, 76], subtitleFiles: [] });
});

test('everything that can be set, by the names of the API', async () => {
	const options = {
		projectName: 'Pilot',
		folderId: 12,
		selectedAudioTracks: '0, 1',
		dictionaries: [7],
		transcriptionMode: 'slow',
		addOutputAsAudioTrack: 'false',
		sourceScript: SCRIPT,
		targetScripts: { script: [{ language: 54, content: SCRIPT }] },
		altFormat: ' MP3 ',
	};
	const { payload, resultOptions } = await build({
		sourceLanguage: chosen(1),
		result: 'audio',
		options: options as IDataObject,
	});
	expect(payload).toEqual({
		json: {
			...required,
			source_language: 1,
			project_name: 'Pilot',
			folder_id: 12,
			selected_audio_tracks: [0, 1],
			chosen_dictionaries: [7],
			transcription_mode: 'slow',
			add_output_as_an_audio_track: false,
			source_transcript: { content: SCRIPT, format: 'srt' },
			target_transcripts: [{ content: SCRIPT, format: 'srt', language: 54 }],
		},
	});
	expect(resultOptions).toEqual({
		altFormat: 'mp3',
		subtitleFiles: [],
		result: 'audio',
		targetLanguages: [54, 76],
	});
});

test.each<[IDataObject, message: RegExp, advice: RegExp]>([
	[{ targetLanguages: [] }, /No target language/, /Target Language Names or IDs/],
	[{ mediaUrl: 'film.mp4' }, /^Media URL /, /https:/],
	[{ sourceLanguage: '' }, /^Source Language .*empty/, /list/],
	[{ options: { addOutputAsAudioTrack: 'maybe' } }, /^Add Output as Audio Track "maybe"/, /true/],
	[{ result: 'audio', options: { altFormat: 'mp4' } }, /MP4/, /video format.+Video, Both/],
	[{ options: { altFormat: 'mp3' } }, /MP3/, /audio format.+Audio, Both/],
	[{ result: 'dance' }, /^Result "dance"/, /Audio, Both, Links Only/],
])('a form that is turned down: %j', async (changes, ...told) => {
	expect(await refusal(() => build(changes))).toEqual(
		told.map((words) => expect.stringMatching(words)),
	);
});

test('a form without the field of target languages has none', async () => {
	const { mediaUrl, sourceLanguage } = filled;
	const [message] = await refusal(() => request(form({ mediaUrl, sourceLanguage }), ITEM));
	expect(message).toMatch(/No target language/);
});

describe('a file of the workflow', () => {
	const binary = { film: { ...file('film.wav', 'audio/wav', WAV), id: 'filesystem-v2:film' } };
	/** What is sent besides the languages, and what is said of the file once it is made ready. */
	async function named(changes: IDataObject, client: unknown = {}) {
		const context = form(
			{ ...filled, source: 'binary', inputDataField: 'film', ...changes },
			binary,
		);
		Object.assign(context.helpers, {
			getBinaryMetadata: async () => ({ fileSize: WAV.length }),
			getBinaryStream: async () => [WAV],
			createBinarySignedUrl: (_file: unknown, expiresIn: string) =>
				`https://n8n.example.com/signed?token=${expiresIn}`,
		});
		const { payload } = (await request(context, ITEM)) as TaskRequest;
		if (!('json' in payload) || !payload.file) throw new Error('The request names no file');
		const limits = { signal: new AbortController().signal, maxWaitMs: 60_000 };
		return { json: payload.json, reference: await payload.file.refer(client as never, limits) };
	}
	const { video_url: _link, ...languages } = required;

	test('goes by a link for Max Wait and a day, which is what the form begins with', async () => {
		expect(await named({})).toEqual({
			json: languages,
			reference: { video_url: 'https://n8n.example.com/signed?token=86460s&name=film.wav' },
		});
	});

	test('goes by an upload until Max Wait is over', async () => {
		const waits: unknown[] = [];
		const client = {
			clock: { now: () => 1000 },
			read: async ({ path, waitsUntil }: IDataObject) => {
				waits.push(waitsUntil);
				const body = { file: { file_id: 'f' }, upload: { url: 'https://files.example.com' } };
				return { ok: true, body: path === '/files/upload-url' ? body : {} };
			},
			putMedia: async () => ({ ok: true, reply: { body: [] } }),
		};
		expect(await named({ fileTransfer: ' UPLOAD' }, client)).toEqual({
			json: languages,
			reference: { file_id: 'f' },
		});
		expect(waits).toEqual([61_000, 61_000]);
	});

	test.each<[IDataObject, RegExp, RegExp]>([
		[{ source: 'disk' }, /^Source "disk"/, /Link, File From the Workflow/],
		[{ fileTransfer: 'mail' }, /^How CAMB.AI Gets the File "mail"/, /Upload/],
		[{ inputDataField: 'clip' }, /no file in the field "clip"/, /film/],
	])('is turned down with %j', async (changes, ...told) => {
		expect(await refusal(() => named(changes))).toEqual(
			told.map((words) => expect.stringMatching(words)),
		);
	});
});
