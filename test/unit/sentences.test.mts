import { duration, firstOf } from '../../nodes/shared/errors/sentences';

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
test.each([
	[0, '0 seconds'],
	[1, '1 second'],
	[1 * seconds, '1 second'],
	[1 * seconds + 1, '2 seconds'],
	[30.4 * seconds, '31 seconds'],
	[59 * seconds, '59 seconds'],
	[1 * minutes, '1 minute'],
	[61 * seconds, '1.1 minutes'],
	[90 * seconds, '1.5 minutes'],
	[2.3 * minutes, '2.3 minutes'],
	[59 * minutes, '59 minutes'],
	[1 * hours, '1 hour'],
	[121 * minutes, '2.1 hours'],
	[48 * hours, '48 hours'],
])('%i ms are told as %s', (ms, words) => expect(duration(ms)).toBe(words));

test.each([
	[1, '0'],
	[10, '0, 1, 2, 3, 4, 5, 6, 7, 8, 9'],
	[11, '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, and 1 more'],
	[5010, '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, and 5,000 more'],
])('a list of %i is told in full or to its tenth', (length, words) => {
	expect(firstOf([...Array(length).keys()].map(String), ', ')).toBe(words);
});
