import { explainFailure } from '../../nodes/shared/errors/explain';

const refused = (status: number, body?: unknown, retryAfterMs?: number) =>
	({ what: 'refused', status, body, retryAfterMs }) as const;
const silent = (code: string, sent: 'no' | 'maybe') => ({ what: 'silent', code, sent }) as const;
const unreadable = { what: 'unreadable', status: 200, why: 'The response broke off' } as const;
const no = { detail: 'No' };

describe('a refusal of the API says what happened and what to do', () => {
	test.each<[number, message: string, description: string]>([
		[
			302,
			'CAMB.AI responded with a redirect',
			'It was not followed, so that your API key stays with CAMB.AI. Check the Base URL of the credential.',
		],
		[
			400,
			'CAMB.AI did not accept the request',
			'CAMB.AI says: No. Check the input, then try again.',
		],
		[
			401,
			'CAMB.AI does not recognize this API key',
			'CAMB.AI says: No. Check the API Key of the CAMB.AI credential.',
		],
		[
			402,
			'The CAMB.AI account is out of credits',
			'CAMB.AI says: No. Add credits in CAMB.AI Studio, then try again.',
		],
		[
			403,
			'This API key is not allowed to do this',
			'CAMB.AI says: No. Check your plan, and whether the task or the voice belongs to another account.',
		],
		[
			404,
			'CAMB.AI could not find this ID',
			'CAMB.AI says: No. Check that the ID is complete and that Kind matches the task.',
		],
		[408, 'CAMB.AI is not available right now (HTTP 408)', 'CAMB.AI says: No. Try again later.'],
		[413, 'The file is too large for CAMB.AI', 'CAMB.AI says: No. Send a smaller or shorter file.'],
		[
			422,
			'CAMB.AI did not accept the input',
			'CAMB.AI says: No. Change the input, then try again.',
		],
		[
			429,
			'CAMB.AI is receiving too many requests from this account',
			'CAMB.AI says: No. Lower Items at Once, or try again later.',
		],
		[500, 'CAMB.AI is not available right now (HTTP 500)', 'CAMB.AI says: No. Try again later.'],
		[503, 'CAMB.AI is not available right now (HTTP 503)', 'CAMB.AI says: No. Try again later.'],
	])('HTTP %s: %s', (status, message, description) => {
		const explanation = { message, description, httpCode: String(status) };
		expect(explainFailure(refused(status, no), 'read')).toEqual(explanation);
	});

	test.each([300, 307, 399])('HTTP %s is a redirect', (status) => {
		expect(explainFailure(refused(status), 'read').message).toBe(
			'CAMB.AI responded with a redirect',
		);
	});

	test.each<[number, description: string]>([
		[400, 'The HTTP status was 400. Check the input, then try again.'],
		[401, 'Check the API Key of the CAMB.AI credential.'],
		[429, 'Lower Items at Once, or try again later.'],
		[503, 'Try again later.'],
	])('HTTP %s without a word of its own', (status, description) => {
		expect(explainFailure(refused(status), 'read').description).toBe(description);
	});

	test.each(['No.', 'No!', 'Why?', 'Well…'])(
		'its words end once when they are a sentence: %s',
		(detail) => {
			expect(explainFailure(refused(402, { detail }), 'create').description).toBe(
				`CAMB.AI says: ${detail} Add credits in CAMB.AI Studio, then try again.`,
			);
		},
	);

	test('a sentence inside its words does not end them', () => {
		const detail = 'No. Really';
		expect(explainFailure(refused(402, { detail }), 'create').description).toBe(
			'CAMB.AI says: No. Really. Add credits in CAMB.AI Studio, then try again.',
		);
	});

	test('the fields that were not accepted are in the message', () => {
		const detail = ['voice_id', 'language'].map((name) => ({ loc: ['body', name], msg: 'bad' }));
		expect(explainFailure(refused(422, { detail }), 'create')).toEqual({
			message: 'CAMB.AI did not accept Voice ID, Language',
			description: 'CAMB.AI says: Voice ID: bad; Language: bad. Change the input, then try again.',
			httpCode: '422',
		});
	});
});

describe('Retry-After is told in the unit that people would use', () => {
	const seconds = 1000;
	const minutes = 60 * seconds;
	const hours = 60 * minutes;
	test.each([
		[1, '1 second'],
		[1 * seconds, '1 second'],
		[1 * seconds + 1, '2 seconds'],
		[120 * seconds, '120 seconds'],
		[121 * seconds, '3 minutes'],
		[120 * minutes, '120 minutes'],
		[121 * minutes, '3 hours'],
		[48 * hours, '48 hours'],
	])('%s ms: %s', (retryAfterMs, words) => {
		expect(explainFailure(refused(429, no, retryAfterMs), 'read').description).toBe(
			`CAMB.AI says: No. It asks you to wait ${words}. Lower Items at Once, or try again later.`,
		);
		expect(explainFailure(refused(503, undefined, retryAfterMs), 'read').description).toBe(
			`It asks you to wait ${words}. Try again later.`,
		);
	});

	test('is not told when there is nothing to wait for', () => {
		expect(explainFailure(refused(503, no, 0), 'read').description).toBe(
			'CAMB.AI says: No. Try again later.',
		);
	});
});

