import { fileName, stemOf } from '../../nodes/shared/files/fileName';

describe('file names', () => {
	test.each([
		['episode', 'flac', 'episode.flac'],
		['episode.mp3', 'flac', 'episode.flac'],
		['v1.2', 'wav', 'v1.2.wav'],
		['../../etc/passwd', 'wav', '-..-etc-passwd.wav'],
		['a\u0000b\u202Egpj', 'wav', 'abgpj.wav'],
		['  ', 'wav', 'file.wav'],
		['x'.repeat(5000), 'wav', `${'x'.repeat(100)}.wav`],
		['C:\\temp\\a?b', 'wav', 'C--temp-a-b.wav'],
		['.. episode . ..', 'wav', 'episode.wav'],
		['episode .mp3', 'wav', 'episode.wav'],
		['episode.mp3 . ', 'wav', 'episode.wav'],
		['episode.MP3', 'wav', 'episode.wav'],
		['talk.mp3 (copy)', 'wav', 'talk.mp3 (copy).wav'],
		['.mp3', 'wav', 'mp3.wav'],
		[`${'x'.repeat(99)} yz`, 'wav', `${'x'.repeat(99)}.wav`],
		['😀'.repeat(80), 'wav', `${'😀'.repeat(50)}.wav`],
		['あ'.repeat(70), 'wav', `${'あ'.repeat(66)}.wav`],
		['e\u0301', 'wav', '\u00e9.wav'],
		['lecture.m4v', 'srt', 'lecture.srt'],
		['می\u200cروم', 'wav', 'می\u200cروم.wav'],
		['👨\u200d👩\u200d👧', 'wav', '👨\u200d👩\u200d👧.wav'],
		['\u200d\u200c', 'wav', 'file.wav'],
		['a\u00ad\u2066b\ufeff', 'wav', 'ab.wav'],
		[
			'👨\u200d👩\u200d👧\u200d👦'.repeat(20),
			'wav',
			`${'👨\u200d👩\u200d👧\u200d👦'.repeat(8)}.wav`,
		],
		[`${'x'.repeat(99)}n\u0303\u0323y`, 'wav', `${'x'.repeat(99)}ṇ\u0303.wav`],
		[`${'x'.repeat(98)}. yz`, 'wav', `${'x'.repeat(98)}.wav`],
		['CON', 'wav', 'CON_.wav'],
		['nul.mp3', 'wav', 'nul_.wav'],
		['com1.backup', 'wav', 'com1_.backup.wav'],
		['Lpt² ', 'wav', 'Lpt²_.wav'],
		['Console', 'wav', 'Console.wav'],
	])('%j', (wanted, extension, name) => expect(fileName(wanted, extension)).toBe(name));

	test.each([
		['show.mp3', 'show'],
		['show.S01', 'show.S01'],
		['show.flac.mp3', 'show'],
		['lecture.m4v.srt', 'lecture'],
		...'3gp aiff amr avi caf flv m2ts m4b m4v mpeg mpg mts oga ogv opus ts vob wma WMV'
			.split(' ')
			.map((extension) => [`lecture.${extension}`, 'lecture']),
		['v1.2', 'v1.2'],
		['Interview with Dr. Ra', 'Interview with Dr. Ra'],
		['Part 1\nThe end.mp3', 'Part 1\nThe end'],
	])('%j without its extension is %j', (name, stem) => expect(stemOf(name)).toBe(stem));

	test.each([
		['episode.mp3', 'es-es', 'episode-es-es.wav'],
		['x'.repeat(120), 'es-es', `${'x'.repeat(94)}-es-es.wav`],
		['あ'.repeat(70), 'dialogue', `${'あ'.repeat(63)}-dialogue.wav`],
		['x'.repeat(120), 'y'.repeat(120), `${'x'.repeat(50)}-${'y'.repeat(49)}.wav`],
		['CON', 'es-es', 'CON-es-es.wav'],
		['..', '../es\u0000', 'file--es.wav'],
	])('%j with %j at its end is %j', (wanted, suffix, name) =>
		expect(fileName(wanted, 'wav', suffix)).toBe(name),
	);

	test('a name of any length is read', () => {
		const name = `${'x'.repeat(100)}${'.mp3'.repeat(20_000)}`;
		expect(stemOf(name)).toContain('x'.repeat(100));
		expect(fileName(name, 'wav')).toBe(`${'x'.repeat(100)}.wav`);
	});
});
