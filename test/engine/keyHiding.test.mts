import type { IDataObject } from 'n8n-workflow';
import http from 'node:http';

import { runNode, useEngine } from '../support/harness.mts';
import { KEY, listen, realApi } from '../support/realApi.mts';

useEngine();

/** The key as servers may repeat it. */
const percent = [...KEY].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('');
const unicode = [...KEY]
	.map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
	.join('');
const FORMS = {
	plain: KEY,
	'escaped slash': KEY.replace('/', '\\/'),
	'one escaped letter': KEY.replace('k', '\\u006b').replace('B', '\\u0042'),
	'all escaped': unicode,
	'JSON in JSON': unicode.replaceAll('\\', '\\\\'),
	link: encodeURIComponent(KEY),
	'lower-case link': encodeURIComponent(KEY).toLowerCase().replace('b2', 'B2'),
	'all in percent': percent.toUpperCase(),
	HTML: [...KEY].map((char) => `&#x${char.charCodeAt(0).toString(16)};`).join(''),
};

/** A server with an answer for each path; tells the headers and addresses that it got. */
async function serverWith(
	answers: Record<string, { body: string; headers?: object; status?: number }>,
) {
	const seen: string[] = [];
	const server = http.createServer((request, response) => {
		request.resume();
		seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
		const { pathname } = new URL(String(request.url), 'http://any.test');
		const { body, headers, status = 200 } = answers[pathname] ?? { body: '{}', status: 404 };
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(body);
	});
	return { url: `http://127.0.0.1:${await listen(server)}`, seen };
}

describe.each(Object.entries(FORMS))('the key as %s', (_, form) => {
	const body = `{"detail":"${form} and ${form}","keep":"\\\\u0041 \\n"}`;
	const cleaned = { detail: '[API key] and [API key]', keep: '\\u0041 \n' };

	test('is in no answer, no refusal, and no text that somebody else reads of a create', async () => {
		const { url } = await serverWith({ '/ok': { body }, '/bad': { body, status: 422 } });
		const api = await realApi(url);
		expect(await api.read({ method: 'GET', path: '/ok' })).toEqual({ ok: true, body: cleaned });
		expect(await api.read({ method: 'GET', path: '/bad' })).toMatchObject({
			failure: { body: cleaned },
		});
	});
});

test('the key is in no header, and no Location leads it to another host', async () => {
	const elsewhere = await serverWith({ '/file': { body: 'fLaC' } });
	const location = `${elsewhere.url}/file?sign=${encodeURIComponent(KEY)}`;
	const { url } = await serverWith({
		'/moved': { body: '', headers: { location }, status: 302 },
		'/ok': { body: '{}', headers: { 'x-credits-required': KEY } },
	});
	const api = await realApi(url);
	const opened = await api.open({ method: 'GET', path: '/ok' });
	if (!opened.ok) throw new Error('It must be open');
	opened.reply.body.destroy();
	expect(JSON.stringify(opened.reply.headers)).not.toContain(KEY);
	const moved = await api.open({ method: 'GET', path: '/moved' });
	const to = !moved.ok && moved.failure.what === 'refused' ? moved.failure.location : undefined;
	expect(to).toContain(`${elsewhere.url}/file`);
	for (const link of [String(to), location]) {
		const file = await api.openMedia(link);
		if (file.ok) file.reply.body.destroy();
	}
	expect(elsewhere.seen).toHaveLength(2);
	for (const request of elsewhere.seen) expect(decodeURIComponent(request)).not.toContain(KEY);
});

/** Everything that n8n stores of an execution and that goes out of it. */
const everything = (value: unknown) =>
	JSON.stringify(value, (_, part: unknown) =>
		part instanceof Error ? { ...part, message: part.message, stack: part.stack } : part,
	);

test.each(Object.entries(FORMS))(
	'a node whose every answer repeats the key, as %s, stores it nowhere and sends it to nobody else',
	async (_, form) => {
		const files = await serverWith({
			'/speech': { body: 'fLaC', headers: { 'content-type': 'audio/flac' } },
		});
		const link = `${files.url}/speech?sign=${form}`;
		const { url } = await serverWith({
			'/tts': { body: `{"task_id":"t-${form}","studioUrl":"https://studio.test/${form}"}` },
			'/tts/t-%5BAPI%20key%5D': {
				body: `{"status":"SUCCESS","run_id":7,"message":"${form}"}`,
			},
			'/tts-result/7': { body: `{"output_url":"${link}"}` },
		});
		const { items, run, status } = await runNode({
			type: 'cambTextToSpeech',
			parameters: {
				text: 'Hello',
				voice: 147320,
				language: 1,
				outputMode: 'translatedSpeech',
				options: { includeLinks: true },
			} as IDataObject as never,
			credential: { apiKey: KEY, baseUrl: url },
		});
		expect(status).toBe('success');
		expect(items[0].json.taskId).toBe('t-[API key]');
		expect(everything(run.data)).not.toContain(KEY);
		expect(files.seen).toHaveLength(1);
		expect(decodeURIComponent(files.seen[0])).not.toContain(KEY);
	},
);
