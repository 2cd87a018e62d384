import { checkTracks, selectedAudioTracks } from '../../nodes/shared/parameters/audioTracks';
import { parametersOf } from '../../nodes/shared/parameters/parameter';
import { form, ITEM, refusal } from '../support/form.mts';

const read = (value: unknown) =>
	selectedAudioTracks.read(parametersOf(form({ selectedAudioTracks: value } as never), ITEM));

test.each<[unknown, number[] | undefined]>([
	['', undefined],
	[[], undefined],
	['0', [0]],
	[0, [0]],
	['0, 1', [0, 1]],
	[
		[' 12 ', 3],
		[12, 3],
	],
])('%j are the tracks %j', (value, tracks) => {
	expect(read(value)).toEqual(tracks);
});

test.each<[unknown, message: RegExp, advice: RegExp]>([
	['a1', /"a1" is not an audio track/, /Selected Audio Tracks.+first track is 0/],
	['1a', /"1a" is not an audio track/, /first track is 0/],
	['-1', /"-1" is not/, /whole numbers/],
	['12345', /"12345" is not/, /whole numbers/],
	[[0, 0], /selected twice/, /Selected Audio Tracks contains 0, 0\./],
	[[0, 0, 1], /selected twice/, /contains 0, 0, 1\./],
	['0, 1, 2', /^Too many/, /contains 0, 1, 2\./],
])('%j is turned down', async (value, message, advice) => {
	expect(await refusal(() => read(value))).toEqual([
		expect.stringMatching(message),
		expect.stringMatching(advice),
	]);
});

describe('what only MXF files have', () => {
	const tracks = [0];
	const check = (values: Parameters<typeof checkTracks>[1], fileName?: string) => {
		checkTracks(parametersOf(form({}), ITEM), values, fileName);
	};

	test.each([
		[{ selectedAudioTracks: tracks }, 'film.mxf'],
		[{ addOutputAsAudioTrack: true }, 'film.mxf'],
		// Nobody knows where a link leads.
		[{ selectedAudioTracks: tracks }, undefined],
		[{ addOutputAsAudioTrack: false }, 'film.mp4'],
		[{}, 'film.mp4'],
	])('%j is taken for %s', (values, fileName) => {
		expect(() => check(values, fileName)).not.toThrow();
	});

	test.each([
		[{ selectedAudioTracks: tracks }, /^Selected Audio Tracks is for MXF/],
		[{ addOutputAsAudioTrack: true }, /^Add Output as Audio Track is for MXF/],
		[{ selectedAudioTracks: tracks, addOutputAsAudioTrack: true }, /^Selected Audio Tracks/],
	])('%j is refused for another file', async (values, message) => {
		expect(await refusal(() => check(values, '.mxf film.mp4'))).toEqual([
			expect.stringMatching(message),
			expect.stringContaining('".mxf film.mp4"'),
		]);
	});
});
