import { Readable } from 'node:stream';

import { uploadFile } from '../../nodes/shared/files/fileUpload';
import type { Client, SentFile } from '../../nodes/shared/http/client';
import type { Answers } from '../support/itemContext.mts';
import { itemContextWith, problemOf, refused, silent } from '../support/itemContext.mts';
import { replyOf } from '../support/reply.mts';

const STORE = 'https://files.example.com/f?signature=1';
const START = 'POST /files/upload-url';
const PUT = `PUT ${STORE}`;
const END = 'POST /files/f%2F1/complete';

const target = (upload: object = {}, file: object = { file_id: 'f/1' }) => ({
	body: { file, upload: { url: STORE, ...upload } },
});
const good: Record<string, Answers> = {
	[START]: [target()],
	[PUT]: [{ body: '' }],
	[END]: [{ body: {} }],
};

const FILE = {
	fileName: 'talk.wav',
	mimeType: 'audio/wav',
	size: 6,
	open: async () => Readable.from([Buffer.from('onetwo')]),
};

/** Uploads a file of six bytes; tells what was sent, and how the file was treated. */
function upload(answers: Record<string, Answers> = {}) {
	const { client, sent, calls, clock } = itemContextWith({ ...good, ...answers });
	const put: SentFile[] = [];
	const done: string[] = [];
	const watched: Client = {
		...client,
		async putMedia(url, file, limits) {
			put.push(file);
			const stream = (file.body as File).stream() as unknown as AsyncIterator<Uint8Array>;
			await stream.next();
			return await client.putMedia(url, file, limits);
		},
	};
	const file = {
		fileName: 'talk.wav',
		mimeType: 'audio/wav',
		size: 250_000,
		open: async () =>
			Object.assign(
				(async function* () {
					yield Buffer.from('one');
					yield Buffer.from('two');
				})(),
				{ destroy: () => void done.push('closed') },
			),
	};
	const id = uploadFile(watched, file, { waitsUntil: Infinity });
	return { id, sent, calls, put, done, clock };
}

test('asks for an address, puts the file there, says so, and gives its ID', async () => {
	const { id, sent, calls, put, done } = upload();
	expect(await id).toBe('f/1');
	expect(sent).toEqual([START, PUT, END]);
	expect(calls[0].body).toEqual({ filename: 'talk.wav', content_type: 'audio/wav' });
	expect(put).toMatchObject([{ headers: {}, uploadMs: 2000 }]);
	expect(put[0].body).toMatchObject({ name: 'talk.wav', type: 'audio/wav', size: 250_000 });
	expect(done).toEqual(['closed']);
});

test('the file goes with the headers that the address wants, and as the type in them', async () => {
	const headers = { 'x-size': 6, 'Content-Type': 'audio/x-wav' };
	const { id, put } = upload({
		[START]: [target({ headers }, { file_id: 7 })],
		[END.replace('f%2F1', '7')]: [{ body: '' }],
	});
	expect(await id).toBe(7);
	expect(put[0].headers).toEqual({ 'Content-Type': 'audio/x-wav', 'x-size': '6' });
	expect(put[0].body).toMatchObject({ type: 'audio/x-wav' });
});

test.each([START, PUT, END])('%s is repeated while it may pass, and nothing else', async (step) => {
	const passing = [refused(503), silent('maybe'), ...good[step]];
	const { id, sent, done } = upload({ [step]: passing });
	expect(await id).toBe('f/1');
	expect(sent).toEqual(
		[START, PUT, END].flatMap((each) => (each === step ? [each, each, each] : [each])),
	);
	expect(done).toHaveLength(step === PUT ? 3 : 1);
});

