import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { contract } from '../../sandbox/contract.mts';
import {
	createSandbox,
	type Sandbox,
	type SandboxAddresses,
	type SandboxOptions,
} from '../../sandbox/createSandbox.mts';
import { sandboxDriver, type SandboxAccount } from '../../sandbox/driver.mts';
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

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema(contract, 'contract');

const escaped = (part: string) => part.replace(/~/g, '~0').replace(/\//g, '~1');

/** Where the contract has this operation: "/tts/{task_id}" and "get". */
function placeOf(operationId: string): [path: string, method: string] {
	for (const [path, methods] of Object.entries<any>(contract.paths)) {
		for (const [method, operation] of Object.entries<any>(methods)) {
			if (operation.operationId === operationId) return [path, method];
		}
	}
	throw new Error(`The contract has no ${operationId}`);
}

/** Throws unless a JSON answer fits the contract's schema for its status. */
export function expectContract(operationId: string, { status, data }: AxiosResponse): void {
	const [path, method] = placeOf(operationId);
	const { $ref } = contract.paths[path][method].responses[status] ?? {};
	const response = $ref ?? `#/paths/${escaped(path)}/${method}/responses/${status}`;
	const validate = ajv.compile({ $ref: `contract${response}/content/application~1json/schema` });
	if (validate(data)) return;
	const shown = JSON.stringify({ data, errors: validate.errors }, null, 1).slice(0, 2000);
	throw new Error(`${operationId} ${status} does not fit the contract: ${shown}`);
}
