import { readTranscript, speakersIn, isTimed } from '../../nodes/shared/camb/transcript';

const hola = { start: 0.5, end: 2.8, speaker: 'SPEAKER_00', text: 'Hola' };
const adios = { start: 3, end: 4, speaker: 'SPEAKER_01', text: 'Adiós' };
const both = { is: 'transcript', text: 'Hola Adiós', segments: [hola, adios] };
const textOnly = (text: string) => ({ is: 'transcript', text, segments: [] });
const link = 'https://media.example/transcript.json?signature=1';

test.each<[string, unknown, object]>([
	['an object with segments', { transcript: [hola, adios] }, both],
	['a bare list', [hola, adios], both],
	['an object with text', { transcript: ' Hola ' }, textOnly('Hola')],
	['bare text', 'Hola\nAdiós\n', textOnly('Hola\nAdiós')],
	['text that begins with a note', '[Music] Hola', textOnly('[Music] Hola')],
	['text that begins with a tag', '<i>Hola</i>', textOnly('<i>Hola</i>')],
	['text that begins with a brace', '{Music} Hola', textOnly('{Music} Hola')],
	['text that tells of a page', 'Write <html> "here"', textOnly('Write <html> "here"')],
	['text that tells of JSON', 'Write {"a": ["b"]}', textOnly('Write {"a": ["b"]}')],
	['a link', { file_url: link, expiry: '2026-11-22T00:00:00Z' }, { is: 'link', url: link }],
	['a link by its other name', { output_url: link }, { is: 'link', url: link }],
	['a link as text', link, { is: 'link', url: link }],
	['a link in place of segments', { transcript: link }, { is: 'link', url: link }],
	['a recording without speech', { transcript: [] }, textOnly('')],
	['a recording without speech, bare', [], textOnly('')],
	['a recording without speech, as text', { transcript: '' }, textOnly('')],
	['a recording without speech, as blank text', { transcript: ' \n' }, textOnly('')],
	['nothing', '', { is: 'unreadable' }],
	['blank text', ' \n', { is: 'unreadable' }],
	['null', null, { is: 'unreadable' }],
	['a number', 7, { is: 'unreadable' }],
	['another object', { message: 'ok' }, { is: 'unreadable' }],
	['a list of other things', [1, null], { is: 'unreadable' }],
	['null for a transcript', { transcript: null }, { is: 'unreadable' }],
	['a list of lists', [[hola]], { is: 'unreadable' }],
	['an object for a transcript', { transcript: { text: 'Hola' } }, { is: 'unreadable' }],
	['a page', '<!DOCTYPE html><html>', { is: 'unreadable' }],
	['a page without a type, after a blank line', '\n <html><body>', { is: 'unreadable' }],
	['a page for a transcript', { transcript: '<html><body>' }, { is: 'unreadable' }],
	['XML', '<?xml version="1.0"?>', { is: 'unreadable' }],
	['JSON that broke off', '{"transcript": [{"start"', { is: 'unreadable' }],
	['JSON with spaces that broke off', ' {\n  "transcript', { is: 'unreadable' }],
	['a list that broke off', '[{"start": 0.5, "en', { is: 'unreadable' }],
	['a list with spaces that broke off', ' [\n  {', { is: 'unreadable' }],
	['a list of texts that broke off', '["Hola", "Ad', { is: 'unreadable' }],
])('%s', (_name, body, reading) => {
	expect(readTranscript(body)).toEqual(reading);
});

test('speakers are named once, in the order in which they are heard', () => {
	expect(speakersIn([adios, hola, adios, { ...hola, speaker: '' }])).toEqual([
		'SPEAKER_01',
		'SPEAKER_00',
	]);
});

test('segments are timed when any of them says when', () => {
	const untimed = { ...hola, start: null, end: null };
	expect(isTimed([untimed, hola])).toBe(true);
	expect(isTimed([{ ...untimed, start: 0 }])).toBe(true);
	expect(isTimed([{ ...untimed, end: 2.8 }])).toBe(true);
	expect(isTimed([untimed])).toBe(false);
	expect(isTimed([])).toBe(false);
});