test.each<[string, Answers]>([
	['no ID', [target({}, {})]],
	['an empty ID', [target({}, { file_id: '' })]],
	['no address', [{ body: { file: { file_id: 'f' } } }]],
	['an address of another sort', [target({ url: 'ftp://files.example.com' })]],
	['an address behind words', [target({ url: 'See https://files.example.com' })]],
	['a list of addresses', [target({ url: [STORE] })]],
	['a page', [{ body: '<html>Wait' }]],
	['nothing', [{ body: '' }]],
])('an answer with %s is no address', async (_, answers) => {
	const { id, sent } = upload({ [START]: answers });
	const { message, description } = await problemOf(id);
	expect(message).toMatch(/can't be used/);
	expect(description).toMatch(/no address.+ No task was submitted\.$/);
	expect(sent).toEqual(Array<string>(6).fill(START));
});

test.each([START, END])('%s that is refused says so, and what else to do', async (step) => {
	const words = { body: { detail: 'Not for you' } };
	const { message, description, httpCode } = await problemOf(
		upload({ [step]: [refused(403, words)] }).id,
	);
	expect(message).toMatch(step === START ? /did not let this account/ : /did not accept the up/);
	expect(description).toMatch(/^CAMB\.AI says: Not for you\. .+No task .+Link to This Instance/);
	expect(httpCode).toBe('403');
	const silentOne = await problemOf(upload({ [step]: [refused(404)] }).id);
	expect(silentOne.description).toMatch(/^The HTTP status was 404\./);
});

test('an address need not be a safe one', async () => {
	const url = 'http://files.example.com/f';
	const { id } = upload({ [START]: [target({ url })], [`PUT ${url}`]: [{ body: '' }] });
	expect(await id).toBe('f/1');
});

test('an answer that is no refusal, and will not pass, is told as for any call', async () => {
	const tooLong = {
		what: 'unreadable',
		status: 200,
		why: 'It is too long',
		isLasting: true,
	} as const;
	const { id, sent } = upload({ [START]: [{ failure: tooLong }] });
	const { message, description } = await problemOf(id);
	expect(message).toMatch(/can't be used/);
	expect(description).toMatch(/^It is too long.+ No task was submitted\.$/);
	expect(sent).toEqual([START]);
});

test('what the file server answers is read to its end', async () => {
	const body = Readable.from([Buffer.from('OK')]);
	const { client } = itemContextWith({ ...good });
	const reply = replyOf(body);
	const answering: Client = { ...client, putMedia: async () => ({ ok: true, reply }) };
	await uploadFile(answering, FILE, { waitsUntil: Infinity });
	expect(body.readableEnded).toBe(true);
});

test.each([401, 413, 503])('%d is told as for any call', async (status) => {
	const { message, description } = await problemOf(upload({ [START]: [refused(status)] }).id);
	expect(message).not.toMatch(/let this account/);
	expect(description).toMatch(/No task was submitted\.$/);
});

test.each<[Answers[number], RegExp, RegExp]>([
	[refused(403), /refused the upload \(HTTP 403\)/, /too large.+expired/],
	[refused(503), /refused the upload \(HTTP 503\)/, /Try again later/],
	[silent('maybe'), /file server did not answer/, /ECONNRESET/],
	[silent('no', 'ECONNREFUSED'), /file server could not be reached/, /network/],
])('a file that does not arrive: %j', async (answer, message, advice) => {
	const told = await problemOf(upload({ [PUT]: [answer] }).id);
	expect(told.message).toMatch(message);
	expect(told.description).toMatch(advice);
	expect(told.description).toMatch(/No task was submitted\.$/);
});

test.each<[unknown, unknown]>([
	['<html>Wait', 'OK'],
	['\n\n<html>Wait', 'Done <f/1>'],
	[' <html>Wait', { file: '<f/1>' }],
])('a page in place of the confirmation is none: %j, but %j is one', async (page, confirmation) => {
	const { id, sent } = upload({ [END]: [{ body: page }, { body: confirmation }] });
	expect(await id).toBe('f/1');
	expect(sent).toEqual([START, PUT, END, END]);
	const told = await problemOf(upload({ [END]: [{ body: page }] }).id);
	expect(told.description).toMatch(/not what was asked for/);
});
