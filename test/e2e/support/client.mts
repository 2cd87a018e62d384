import axios from 'axios';
import { parse } from 'flatted';
import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	IRunExecutionData,
} from 'n8n-workflow';

import type { WorkflowFile } from '../../../engine/run.mts';
import { until } from './ports.mts';

/** The one user of a test's n8n. */
export const OWNER = {
	email: 'owner@example.com',
	password: 'Sandbox-2026',
	firstName: 'Ada',
	lastName: 'Example',
};

/** An execution as n8n tells of it, its data unpacked. */
export interface Execution {
	id: string;
	/** new, running, waiting, success, error, canceled, crashed */
	status: string;
	mode: string;
	retryOf?: string;
	startedAt: string;
	stoppedAt: string;
	data: IRunExecutionData;
}

const UNDER_WAY = ['new', 'running', 'waiting', 'unknown'];

/** n8n's REST API, as its editor uses it. Throws with n8n's own words when n8n refuses. */
export class Client {
	private cookie = '';
	private readonly http;

	constructor(readonly url: string) {
		this.http = axios.create({ baseURL: `${url}/rest`, proxy: false, validateStatus: () => true });
	}

	/** Answers with `data` of n8n's reply. */
	async call<T = IDataObject>(method: string, path: string, data?: unknown): Promise<T> {
		const headers = { cookie: this.cookie };
		const reply = await this.http.request({ method, url: path, data, headers });
		const cookie = reply.headers['set-cookie']?.find((line) => line.startsWith('n8n-auth='));
		if (cookie) [this.cookie] = cookie.split(';');
		const body = reply.data as { data: T; message?: string };
		if (reply.status >= 400) {
			throw new Error(`${method} ${path}: ${reply.status} ${body.message ?? String(reply.data)}`);
		}
		return body.data;
	}

	/** Makes the owner account of a new n8n, and is logged in from then on. */
	async setUpOwner() {
		// The database is ready a moment before the routes are.
		await until('n8n takes the owner', async () => {
			return await this.call('POST', '/owner/setup', OWNER).catch(() => undefined);
		});
	}

	async logIn() {
		const { email: emailOrLdapLoginId, password } = OWNER;
		await until('n8n takes the login', async () => {
			return await this.call('POST', '/login', { emailOrLdapLoginId, password }).catch(
				() => undefined,
			);
		});
	}

	/** The value of the cookie that keeps a browser logged in. */
	get session(): string {
		return this.cookie.split('=')[1];
	}

	async createCredential(type: string, name: string, data: ICredentialDataDecryptedObject) {
		const { id } = await this.call<{ id: string }>('POST', '/credentials', { name, type, data });
		return { id, name };
	}

	async createWorkflow(file: WorkflowFile): Promise<{ id: string; versionId: string }> {
		const { name = 'Test', nodes, connections, settings, pinData } = file;
		return await this.call('POST', '/workflows', {
			name,
			nodes,
			connections,
			settings: settings ?? { executionOrder: 'v1' },
			pinData,
		});
	}

	async activate({ id, versionId }: { id: string; versionId: string }) {
		await this.call('POST', `/workflows/${id}/activate`, { versionId });
	}

	async deactivate({ id }: { id: string }) {
		await this.call('POST', `/workflows/${id}/deactivate`, {});
	}

	/** Runs a workflow by hand from its trigger. Answers with the execution's id. */
	async run(workflowId: string, trigger: string): Promise<string> {
		const start = { triggerToStartFrom: { name: trigger } };
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			start,
		);
		return executionId;
	}

	async execution(id: string): Promise<Execution> {
		const found = await this.call<Execution & { data: unknown }>('GET', `/executions/${id}`);
		const { data } = found;
		return { ...found, data: typeof data === 'string' ? (parse(data) as never) : data };
	}

	/** The ids of a workflow's executions, the newest first. */
	async executionsOf(workflowId: string) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.call<{
			results: Array<{ id: string; status: string; mode: string; retryOf?: string }>;
		}>('GET', `/executions?filter=${filter}&limit=100`);
		return results;
	}

	/** Waits until an execution has ended, however it ended. */
	async ended(id: string, timeoutMs = 60_000): Promise<Execution> {
		await until(
			`execution ${id} has ended`,
			async () => {
				const { status } = await this.call<{ status: string }>('GET', `/executions/${id}`);
				return !UNDER_WAY.includes(status);
			},
			{ timeoutMs },
		);
		return await this.execution(id);
	}

	async stop(id: string) {
		await this.call('POST', `/executions/${id}/stop`);
	}

	/** What the Retry button does. Answers with the new execution's id. */
	async retry(id: string): Promise<string> {
		const retried = await this.call<{ id: string }>('POST', `/executions/${id}/retry`, {
			loadWorkflow: false,
		});
		return retried.id;
	}

	/** The bytes of a file of an item. */
	async bytesOf({ id, data }: IBinaryData): Promise<Buffer> {
		if (!id) return Buffer.from(data, 'base64');
		const reply = await this.http.get<ArrayBuffer>('/binary-data', {
			params: { id, action: 'download' },
			headers: { cookie: this.cookie },
			responseType: 'arraybuffer',
		});
		if (reply.status !== 200) throw new Error(`n8n has no file ${id}: ${reply.status}`);
		return Buffer.from(reply.data);
	}
}

/** The items that left a node by one of its outputs, in its last run. */
export function itemsOf({ data }: Execution, node: string, output = 0): INodeExecutionData[] {
	return data.resultData.runData[node]?.at(-1)?.data?.main[output] ?? [];
}
