import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ExplainedError } from '../../nodes/shared/core/explainedError';
import { explainFailure, reasonOf, withReason } from '../../nodes/shared/errors/explain';

type Failure = Parameters<typeof explainFailure>[0];
type Purpose = Parameters<typeof explainFailure>[1];

const refused = (status: number, body?: unknown, retryAfterMs?: number) =>
	({ what: 'refused', status, body, retryAfterMs }) as const;
const silent = (code: string, sent: 'no' | 'maybe') => ({ what: 'silent', code, sent }) as const;
const never = (code: string) => ({ ...silent(code, 'no'), isLasting: true });
const unreadable = { what: 'unreadable', status: 200, why: 'The response broke off' } as const;
const no = { detail: 'No' };

/** Message and description have these words, and are sentences, the first without a full stop. */
function expectWords(failure: Failure, purpose: Purpose, happened: RegExp, toDo: RegExp) {
	const { message, description, httpCode } = explainFailure(failure, purpose);
	expect(message).toMatch(happened);
	expect(message).toMatch(/^(n8n|[A-Z]).*[^.]$/);
	expect(description).toMatch(toDo);
	expect(description).toMatch(/^[A-Z].*\.$/);
	expect(httpCode).toBe('status' in failure ? String(failure.status) : undefined);
	return description;
}

describe('a refusal of the API says what happened and what to do', () => {
	const refusals: Array<[number, happened: RegExp, toDo: RegExp]> = [
		[400, /did not accept/, /Check the input/],
		[401, /API key/, /API Key.+credential/],
		[402, /credits/, /Add credits/],
		[403, /not allowed/, /plan.+account/],
		[404, /not find this ID/, /incomplete.+another account.+kind/],
		[408, /not available.+408/, /later/],
		[413, /too large/, /smaller/],
		[422, /did not accept/, /Change the input/],
		[429, /too many requests/, /Items at Once.+later/],
		[500, /not available.+500/, /later/],
		[503, /not available.+503/, /later/],
	];

	test.each(refusals)('HTTP %s, in its own words too', (status, happened, toDo) => {
		const description = expectWords(refused(status, no), 'read', happened, toDo);
		expect(description).toMatch(/^CAMB\.AI says: No\. /);
	});

	test.each(refusals)('HTTP %s without a word of its own', (status, happened, toDo) => {
		const description = expectWords(refused(status), 'read', happened, toDo);
		expect(description).not.toContain('says');
		expect(description.includes('HTTP')).toBe(status === 400);
	});

	test.each([300, 302, 307, 399])('HTTP %s is a redirect that was not followed', (status) => {
		expectWords(refused(status, no), 'read', /redirect/, /not followed.+API key.+Base URL/);
	});

	test.each<Purpose>(['create', 'read', 'media'])('HTTP 407 comes from a proxy: %s', (purpose) => {
		expectWords(refused(407, no), purpose, /proxy.+user name and password/, /HTTPS_PROXY/);
	});

	test.each(['create', 'direct'] as const)('a %s at a wrong address: where to look', (purpose) => {
		expectWords(refused(404, no), purpose, /could not find/, /IDs.+Base URL of the credential/);
	});

	test.each(['create', 'direct'] as const)('a %s that is not allowed: where to look', (purpose) => {
		const toDo = expectWords(refused(403, no), purpose, /not allowed/, /IDs.+Voice.+Base URL/);
		expect(toDo).not.toContain('another account');
	});

	test.each(['No.', 'No!', 'Why?', 'Well…', 'No. Really.'])(
		'its words end once when they are a sentence: %s',
		(detail) => {
			const { description } = explainFailure(refused(402, { detail }), 'create');
			expect(description).toContain(`says: ${detail} Add`);
		},
	);

	test('the fields that were not accepted are in the message', () => {
		const detail = ['voice_id', 'language'].map((name) => ({ loc: ['body', name], msg: 'bad' }));
		const words = /Voice ID: bad; Language: bad\. Change the input/;
		expectWords(refused(422, { detail }), 'create', /did not accept Voice ID, Language$/, words);
		expectWords(refused(422, {}), 'create', /did not accept the input$/, /^Change the input/);
	});

	test.each<[number, number]>([
		[429, 7000],
		[503, 7000],
	])('HTTP %s tells how long it asks to wait', (status, ms) => {
		const { description } = explainFailure(refused(status, no, ms), 'read');
		expect(description).toMatch(/No\. [^.]*wait 7 seconds\. /);
		expect(explainFailure(refused(status, no, 0), 'read').description).not.toContain('wait ');
	});
});

