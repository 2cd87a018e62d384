import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { FaultRule } from '../../sandbox/faults/types.mts';
import type { Made } from '../support/files.mts';
import { itemWith, sha256, wavOf } from '../support/files.mts';
import {
	countOf,
	newAccount,
	retryNode,
	runNode,
	schemaFields,
	theEngine,
	useEngine,
} from '../support/harness.mts';
import { FLAC, MP3_FRAME, PLAYABLE } from '../support/samples.mts';

useEngine();

const type = 'cambVoice';
const clone = { operation: 'clone', inputDataField: 'data', voiceName: 'Ours', gender: 2 };
let content: Buffer;
let recording: Made;
beforeAll(async () => {
	content = await wavOf(4000);
	recording = { content, fileName: 'talk.wav', mimeType: 'audio/wav' };
});
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

async function cloneEach(
	names: string[],
	more: Partial<Parameters<typeof runNode>[0]> = {},
	rules: FaultRule[] = [],
) {
	const account = await newAccount();
	await account.addFaults(...rules);
	const items = await Promise.all(
		names.map(async (name) => ({ ...(await itemWith(recording)), json: { name } })),
	);
	const input = { type, parameters: { ...clone, voiceName: '={{ $json.name }}' }, items, account };
	return { run: await runNode({ ...input, ...more }), input, account };
}

const submits = async (account: Awaited<ReturnType<typeof newAccount>>) =>
	(await account.state()).requests
		.filter(({ operationId }) => operationId === 'createCustomVoice')
		.map(({ body }) => body as IDataObject);

test('sends the recording and every option that is set, and gives the voice, ready for use', async () => {
	const options = {
		age: '={{ "41" }}',
		description: ' Warm ',
		enhanceAudio: true,
		language: 'es-es',
	};
	const { run, account } = await cloneEach([' Maya '], {
		parameters: { ...clone, voiceName: '={{ $json.name }}', gender: 'female', options },
	});
	const [{ file, ...fields }] = await submits(account);
	expect(file).toEqual({
		fileName: 'talk.wav',
		mimeType: 'audio/wav',
		size: content.length,
		sha256: sha256(content),
	});
	expect(fields).toEqual({
		voice_name: 'Maya',
		gender: '2',
		age: '41',
		description: 'Warm',
		enhance_audio: 'true',
		language: '54',
	});
	const [{ json }] = run.items;
	expect(json).toEqual({
		voiceId: expect.any(Number),
		name: 'Maya',
		gender: 'female',
		age: 41,
		language: 54,
		languageTag: 'es-es',
		languageName: 'Spanish (Spain)',
		description: 'Warm',
		isShared: false,
	});
	expect(schemaFields('CambVoice', 'clone')).toEqual(Object.keys(json));
	const spoken = await runNode({
		type: 'cambTextToSpeech',
		parameters: { text: 'Hello there', voice: json.voiceId as number, language: 54 },
		account,
	});
	expect(spoken.items[0].json.status).toBe('SUCCESS');
});

test('sends nothing that is not set, and publishes no voice', async () => {
	const { account, run } = await cloneEach(['Maya']);
	const [{ file: _file, ...fields }] = await submits(account);
	expect(fields).toEqual({ voice_name: 'Maya', gender: '2' });
	expect(run.items[0].json).toMatchObject({ age: null, description: null });
});

test.each([
	['mp3', MP3_FRAME],
	['flac', FLAC],
	['aac', PLAYABLE.aac],
	['ogg', Buffer.from(`OggS\0\0\x01${'\0'.repeat(100)}`)],
])('takes %s, whatever it is called', async (extension, bytes) => {
	const made = { content: bytes, fileName: 'a.m4a', mimeType: 'text/plain' };
	const { account, error } = await runNode({
		type,
		parameters: clone,
		items: [await itemWith(made)],
	});
	expect(error).toBeUndefined();
	const [{ file }] = await submits(account);
	expect(file).toMatchObject({ fileName: `a.${extension}`, sha256: sha256(bytes) });
});

test.each<[string, INodeParameters, Partial<Made>, string]>([
	['a name', { voiceName: ' ' }, {}, 'Name is empty'],
	['a gender that is none', { gender: '={{ "loud" }}' }, {}, 'Gender "loud"'],
	['an age that is none', { options: { age: 0 } }, {}, 'Age is out of range'],
	['a language that is none', { options: { language: 'Elvish' } }, {}, 'Language "Elvish"'],
	['a video', {}, { content: PLAYABLE.mp4 }, 'does not accept'],
	['a text', {}, { content: Buffer.from('Forbidden') }, 'text'],
	['the head of an Ogg', {}, { content: Buffer.from(`OggS${'\0'.repeat(22)}`) }, 'no sound'],
	['no file', { inputDataField: 'other' }, {}, 'no file in'],
])('%s is refused before anything is sent', async (_, changes, made, message) => {
	const { error, account } = await runNode({
		type,
		parameters: { ...clone, ...changes },
		items: [await itemWith(recording), await itemWith({ ...recording, ...made })],
	});
	expect(error?.message).toContain(message);
	expect((await account.state()).requests).toEqual([]);
});

test.each<[INode['onError']]>([
	['stopWorkflow'],
	['continueRegularOutput'],
	['continueErrorOutput'],
])('%s: an answer that is lost is told, and is not sent again by tries', async (onError) => {
	const lost = { operation: 'createCustomVoice', fault: { type: 'reset-after' } } as const;
	const { run, account } = await cloneEach(['Maya'], { node: { ...RETRIES, onError } }, [lost]);
	const said = JSON.stringify([run.error?.message, run.error?.description, run.outputs]);
	expect(said).toMatch(/may have created the voice.*Check your voices/);
	expect(await countOf(account, 'submit')).toBe(1);
});

test('a voice that another item leaves behind is in the error and in the log, and is not made again', async () => {
	const log = jest.spyOn(theEngine().logger, 'info');
	const refusal = { operation: 'createCustomVoice', contains: 'Bad', times: 'forever' } as const;
	const { run, input, account } = await cloneEach(
		['Good', 'Bad'],
		{ parameters: { ...clone, voiceName: '={{ $json.name }}', options: { itemsAtOnce: 1 } } },
		[{ ...refusal, fault: { type: 'status', status: 402 } }],
	);
	const made = await runNode({ type, parameters: { search: 'Good' }, account });
	expect(made.items).toHaveLength(1);
	const [{ voiceId }] = made.items.map(({ json }) => json);
	expect(run.error?.description).toContain(`Voice ID ${voiceId}`);
	expect(run.error?.context.others).toEqual([
		{ kind: 'voice-clone', taskId: null, runId: null, voiceId },
	]);
	expect(log.mock.calls.filter(([line]) => String(line).includes(String(voiceId)))).toHaveLength(1);
	log.mockRestore();

	await account.clearFaults();
	const again = await retryNode(run, { ...input });
	expect(again.items.map(({ json }) => json.name)).toEqual(['Good', 'Bad']);
	expect(again.items[0].json.voiceId).toBe(voiceId);
	const sent = (await submits(account)).map(({ voice_name: name }) => name);
	expect(sent).toEqual(['Good', 'Bad', 'Bad']);
});
