import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import {
	createSandbox,
	type Sandbox,
	type SandboxAddresses,
	type SandboxOptions,
} from '../../sandbox/createSandbox.mts';
import { sandboxDriver, type SandboxAccount } from '../../sandbox/driver.mts';
import { checkReply } from '../../sandbox/replies.mts';
import type { Settings } from '../../sandbox/settings.mts';

export interface Guest {
	account: SandboxAccount;
	/** Talks to the API with the account's key; never throws for a status. */
	http: AxiosInstance;
}

export interface OpenSandbox extends SandboxAddresses {
	sandbox: Sandbox;
	/** An account of its own, by default fast enough that tasks end at once. */
	guest(settings?: Partial<Settings>): Promise<Guest>;
}

export async function openSandbox(options?: SandboxOptions): Promise<OpenSandbox> {
	const sandbox = createSandbox(options);
	const addresses = await sandbox.listen();
	const driver = sandboxDriver(addresses.adminUrl);
	return {
		...addresses,
		sandbox,
		async guest(settings = { taskSeconds: 0 }) {
			const account = await driver.createAccount(settings);
			const http = axios.create({
				baseURL: addresses.apiUrl,
				headers: { 'x-api-key': account.key },
				validateStatus: () => true,
				maxRedirects: 0,
				proxy: false,
			});
			return { account, http };
		},
	};
}

export const SPEECH = { text: 'Hello from the sandbox.', voice_id: 147320, language: 1 };

/** Submits, and answers with the ids of the task and of its run. */
export async function submit({ http, account }: Guest, path: string, body: unknown) {
	const { data } = await http.post(path, body);
	const task = (await account.state()).tasks.find(({ taskId }) => taskId === data.task_id);
	if (!task) throw new Error(`No task: ${JSON.stringify(data)}`);
	return { taskId: task.taskId, runId: task.runId };
}

/** Throws unless a JSON answer fits the contract's schema for its status. */
export function expectContract(operationId: string, { status, data }: AxiosResponse): void {
	const { problems } = checkReply(operationId, status, data);
	if (problems.length === 0) return;
	const shown = JSON.stringify({ data, problems }, null, 1).slice(0, 2000);
	throw new Error(`${operationId} ${status} does not fit the contract: ${shown}`);
}
