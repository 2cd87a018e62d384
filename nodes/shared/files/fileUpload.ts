import { apiWords } from '../camb/apiWords';
import { membersIn } from '../camb/members';
import { ExplainedError } from '../core/explainedError';
import { explainFailure } from '../errors/explain';
import { join } from '../errors/sentences';
import { readText } from '../http/body';
import type { Client } from '../http/client';
import type { WaitLimits } from '../http/hostBackoff';
import type { Purpose, RequestFailure } from '../http/requestFailure';
import { isTransient } from '../http/requestFailure';
import type { Result } from '../http/retry';
import { retry, unreadable } from '../http/retry';
import type { FileSource } from './upload';
import { fileUploadMs, toBody } from './upload';

/** Where a file is to be put (contract: /files/upload-url). */
interface UploadTarget {
	fileId: string | number;
	url: string;
	headers: Record<string, string>;
}

/** What to do where an account has no uploads. */
const OTHER_WAY =
	'Choose Link to This Instance in How CAMB.AI Gets the File, or upload the file first, for example to S3, and use its link.';
const NOT_SUBMITTED = 'No task was submitted.';

/**
 * Uploads a file by CAMB.AI's Files calls, streamed, and gives its ID. An upload is not paid for, so
 * each of its steps is repeated while it may pass. Throws an ExplainedError when it can't be done.
 *
 * @param limits.waitsUntil when to give up trying, by the clock's `now`
 */
export async function uploadFile(
	client: Client,
	source: FileSource,
	limits: WaitLimits,
): Promise<string | number> {
	async function step<T>(
		attempt: (limits: WaitLimits) => Promise<Result<T>>,
		explain: (failure: RequestFailure) => ExplainedError,
	) {
		const tried = await retry(attempt, isTransient, client.clock, limits);
		if (!tried.ok) throw explain(tried.failure);
		return tried;
	}
	const { target } = await step(
		async (limits) => await askForTarget(client, source, limits),
		(failure) => explainApi(failure, 'CAMB.AI did not let this account upload a file'),
	);
	await step(
		async (limits) => await put(client, source, target, limits),
		(failure) => notUploaded(failure, 'upload'),
	);
	const complete = `/files/${encodeURIComponent(target.fileId)}/complete`;
	await step(
		async (limits) => usable(await client.read({ method: 'POST', path: complete, ...limits })),
		(failure) => explainApi(failure, 'CAMB.AI did not accept the uploaded file'),
	);
	return target.fileId;
}

async function askForTarget(
	client: Client,
	{ fileName, mimeType }: FileSource,
	limits: WaitLimits,
): Promise<Result<{ target: UploadTarget }>> {
	const body = { filename: fileName, content_type: mimeType };
	const asked = await client.read({ method: 'POST', path: '/files/upload-url', body, ...limits });
	if (!asked.ok) return asked;
	const target = readTarget(asked.body);
	return target ? { ok: true, target } : unreadable(200, 'It contains no address for the file');
}

async function put(
	client: Client,
	source: FileSource,
	{ url, headers }: UploadTarget,
	limits: WaitLimits,
): Promise<Result<object>> {
	const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
	const { body, close } = toBody(source, type?.[1] ?? source.mimeType);
	try {
		const sent = { body: body as never, headers, uploadMs: fileUploadMs(source) };
		const put = await client.putMedia(url, sent, limits);
		if (!put.ok) return put;
		await readText(put.reply.body);
		return { ok: true };
	} finally {
		close();
	}
}

/** What was answered, maybe nothing, unless it is a page of some server on the way. */
function usable(read: Result<{ body: unknown }>): Result<{ body: unknown }> {
	const isPage = read.ok && /^\s*</.test(String(read.body));
	return isPage ? unreadable(200, 'It is not what was asked for') : read;
}

function readTarget(answer: unknown): UploadTarget | undefined {
	const { file, upload } = membersIn(answer);
	const { file_id: fileId } = membersIn(file);
	const { url, headers } = membersIn(upload);
	const isId = typeof fileId === 'number' || (typeof fileId === 'string' && fileId !== '');
	if (!isId || typeof url !== 'string' || !/^https?:\/\//i.test(url)) return undefined;
	const texts = Object.entries(membersIn(headers)).map(
		([name, value]) => [name, String(value)] as const,
	);
	return { fileId, url, headers: Object.fromEntries(texts) };
}

/** What the accounts are told that do not have the calls is not known (contract notes, f). */
function explainApi(failure: RequestFailure, refusal: string): ExplainedError {
	if (failure.what !== 'refused' || isTransient(failure) || [401, 413].includes(failure.status)) {
		return notUploaded(failure, 'read');
	}
	const { status, body } = failure;
	const words = apiWords(body);
	return new ExplainedError({
		message: refusal,
		description: join(
			words ? `CAMB.AI says: ${words}` : `The HTTP status was ${status}`,
			'CAMB.AI turns on uploads for some accounts only',
			NOT_SUBMITTED,
			OTHER_WAY,
		),
		httpCode: String(status),
	});
}

function notUploaded(failure: RequestFailure, purpose: Purpose): ExplainedError {
	const plain = explainFailure(failure, purpose);
	return new ExplainedError({ ...plain, description: join(plain.description, NOT_SUBMITTED) });
}
