import type { IDataObject } from 'n8n-workflow';

import { chosen, form, ITEM, refusal } from '../support/form.mts';

import { request } from '../../nodes/CambTextToSpeech/request';
import { streamOptions } from '../../nodes/CambTextToSpeech/streamOptions';
import { model, userInstructions } from '../../nodes/CambTextToSpeech/streamParameters';
import { request as soundRequest } from '../../nodes/CambTextToSound/request';
import { fieldsOf } from '../../nodes/shared/parameters/parameter';

type Build = typeof request;
const requestWith = (build: Build) => (parameters: IDataObject) => {
	const built = build(form(parameters), ITEM);
	return 'pieces' in built ? built.pieces[0] : built;
};

/** What goes over the wire, and which kind of task comes of it. */
function sentWith(build: Build) {
	return (parameters: IDataObject) => {
		const { kind, path, payload } = requestWith(build)(parameters);
		return [kind.name, path, payload];
	};
}

const project = { projectName: 'Pilot', projectDescription: 'A note', folderId: 12 };
const sentProject = { project_name: 'Pilot', project_description: 'A note', folder_id: 12 };

describe('text to speech', () => {
	const filled = { text: 'Hello', voice: chosen(147320), language: chosen('1') };
	const sent = sentWith(request);

	test('speaks the text as a task, unless the form says otherwise', () => {
		const json = { text: 'Hello', voice_id: 147320, language: 1 };
		expect(sent(filled)).toEqual(['text-to-speech', '/tts', { json }]);
		expect(sent({ ...filled, operation: 'speak', delivery: 'task' })).toEqual(sent(filled));
	});

	test('sends what is set among the options', () => {
		const options = { ...project, age: 30, gender: 2, dictionaries: [7] };
		expect(sent({ ...filled, options })[2]).toEqual({
			json: { text: 'Hello', voice_id: 147320, language: 1, age: 30, gender: 2, ...sentProject },
		});
		const linked = { ...filled, options: { ...options, includeLinks: 'true' } };
		expect(requestWith(request)(linked).resultOptions).toEqual({ includeLinks: true });
	});

	test('streams', () => {
		const parameters = { ...filled, delivery: 'stream', model: 'mars-8', outputFormat: 'mp3' };
		const [kind, path, payload] = sent(parameters);
		expect([kind, path]).toEqual(['streamed-speech', '/tts-stream']);
		expect(payload).toMatchObject({ json: { text: 'Hello', language: 'en-us' } });
	});

	test('translates and speaks', () => {
		const options = { ...project, age: 30, formality: 1, dictionaries: [7, 12] };
		const parameters = {
			...filled,
			operation: 'translateAndSpeak',
			sourceLanguage: chosen('es-es'),
		};
		const json = { text: 'Hello', voice_id: 147320, source_language: 54, target_language: 1 };
		expect(sent(parameters)).toEqual(['translated-speech', '/translated-tts', { json }]);
		expect(sent({ ...parameters, options })[2]).toEqual({
			json: { ...json, age: 30, formality: 1, chosen_dictionaries: [7, 12], ...sentProject },
		});
		expect(requestWith(request)({ ...parameters, options }).resultOptions).toEqual({});
	});

	test('speaks a conversation, each turn with the voice of its speaker', () => {
		const speaker = [
			{ name: 'Anna', voice: 147320 },
			{ name: 'Ben', voice: 147321, language: 54 },
		];
		const built = request(
			form({
				operation: 'speakConversation',
				script: 'Anna: Good morning.\nBen: Hola a todos.',
				language: chosen('1'),
				speakers: { speaker },
			}),
			ITEM,
		);
		if (!('pieces' in built)) throw new Error('It is one task');
		expect(built.pieces.map(({ kind, path, payload }) => [kind.name, path, payload])).toMatchObject(
			[
				{ text: 'Good morning.', voice_id: 147320, language: 'en-us' },
				{ text: 'Hola a todos.', voice_id: 147321, language: 'es-es' },
			].map((json) => ['streamed-speech', '/tts-stream', { json }]),
		);
		expect(typeof built.join).toBe('function');
	});

	const translating = { ...filled, operation: 'translateAndSpeak', sourceLanguage: chosen(54) };
	test.each<[IDataObject, string]>([
		[{ ...filled, text: '' }, 'Text is empty'],
		[{ ...filled, voice: '' }, 'Voice is empty'],
		[{ ...filled, language: '' }, 'Language is empty'],
		[{ ...filled, operation: 'sing' }, 'Operation "sing"'],
		[{ ...filled, delivery: 'post' }, 'Delivery "post"'],
		[{ ...translating, text: '' }, 'Text is empty'],
		[{ ...translating, voice: '' }, 'Voice is empty'],
		[{ ...translating, language: '' }, 'Target Language is empty'],
		[{ ...translating, sourceLanguage: '' }, 'Source Language is empty'],
	])('is turned down by the name of the field: %#', async (parameters, message) => {
		expect((await refusal(() => sent(parameters)))[0]).toContain(message);
	});
});

describe('text to sound', () => {
	const sent = sentWith(soundRequest);
	const json = (parameters: IDataObject) => (sent(parameters)[2] as { json: IDataObject }).json;

	test('makes 8 seconds of sound, unless the form says otherwise', () => {
		const payload = { json: { prompt: 'Rain', audio_type: 'sound', duration: 8 } };
		expect(sent({ prompt: 'Rain' })).toEqual(['text-to-sound', '/text-to-sound', payload]);
	});

	test('makes music, which knows no duration', () => {
		const parameters = { prompt: 'A waltz', audioType: ' Music ', duration: 'long' };
		expect(json(parameters)).toEqual({ prompt: 'A waltz', audio_type: 'music' });
	});

	test('sends what is set among the options', () => {
		expect(json({ prompt: 'Rain', options: project })).toMatchObject(sentProject);
		expect(requestWith(soundRequest)({ prompt: 'Rain', options: project }).resultOptions).toEqual(
			{},
		);
	});

	test.each<[unknown, number]>([
		[0.5, 0.5],
		['3', 3],
		[10, 10],
		['', 8],
		[' ', 8],
		[null, 8],
	])('lasts for Duration %j: %d seconds', (duration, seconds) => {
		expect(json({ prompt: 'Rain', duration } as IDataObject).duration).toBe(seconds);
	});

	test.each<[IDataObject, string]>([
		[{ duration: 0 }, 'Duration'],
		[{ duration: 10.1 }, 'Duration'],
		[{ duration: 'long' }, 'Duration "long" is not a number'],
		[{ audioType: 'Noise' }, 'Audio Type "Noise"'],
		[{ audioType: null }, 'Audio Type is empty'],
	])('%j is turned down', async (parameters, message) => {
		expect((await refusal(() => json({ prompt: 'Rain', ...parameters })))[0]).toContain(message);
	});

	test('needs a prompt', async () => {
		expect((await refusal(() => json({ prompt: ' ' })))[0]).toBe('Prompt is empty');
	});
});

test('what the form hides for some models says that it is not sent with them', () => {
	const hidden = fieldsOf({ ...streamOptions, userInstructions }).filter(
		({ displayOptions: { show = {} } = {} }) => '/model' in show || 'model' in show,
	);
	expect(hidden).toHaveLength(6);
	for (const { description } of hidden) expect(description).toMatch(/\. Not sent with .+\.$/);
	expect(model.field.description).toMatch(/hidden and not sent/);
});