describe('no answer, or none that can be used', () => {
	test.each<Purpose>(['read', 'create', 'direct'])('to a %s that was not sent', (purpose) => {
		const toDo = /network.+Base URL of the credential.+ENOTFOUND/;
		expectWords(silent('ENOTFOUND', 'no'), purpose, /^CAMB\.AI could not be reached/, toDo);
	});

	test('from a file server', () => {
		const unsent = silent('ENOTFOUND', 'no');
		const toDo = expectWords(
			unsent,
			'media',
			/^The file server could not be/,
			/network.+ENOTFOUND/,
		);
		expect(toDo).toMatch(/^Check your network \(ENOTFOUND\)\.$/);
		const sent = silent('ECONNRESET', 'maybe');
		expectWords(sent, 'media', /^The file server did not answer/, /ECONNRESET/);
		expectWords(
			unreadable,
			'media',
			/^The file server.+can't be used/,
			/The response broke off\.$/,
		);
	});

	test('from the API', () => {
		expectWords(silent('ECONNRESET', 'maybe'), 'read', /^CAMB\.AI did not answer/, /ECONNRESET/);
		expectWords(unreadable, 'read', /^CAMB\.AI.+can't be used/, /^The response broke off\.$/);
	});

	test.each([
		[302, /expired/],
		[403, /expired/],
		[404, /may not be there/],
		[410, /may not be there/],
		[429, /^Try again later/],
		[503, /^Try again later/],
	])('a download that is refused with HTTP %s', (status, toDo) => {
		expectWords(refused(status, no), 'media', new RegExp(`^The file server.+${status}`), toDo);
	});
});

describe('a connection that ended', () => {
	test.each(['ECONNABORTED', 'ETIMEDOUT'])('because the time was over: %s', (code) => {
		expectWords(silent(code, 'maybe'), 'read', /did not answer/, new RegExp(`in time.+${code}`));
	});

	test.each(['ECONNRESET', 'EPIPE'])('otherwise: %s', (code) => {
		const toDo = expectWords(silent(code, 'maybe'), 'read', /did not answer/, new RegExp(code));
		expect(toDo).not.toContain('in time');
	});
});

describe('a certificate that n8n does not trust', () => {
	const failure = silent('CERT_HAS_EXPIRED', 'no');
	const advice = 'If a proxy.+NODE_EXTRA_CA_CERTS';

	test('is of CAMB.AI, or of another host than was meant', () => {
		const words = `^Nothing was sent.+CERT_HAS_EXPIRED.+Base URL of the credential\\. ${advice}`;
		expectWords(failure, 'create', /certificate of CAMB\.AI$/, new RegExp(words));
	});

	test('is of a file server, whose address is in no credential', () => {
		const words = new RegExp(`^Nothing was sent \\(CERT_HAS_EXPIRED\\)\\. ${advice}`);
		expectWords(failure, 'media', /certificate of the file server$/, words);
	});
});

describe('an address that nothing can be sent to', () => {
	const addresses: Array<[code: string, what: RegExp]> = [
		['ERR_INVALID_URL', /is not a web address$/],
		['ERR_INVALID_PROTOCOL', /is not a web address$/],
		['ERR_INVALID_CHAR', /characters that can't be sent$/],
		['ERR_UNESCAPED_CHARACTERS', /characters that can't be sent$/],
	];

	test.each(addresses)('is in the credential: %s', (code, what) => {
		const happened = new RegExp(`^The address of CAMB\\.AI .*${what.source}`);
		const toDo = new RegExp(`^Nothing was sent.+Base URL of the credential.+${code}`);
		expectWords(never(code), 'create', happened, toDo);
	});

	test.each([
		...addresses.map(([code, what]) => [never(code), what] as const),
		[silent('ERR_FR_TOO_MANY_REDIRECTS', 'maybe'), /redirects$/] as const,
		[silent('ERR_FR_REDIRECTION_FAILURE', 'maybe'), /leads to .*not a web address$/] as const,
	])('is the link to a file, which may change: %j', (failure, what) => {
		const happened = new RegExp(`^The link to the file .*${what.source}`);
		const toDo = new RegExp(`^There may be another link later\\. The [^.]*${failure.code}`);
		expectWords(failure, 'media', happened, toDo);
	});

	test('is one that the administrator of n8n has to allow', () => {
		const blocked = never('SsrfBlockedIpError');
		const toDo = /N8N_SSRF_ALLOWED_HOSTNAMES\. .*Base URL of the credential/;
		expectWords(blocked, 'create', /not allowed to send requests to CAMB\.AI$/, toDo);
		const host = /N8N_SSRF_ALLOWED_HOSTNAMES\.$/;
		expectWords(blocked, 'media', /not allowed to send requests to the file server$/, host);
	});
});

describe('an answer that was lost may have cost something', () => {
	const lost: Array<[Failure, why: RegExp]> = [
		[silent('ECONNRESET', 'maybe'), /did not answer.+ECONNRESET/],
		[unreadable, /can't be used.+The response broke off/],
		[refused(503, no), /not available.+503.+says: No\./],
		[refused(503), /not available.+503/],
		[refused(408, no, 7000), /not available.+408.+says: No\..+7 seconds/],
	];

	test.each(lost)('of a create: %j', (failure, why) => {
		const toDo = expectWords(failure, 'create', /may have accepted the task/, why);
		expect(toDo).toMatch(/Check CAMB\.AI Studio.+may already have been charged/);
		// It is not for this that somebody should try again.
		expect(toDo).not.toMatch(/try again/i);
	});

	test.each(lost)('of a stream: %j', (failure, why) => {
		const toDo = expectWords(failure, 'direct', /may have been charged/, why);
		expect(toDo).toMatch(/can't be fetched again\.$/);
		expect(toDo).not.toMatch(/try again/i);
	});

	test.each<Purpose>(['create', 'direct'])('a %s that was refused for sure did not', (purpose) => {
		expectWords(refused(402), purpose, /credits/, /^Add credits/);
		expect(explainFailure(refused(402), purpose).isLost).toBeUndefined();
	});

	test.each<Purpose>(['create', 'direct'])('a %s tells why, and that it is lost', (purpose) => {
		const { isLost, why } = explainFailure(refused(503, no), purpose);
		expect(isLost).toBe(true);
		expect(why).toMatch(/not available.+503.+says: No\./);
	});
});

describe('why nothing came of a request', () => {
	const explained = { message: 'It broke', description: 'Mend it.' };

	test.each<[unknown, string]>([
		[new ExplainedError({ ...explained, why: 'The host was away.' }), 'The host was away.'],
		[new ExplainedError(explained), 'It broke. Mend it.'],
		[new NodeOperationError({} as INode, 'x is no function'), 'x is no function'],
		['odd', ''],
	])('of %j is %j', (cause, reason) => {
		expect(reasonOf(cause)).toBe(reason);
	});

	test('is told by a later try, which does not send it again', () => {
		const { explanation } = withReason(explained, 'The host was away');
		expect(explanation.message).toBe('It broke');
		expect(explanation.description).toMatch(/^[^.]*then: The host was away\. Mend it\.$/);
		expect(explanation.isLost).toBe(true);
	});

	test('is left out where nobody knows it', () => {
		expect(withReason(explained).explanation).toEqual({ ...explained, isLost: true });
	});
});
