import { repeatedIn } from '../../nodes/shared/core/repeated';

test.each([
	[['Anna', 'Ben', 'anna', 'ben'], 'anna'],
	[['Ben', 'BEN', 'ben'], 'BEN'],
	[['Anna', 'Ben'], undefined],
	[[], undefined],
])('of %j the first that is there a second time is %j', (names, repeated) => {
	expect(repeatedIn(names, (name) => name.toLowerCase())).toBe(repeated);
});
