import axios from 'axios';

import type { SandboxAccount } from '../../../sandbox/driver.mts';
import { sandboxDriver } from '../../../sandbox/driver.mts';
import type { Settings } from '../../../sandbox/settings.mts';
import { Client } from './client.mts';
import type { Credential } from './workflow.mts';

/** Logged in to the n8n that all tests share. */
export async function sharedN8n(): Promise<Client> {
	const client = new Client(process.env.N8N_URL as string);
	await client.logIn();
	return client;
}

export async function newAccount(settings: Partial<Settings> = {}): Promise<SandboxAccount> {
	return await sandboxDriver(process.env.SANDBOX_ADMIN_URL as string).createAccount(settings);
}

/** A credential in n8n that leads to an account of the sandbox, as a node names it. */
export async function credentialFor(
	client: Client,
	{ key: apiKey }: Pick<SandboxAccount, 'key'>,
	name = `CAMB.AI account ${apiKey.slice(-4)}`,
): Promise<{ cambAiApi: Credential }> {
	const baseUrl = process.env.SANDBOX_API_URL as string;
	return { cambAiApi: await client.createCredential('cambAiApi', name, { apiKey, baseUrl }) };
}

/** The speech that the sandbox hands out for a run when it is asked without n8n. */
export async function speechOf(account: SandboxAccount, runId: unknown): Promise<Buffer> {
	return await bytesAt(`${process.env.SANDBOX_API_URL}/tts-result/${String(runId)}`, account.key);
}

/** The audio of a dub into one language, likewise. */
export async function dubOf(account: SandboxAccount, runId: unknown): Promise<Buffer> {
	const url = `${process.env.SANDBOX_API_URL}/dub-result/${String(runId)}`;
	const result = JSON.parse((await bytesAt(url, account.key)).toString()) as { audio_url: string };
	return await bytesAt(result.audio_url);
}

/** Speech that CAMB.AI sends in its response, as MP3. */
export async function streamedSpeechOf({ key }: SandboxAccount, text: string): Promise<Buffer> {
	const body = {
		...{ text, language: 'en-us', voice_id: 147320, speech_model: 'mars-flash' },
		output_configuration: { format: 'mp3' },
	};
	const url = `${process.env.SANDBOX_API_URL}/tts-stream`;
	const headers = { 'x-api-key': key };
	const { data } = await axios.post<ArrayBuffer>(url, body, {
		headers,
		responseType: 'arraybuffer',
	});
	return Buffer.from(data);
}

async function bytesAt(url: string, key?: string): Promise<Buffer> {
	const { data } = await axios.get<ArrayBuffer>(url, {
		headers: key ? { 'x-api-key': key } : {},
		proxy: false,
		responseType: 'arraybuffer',
	});
	return Buffer.from(data);
}

/** How many requests of a step the sandbox saw. */
export async function countOf(account: SandboxAccount, step: string): Promise<number> {
	const { requests } = await account.state();
	return requests.filter((request) => request.step === step).length;
}
