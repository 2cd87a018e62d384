import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { countOf, newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

const URL = 'https://example.com/clip.mp4';
const SRT = '1\n00:00:01,000 --> 00:00:04,000\nHello\n';
const valid = { mediaUrl: URL, sourceLanguage: 1, targetLanguages: [54] };

/** Submits only, which shows what is sent and needs no wait. */
async function send(parameters: INodeParameters, items?: IDataObject[]) {
	const run = await runNode({
		type: 'cambDub',
		parameters: { ...valid, waitForCompletion: false, ...parameters },
		items: items?.map((json) => ({ json })),
	});
	const { tasks } = await run.account.state();
	return { ...run, requests: tasks.map(({ request }) => request) };
}

const script = (language: number | string, content = SRT) => ({ language, content });
const minimal = { video_url: URL, source_language: 1, target_languages: [54] };

test.each<[string, INodeParameters, IDataObject]>([
	['nothing that was not set', {}, {}],
	['a trimmed link', { mediaUrl: `  ${URL}\n` }, {}],
	[
		'a link with spaces',
		{ mediaUrl: 'https://example.com/a b.mp4' },
		{ video_url: 'https://example.com/a%20b.mp4' },
	],
	[
		'languages by name',
		{ sourceLanguage: 'English (United States)', targetLanguages: 'Spanish (Spain)' },
		{},
	],
	['an ID chosen from the list', { sourceLanguage: { __rl: true, mode: 'list', value: 1 } }, {}],
	['a tag as ID', { sourceLanguage: { __rl: true, mode: 'id', value: 'EN-US' } }, {}],
	[
		'auto',
		{ sourceLanguage: { __rl: true, mode: 'list', value: 'auto' } },
		{ source_language: 'auto' },
	],
	['targets as an array', { targetLanguages: '={{ [54, "76"] }}' }, { target_languages: [54, 76] }],
	['targets as text', { targetLanguages: '={{ "54, fr-fr" }}' }, { target_languages: [54, 76] }],
	['one target as a number', { targetLanguages: '={{ 54 }}' }, {}],
	[
		'empty options',
		{
			options: {
				dictionaries: [],
				targetScripts: {},
				sourceScript: ' ',
				selectedAudioTracks: '',
				projectName: '',
				folderId: '',
			},
		},
		{},
	],
	['the mode', { options: { transcriptionMode: 'slow' } }, { transcription_mode: 'slow' }],
	['audio tracks', { options: { selectedAudioTracks: '0, 3' } }, { selected_audio_tracks: [0, 3] }],
	[
		'an audio track as a number',
		{ options: { selectedAudioTracks: '={{ 0 }}' } },
		{ selected_audio_tracks: [0] },
	],
	[
		'a further track',
		{ options: { addOutputAsAudioTrack: true } },
		{ add_output_as_an_audio_track: true },
	],
	[
		'dictionaries',
		{ options: { dictionaries: '={{ "7, 8, 7" }}' } },
		{ chosen_dictionaries: [7, 8] },
	],
	[
		'the project',
		{ options: { projectName: 'Episode 12', projectDescription: 'Spring', folderId: '9' } },
		{ project_name: 'Episode 12', project_description: 'Spring', folder_id: 9 },
	],
	[
		'scripts',
		{ options: { sourceScript: `\uFEFF${SRT}`, targetScripts: { script: [script(54)] } } },
		{
			source_transcript: { content: SRT.trim(), format: 'srt' },
			target_transcripts: [{ content: SRT.trim(), format: 'srt', language: 54 }],
		},
	],
])('sends %s', async (_name, parameters, changes) => {
	const { requests, status } = await send(parameters);
	expect(status).toBe('success');
	expect(requests).toEqual([{ ...minimal, ...changes }]);
});

const targets = (value: unknown) => ({ targetLanguages: value }) as INodeParameters;
const options = (value: IDataObject) => ({ options: value }) as INodeParameters;
const scripts = (...all: IDataObject[]) => options({ targetScripts: { script: all } });

test.each<[string, INodeParameters, RegExp]>([
	['no link', { mediaUrl: ' ' }, /Media URL is empty/],
	['a path', { mediaUrl: '/videos/clip.mp4' }, /Media URL/],
	['another protocol', { mediaUrl: 'ftp://example.com/a.mp4' }, /Media URL/],
	[
		'a link to the same machine',
		{ mediaUrl: 'http://localhost:5678/a.mp4' },
		/"localhost", which is not on the internet/,
	],
	['no host', { mediaUrl: 'https:///a.mp4' }, /Media URL/],
	['no source', { sourceLanguage: '={{ "" }}' }, /Source Language is empty/],
	['an unknown source', { sourceLanguage: 'klingon' }, /Source Language "klingon"/],
	['no target', targets('={{ [] }}'), /No target language is selected/],
	['an empty expression', targets('={{ undefined }}'), /No target language is selected/],
	['an unknown target', targets(['xx-yy']), /Target Language "xx-yy"/],
	['auto as target', targets(['auto']), /Target Language cannot be detected/],
	['a target twice', targets([54, 'es-es']), /Spanish \(Spain\) is selected twice/],
	['a track that is none', options({ selectedAudioTracks: '1st' }), /"1st" is not an audio track/],
	['a negative track', options({ selectedAudioTracks: '-1' }), /"-1" is not an audio track/],
	['three tracks', options({ selectedAudioTracks: '0,1,2' }), /Too many audio tracks/],
	['a track twice', options({ selectedAudioTracks: '1,1' }), /selected twice/],
	['a dictionary by name', options({ dictionaries: ['Brands'] }), /Dictionary "Brands"/],
	['a short project name', options({ projectName: 'ab' }), /Project Name is too short/],
	['a long project name', options({ projectName: 'a'.repeat(256) }), /Project Name is too long/],
	[
		'a short description',
		options({ projectDescription: 'ab' }),
		/Project Description is too short/,
	],
	['a script that is a link', options({ sourceScript: `${URL}.srt` }), /Source Script is not SRT/],
	[
		'a script that is VTT',
		options({ sourceScript: 'WEBVTT\n\n00:01.000 --> 00:02.000\nA' }),
		/is VTT, not SRT/,
	],
	[
		'an empty target script',
		scripts(script(54, '')),
		/target script for Spanish \(Spain\) is empty/,
	],
	['a target script without language', scripts(script('')), /language of a target script is empty/],
	[
		'a target script for another language',
		scripts(script(76)),
		/French \(France\) has a target script, but/,
	],
	['two scripts for a language', scripts(script(54), script('es-es')), /has two target scripts/],
	[
		'a video format for sound',
		{ waitForCompletion: true, result: 'audio', options: { altFormat: 'mov' } },
		/MOV can't be combined with this Result/,
	],
	[
		'a sound format for video',
		{ waitForCompletion: true, options: { altFormat: 'mp3' } },
		/MP3 can't be combined with this Result/,
	],
	[
		'an unknown format',
		{ waitForCompletion: true, options: { altFormat: '={{ "avi" }}' } },
		/"avi"/,
	],
	['an unknown result', { waitForCompletion: true, result: '={{ "film" }}' }, /"film"/],
])('refuses %s before anything is sent', async (_name, parameters, message) => {
	const { status, error, account } = await send(parameters);
	expect(status).toBe('error');
	expect(error?.message).toMatch(message);
	expect(error?.description).toBeTruthy();
	expect(error?.context.itemIndex).toBe(0);
	expect(`${error?.message} ${error?.description}`).not.toMatch(
		/\b(error|problem|failure|mistake)\b/i,
	);
	expect(await countOf(account, 'submit')).toBe(0);
});

test('sends nothing when the input of a later item is bad', async () => {
	const { error, account } = await send({ mediaUrl: '={{ $json.url }}' }, [
		{ url: URL },
		{ url: 'clip' },
	]);
	expect(error?.context.itemIndex).toBe(1);
	expect(await countOf(account, 'submit')).toBe(0);
});

test('explains what CAMB.AI refuses, and what made a task end', async () => {
	const parameters = { ...valid, waitForCompletion: true };
	const account = await newAccount();
	const detail = [
		{ loc: ['body', 'source_transcript', 'content'], msg: 'too large', type: 'value_error' },
	];
	await account.addFaults(
		{ step: 'submit', fault: { type: 'status', status: 422, body: { detail } } },
		{
			step: 'submit',
			fault: { type: 'task', status: 'ERROR', exceptionReason: 'ERROR_DOWNLOADING_SOURCE' },
		},
	);
	const refused = await runNode({ type: 'cambDub', parameters, account });
	expect(refused.error?.message).toContain('Source Transcript Content');
	expect(refused.error?.description).toContain('too large');
	const ended = await runNode({ type: 'cambDub', parameters, account });
	expect(ended.error?.message).toMatch(/could not download/);
	const [task] = (await account.state()).tasks;
	expect(ended.error?.context).toMatchObject({ kind: 'dub', taskId: task.taskId });
});
