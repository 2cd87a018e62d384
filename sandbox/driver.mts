import axios from 'axios';
import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';

import type { describeAccount } from './admin.mts';
import type { FaultRule } from './faults/types.mts';
import type { Settings } from './settings.mts';

/** What the sandbox tells of an account: settings, tasks, requests, faults still waiting. */
export type AccountState = ReturnType<typeof describeAccount>;

/** One account of the sandbox, driven through the admin API. */
export interface SandboxAccount {
	/** Goes into the credential. */
	key: string;
	/** Replaces the settings; what is not given goes back to its default. */
	configure(settings: Partial<Settings>): Promise<void>;
	/** Adds faults behind those already waiting. */
	addFaults(...rules: FaultRule[]): Promise<void>;
	clearFaults(): Promise<void>;
	state(): Promise<AccountState>;
	/** Forgets the account, its tasks and its log. */
	remove(): Promise<void>;
}

/** Drives a sandbox by HTTP. `adminUrl` comes from `listen()` or `startSandbox()`. */
export function sandboxDriver(adminUrl: string) {
	// No connection outlives its request, so none keeps a test process from ending.
	const httpAgent = new Agent({ keepAlive: false });
	const http = axios.create({ baseURL: `${adminUrl}/accounts`, httpAgent, proxy: false });
	return {
		/** Makes an account with a key of its own, so that tests don't meet. */
		async createAccount(settings: Partial<Settings> = {}): Promise<SandboxAccount> {
			const key = `sandbox-${randomUUID()}`;
			const configure = async (changed: Partial<Settings>) => void (await http.put(key, changed));
			await configure(settings);
			return {
				key,
				configure,
				addFaults: async (...rules) => void (await http.post(`${key}/faults`, rules)),
				clearFaults: async () => void (await http.delete(`${key}/faults`)),
				state: async () => (await http.get<AccountState>(key)).data,
				remove: async () => void (await http.delete(key)),
			};
		},
	};
}
