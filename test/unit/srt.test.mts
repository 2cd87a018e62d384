import { parseSync } from 'subtitle';

import { asSrt, readSrt, srtToVtt } from '../../nodes/shared/files/srt';

const SRT = '1\n00:00:00,500 --> 00:00:02,600\nHola\n\n2\n01:02:03,040 --> 01:02:04,000\nAdiós';

test('cues have their times in seconds and their text', () => {
	expect(readSrt(SRT)).toEqual([
		{ start: 0.5, end: 2.6, text: 'Hola' },
		{ start: 3723.04, end: 3724, text: 'Adiós' },
	]);
});

test.each<[string, string, object[]]>([
	['line ends of Windows', SRT.replace(/\n/g, '\r\n'), [{ text: 'Hola' }, { text: 'Adiós' }]],
	['more blank lines', SRT.replace('\n\n', '\n \n\n'), [{ text: 'Hola' }, { text: 'Adiós' }]],
	[
		'two lines and tags',
		SRT.replace('Hola', '<i>Hola</i>\n<b> amigos'),
		[{ text: 'Hola amigos' }, {}],
	],
	['a cue without text', SRT.replace('Hola', ''), [{ start: 0.5, text: '' }, {}]],
	['a blank line in a cue', SRT.replace('Hola', 'Hola\n\n2 < 3'), [{ text: 'Hola 2 < 3' }, {}]],
	['no blank lines', SRT.replace('\n\n', '\n'), [{ text: 'Hola' }, { text: 'Adiós' }]],
	['cues that are times alone', SRT.replace('Hola\n\n2\n', ''), [{ text: '' }, { text: 'Adiós' }]],
	['a text that is a number', SRT.replace('Hola', '1984'), [{ text: '1984' }, {}]],
	[
		'spaces around a number',
		SRT.replace('\n2\n', '\n 2 \n'),
		[{ text: 'Hola' }, { text: 'Adiós' }],
	],
	['no numbers', SRT.replace(/^\d\n/gm, ''), [{ text: 'Hola' }, { text: 'Adiós' }]],
	[
		'attributes in a tag',
		SRT.replace('Hola', '<font color="#fff">Hola</font>'),
		[{ text: 'Hola' }, {}],
	],
	...['Hola', 'Agent 007', '3 amigos'].map((text): [string, string, object[]] => [
		`neither numbers nor blank lines, after ${text}`,
		`00:00:00,500 --> 00:00:02,600\n${text}\n00:00:03,000 --> 00:00:04,000\nAdiós`,
		[{ text }, { text: 'Adiós' }],
	]),
	['a number of two digits', SRT.replace('\n\n2\n', '\n12\n'), [{ text: 'Hola' }, {}]],
	['dots and short times', '1:2:3.4 --> 100:00:00.05\nYes', [{ start: 3723.4, end: 360000.05 }]],
])('cues are read with %s', (_name, srt, cues) => {
	expect(readSrt(srt)).toMatchObject(cues);
	expect(readSrt(srt)).toHaveLength(cues.length);
});

test.each(['', 'Hola, amigos.', '00:00:01 Hola', '1\n2\n\n3'])('%j has no cues', (text) => {
	expect(readSrt(text)).toEqual([]);
});

test('as WebVTT the cues, their lines and tags are the same', () => {
	const lines = 'Tom & Jerry, 1 < 2\n<i>and</i> a <3';
	expect(srtToVtt(SRT.replace('Hola', lines))).toBe(
		'WEBVTT\n\n1\n00:00:00.500 --> 00:00:02.600\nTom &amp; Jerry, 1 &lt; 2\n<i>and</i> a &lt;3\n\n2\n01:02:03.040 --> 01:02:04.000\nAdiós\n',
	);
	const times = (text: string) =>
		parseSync(text).flatMap(({ type, data }) => (type === 'cue' ? [[data.start, data.end]] : []));
	expect(times(srtToVtt(SRT))).toEqual(times(SRT));
	expect(srtToVtt(SRT.replace(/\n/g, '\r\n'))).toBe(srtToVtt(SRT));
});

const FIRST = SRT.split('\n\n')[0];
test.each<[string, string]>([
	['its number', `${FIRST}\n\n2`],
	['some of its times', `${FIRST}\n\n2\n01:02:03,040 --> 01:0`],
	['one digit of its times', `${FIRST}\n\n2\n0\n`],
	['no blank line but one of spaces', `${FIRST}\n \n12 \n01:02:03,040 -\n`],
])('a cue of which no more came than %s is none', (_name, srt) => {
	expect(asSrt(srt)).toBe(FIRST);
});

test.each<[string, string]>([
	['whole subtitles', SRT],
	['line ends of Windows', `${SRT}\r\n`.replace(/\n/g, '\r\n')],
	['a last text that is a number', SRT.replace('Adiós', '1984')],
	['a last text that is a number in two lines', SRT.replace('Adiós', '7\n1984')],
	['a last text that is a time', SRT.replace('Adiós', '12:30')],
	['a last cue without text', SRT.replace('\nAdiós', '')],
	['a number of words', `${FIRST}\n\n2 < 3`],
	['a number alone', '7'],
	['a name with a number', `${FIRST}\n\nA7`],
	['a text that ends with a number', `${FIRST}\n\n2\nAgent 007`],
	['a text that begins with a number', `${FIRST}\n\n2\n3 amigos`],
	['a text that speaks of WebVTT', SRT.replace('Adiós', 'WEBVTT file')],
	['a text', 'Hola'],
	['nothing', ''],
])('%s stays as it is', (_name, srt) => {
	expect(asSrt(srt)).toBe(srt);
});

test.each<[string, string]>([
	[
		'cues',
		'WEBVTT\n\n00:00:00.500 --> 00:00:02.600\nHola\n\n01:02:03.040 --> 01:02:04.000\nAdiós\n',
	],
	[
		'short times, settings, names and notes',
		'\ufeffWEBVTT - Ours\nKind: captions\n\nNOTE 00:01\n\nintro\n00:00.500 --> 00:02.600 line:0\nHola\n\n\n2\n01:02:03.040 --> 01:02:04.000\nAdiós',
	],
	[
		'line ends of Windows, and a cue that broke off',
		'WEBVTT\r\n\r\n00:00.500 --> 00:02.600\r\nHola\r\n\r\n01:02:03.040 --> 01:02:04.000\r\nAdiós\r\n\r\n01:02:05.000 --> 01:',
	],
])('WebVTT with %s is SRT', (_name, vtt) => {
	expect(asSrt(vtt)).toBe(SRT);
});

test('the marks and tags of WebVTT are those of SRT', () => {
	const line = '<v Ana><i>a</i> &lt; b</v> &amp;&nbsp;<00:00:01.000><c.x>c</c> &gt; &amp;lt;';
	expect(asSrt(`WEBVTT\n\n00:00.500 --> 00:02.600\n${line}`)).toBe(
		'1\n00:00:00,500 --> 00:00:02,600\n<i>a</i> < b & c > &lt;',
	);
	expect(asSrt('WEBVTT')).toBe('');
	expect(asSrt('WEBVTTS\n')).toBe('WEBVTTS\n');
});
