import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { IDataObject } from 'n8n-workflow';

import type { Client } from './client.mts';
import type { Credential } from './workflow.mts';

/** What the model wants of a tool; `answers` are those of the tools that it called before. */
export type Call = (answers: string[]) => { tool: string; input: IDataObject };

interface ChatTool {
	name: string;
	description: string;
	parameters: { properties: IDataObject };
}

export interface Model {
	/** For n8n's OpenAI Chat Model node. */
	credentials: { openAiApi: Credential };
	/** From now on the model makes these calls, one after the other, and then is done. */
	follow(script: Call[]): void;
	/** The tools that the model was offered last. */
	tools(): ChatTool[];
	/** What the tools answered, as the model was told. */
	answers(): string[];
	stop(): void;
}

interface ChatRequest {
	tools?: Array<{ function: ChatTool }>;
	messages: Array<{ role: string; content: string }>;
}

/** A chat model that follows a script, behind OpenAI's HTTP API (POST /chat/completions). */
export async function startModel(client: Client): Promise<Model> {
	let script: Call[] = [];
	let last: ChatRequest = { messages: [] };
	const answers = () =>
		last.messages.filter(({ role }) => role === 'tool').map(({ content }) => content);

	const message = () => {
		const told = answers();
		if (told.length >= script.length) return { role: 'assistant', content: 'Done.' };
		const { tool: name, input } = script[told.length](told);
		const call = { name, arguments: JSON.stringify(input) };
		const tool_calls = [{ id: `call_${told.length}`, type: 'function', function: call }];
		return { role: 'assistant', content: null, tool_calls };
	};

	const server = createServer(async (request, reply) => {
		last = (await json(request)) as ChatRequest;
		const said = message();
		const finish_reason = 'tool_calls' in said ? 'tool_calls' : 'stop';
		reply.setHeader('content-type', 'application/json');
		reply.end(
			JSON.stringify({
				id: 'chat',
				object: 'chat.completion',
				created: 0,
				model: 'script',
				choices: [{ index: 0, message: said, finish_reason }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			}),
		);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const data = { apiKey: 'none', url, header: false };
	const openAiApi = await client.createCredential('openAiApi', 'Scripted model', data);
	return {
		credentials: { openAiApi },
		follow: (calls) => void (script = calls),
		tools: () => (last.tools ?? []).map((tool) => tool.function),
		answers,
		stop() {
			server.closeAllConnections();
			server.close();
		},
	};
}
