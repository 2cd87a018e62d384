import {
	mayHaveBeenAccepted,
	isTransient,
	isSafeToResend,
} from '../../nodes/shared/http/requestFailure';

describe('what to make of it', () => {
	const refused = (status: number) => ({ what: 'refused', status, body: '' }) as const;
	const silent = (sent: 'no' | 'maybe') => ({ what: 'silent', code: 'X', sent }) as const;
	const unreadable = { what: 'unreadable', status: 200, why: 'x' } as const;
	const never = { ...silent('no'), isLasting: true };
	const tooLong = { ...unreadable, isLasting: true };
	test.each([
		[refused(302), false, false, false],
		[refused(400), false, false, false],
		[refused(404), false, false, false],
		[refused(408), true, false, true],
		[refused(425), true, false, false],
		[refused(429), true, true, false],
		[refused(499), false, false, false],
		[refused(500), true, false, true],
		[refused(503), true, false, true],
		[silent('no'), true, true, false],
		[silent('maybe'), true, false, true],
		[unreadable, true, false, true],
		[never, false, true, false],
		[tooLong, false, false, true],
	])('%j: read again %s, sent again %s, perhaps taken %s', (failure, again, anew, taken) => {
		expect(isTransient(failure)).toBe(again);
		expect(isSafeToResend(failure)).toBe(anew);
		expect(mayHaveBeenAccepted(failure)).toBe(taken);
	});
});