describe('no answer, or none that can be used', () => {
	test.each<[Parameters<typeof explainFailure>, message: string, description: string]>([
		[
			[silent('ECONNREFUSED', 'no'), 'read'],
			'CAMB.AI could not be reached',
			'Check your network and the Base URL of the credential (ECONNREFUSED).',
		],
		[
			[silent('ENOTFOUND', 'no'), 'create'],
			'CAMB.AI could not be reached',
			'Check your network and the Base URL of the credential (ENOTFOUND).',
		],
		[
			[silent('ENOTFOUND', 'no'), 'direct'],
			'CAMB.AI could not be reached',
			'Check your network and the Base URL of the credential (ENOTFOUND).',
		],
		[
			[silent('ENOTFOUND', 'no'), 'media'],
			'The file server could not be reached',
			'Check your network (ENOTFOUND).',
		],
		[
			[silent('ECONNRESET', 'maybe'), 'read'],
			'CAMB.AI did not answer',
			'The connection ended with ECONNRESET.',
		],
		[
			[silent('ECONNRESET', 'maybe'), 'media'],
			'The file server did not answer',
			'The connection ended with ECONNRESET.',
		],
	])('%j', (given, message, description) => {
		expect(explainFailure(...given)).toEqual({ message, description });
	});

	test.each<['read' | 'media', string]>([
		['read', 'CAMB.AI'],
		['media', 'The file server'],
	])('an unreadable response to a %s', (purpose, who) => {
		expect(explainFailure(unreadable, purpose)).toEqual({
			message: `${who} sent a response that can't be used`,
			description: 'The response broke off.',
			httpCode: '200',
		});
	});

	const expired =
		'The link may have expired: when the result is fetched again, it comes with a new one.';
	test.each([
		[302, expired],
		[403, expired],
		[404, expired],
		[429, 'Try again later.'],
		[503, 'Try again later.'],
	])('a download that is refused with HTTP %s', (status, description) => {
		expect(explainFailure(refused(status, no), 'media')).toEqual({
			message: `The file server refused the download (HTTP ${status})`,
			description,
			httpCode: String(status),
		});
	});
});

describe('an answer that was lost may have cost something', () => {
	const check =
		'Check CAMB.AI Studio before you run this again: you may already have been charged for the task.';
	test.each<[Parameters<typeof explainFailure>[0], string, httpCode: string | undefined]>([
		[
			silent('ECONNRESET', 'maybe'),
			`CAMB.AI did not answer. ${check} The connection ended with ECONNRESET.`,
			undefined,
		],
		[
			unreadable,
			`CAMB.AI sent a response that can't be used. ${check} The response broke off.`,
			'200',
		],
		[
			refused(503, no),
			`CAMB.AI is not available right now (HTTP 503). ${check} CAMB.AI says: No.`,
			'503',
		],
		[refused(503), `CAMB.AI is not available right now (HTTP 503). ${check}`, '503'],
		[
			refused(408, no, 7000),
			`CAMB.AI is not available right now (HTTP 408). ${check} CAMB.AI says: No. It asks you to wait 7 seconds.`,
			'408',
		],
	])('of a create: %j', (failure, description, httpCode) => {
		expect(explainFailure(failure, 'create')).toEqual({
			message: 'CAMB.AI may have accepted the task, but its response was lost',
			description,
			httpCode,
		});
	});

	test.each<[Parameters<typeof explainFailure>[0], string, httpCode: string | undefined]>([
		[
			silent('ECONNRESET', 'maybe'),
			'CAMB.AI did not answer. The connection ended with ECONNRESET.',
			undefined,
		],
		[refused(503), 'CAMB.AI is not available right now (HTTP 503).', '503'],
	])('of a stream: %j', (failure, begin, httpCode) => {
		expect(explainFailure(failure, 'direct')).toEqual({
			message: 'The audio did not arrive complete, but you may have been charged for it',
			description: `${begin} CAMB.AI does not keep a stream, so it can't be fetched again.`,
			httpCode,
		});
	});

	test.each(['create', 'direct'] as const)('a %s that was refused for sure did not', (purpose) => {
		expect(explainFailure(refused(402), purpose)).toEqual({
			message: 'The CAMB.AI account is out of credits',
			description: 'Add credits in CAMB.AI Studio, then try again.',
			httpCode: '402',
		});
	});
});

test.each(['create', 'direct'] as const)(
	'a %s at a wrong address tells where to look',
	(purpose) => {
		const failure = { what: 'refused', status: 404, body: { detail: 'Not Found' } } as const;
		expect(explainFailure(failure, purpose)).toMatchObject({
			message: 'CAMB.AI could not find what was asked for',
			description: expect.stringMatching(/Base URL of the credential\.$/),
		});
	},
);
