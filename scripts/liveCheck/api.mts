import axios, { type AxiosRequestConfig } from 'axios';

/** What the API answered. Its status is 0 if nothing came. */
export interface Answer {
	status: number;
	/** Without parameters, in lower case. */
	contentType: string;
	headers: Record<string, string>;
	bytes: Buffer;
	/** The body as JSON; undefined if it is none. */
	json: unknown;
	/** Why nothing came. */
	why?: string;
}

/** Whether it was granted. */
export const isOk = ({ status }: Answer) => status >= 200 && status < 300;

export interface Api {
	baseUrl: string;
	/** With the key, or with another one. */
	get(path: string, key?: string): Promise<Answer>;
	/** Sent once. */
	post(path: string, body: object): Promise<Answer>;
	/** A file from wherever the API stored it, without the key. */
	getMedia(url: string): Promise<Answer>;
	/** Every answer of the API so far. */
	answers: Answer[];
}

const TIMEOUT_MS = 60_000;

/** The API at a base URL. It follows no redirect, so that the key stays with its host. */
export function openApi(baseUrl: string, apiKey: string): Api {
	const http = axios.create({
		timeout: TIMEOUT_MS,
		responseType: 'arraybuffer',
		validateStatus: () => true,
	});
	async function send(request: AxiosRequestConfig): Promise<Answer> {
		try {
			const reply = await http.request<Buffer>(request);
			const told = Object.entries(reply.headers).map(([name, value]) => [name, String(value)]);
			const contentType = String(reply.headers['content-type'] ?? '');
			return {
				status: reply.status,
				contentType: contentType.split(';')[0].trim().toLowerCase(),
				headers: Object.fromEntries(told) as Record<string, string>,
				bytes: reply.data,
				json: jsonIn(reply.data),
			};
		} catch (error) {
			const why = (error as Error).message;
			return {
				status: 0,
				contentType: '',
				headers: {},
				bytes: Buffer.alloc(0),
				json: undefined,
				why,
			};
		}
	}
	const answers: Answer[] = [];
	async function ask(method: string, path: string, key: string, data?: object) {
		const headers = { 'x-api-key': key };
		const answer = await send({ method, url: baseUrl + path, headers, data, maxRedirects: 0 });
		answers.push(answer);
		return answer;
	}
	return {
		baseUrl,
		answers,
		get: async (path, key = apiKey) => await ask('GET', path, key),
		post: async (path, body) => await ask('POST', path, apiKey, body),
		getMedia: async (url) => await send({ url }),
	};
}

function jsonIn(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		return undefined;
	}
}
