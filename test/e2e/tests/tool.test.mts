import { randomUUID } from 'node:crypto';

import axios from 'axios';

import type { Client } from '../support/client.mts';
import { countOf, credentialFor, newAccount, sharedN8n } from '../support/harness.mts';
import { until } from '../support/ports.mts';
import { byId } from '../support/workflow.mts';

let client: Client;
beforeAll(async () => {
	client = await sharedN8n();
});

interface Answer {
	result?: {
		tools?: Array<{ name: string; description: string; inputSchema: unknown }>;
		content?: Array<{ type: string; text: string }>;
		isError?: boolean;
	};
	error?: unknown;
}

/** Talks to an MCP server as an AI agent does (streamable HTTP, JSON-RPC 2.0). */
function agent(url: string) {
	let session: string | undefined;
	return async (method: string, params: object = {}): Promise<Answer> => {
		const reply = await axios.post<string>(
			url,
			{ jsonrpc: '2.0', id: 1, method, params },
			{
				responseType: 'text',
				validateStatus: () => true,
				headers: {
					accept: 'application/json, text/event-stream',
					...(session ? { 'mcp-session-id': session } : {}),
				},
			},
		);
		if (reply.status >= 400) throw new Error(`${method}: ${reply.status} ${reply.data}`);
		session = (reply.headers['mcp-session-id'] as string | undefined) ?? session;
		const event = /^data: (.*)$/m.exec(reply.data);
		return JSON.parse(event ? event[1] : reply.data) as Answer;
	};
}

test('an AI agent finds the tool, calls it, and gets the task and the file in words', async () => {
	const account = await newAccount({ taskSeconds: 0.5 });
	const path = randomUUID();
	const workflow = await client.createWorkflow({
		name: 'Tools for an agent',
		nodes: [
			{
				id: 'mcp',
				name: 'MCP Server Trigger',
				type: '@n8n/n8n-nodes-langchain.mcpTrigger',
				typeVersion: 2,
				position: [0, 0],
				webhookId: path,
				parameters: { path },
			},
			{
				id: 'tool',
				name: 'Speak Aloud',
				type: 'n8n-nodes-camb.cambTextToSpeechTool',
				typeVersion: 1,
				position: [0, 200],
				parameters: {
					descriptionType: 'manual',
					toolDescription: 'Turns text into speech',
					text: "={{ $fromAI('text', 'What to say', 'string') }}",
					voice: byId(147320),
					language: byId(1),
				},
				credentials: await credentialFor(client, account),
			},
		],
		connections: {
			'Speak Aloud': { ai_tool: [[{ node: 'MCP Server Trigger', type: 'ai_tool', index: 0 }]] },
		},
	});
	await client.activate(workflow);
	const call = agent(`${client.url}/mcp/${path}`);
	const hello = {
		protocolVersion: '2025-03-26',
		capabilities: {},
		clientInfo: { name: 'test', version: '1' },
	};
	await until('n8n listens', async () => await call('initialize', hello).catch(() => undefined));

	const { result: listed } = await call('tools/list');
	expect(listed?.tools).toHaveLength(1);
	const [{ name, description, inputSchema }] = listed?.tools ?? [];
	expect(description).toBe('Turns text into speech');
	expect(inputSchema).toMatchObject({ properties: { text: { type: 'string' } } });

	const { result } = await call('tools/call', { name, arguments: { text: 'Hello agent' } });
	expect(result?.isError).not.toBe(true);
	const { tasks } = await account.state();
	expect(tasks[0].request).toMatchObject({ text: 'Hello agent' });
	expect(JSON.stringify(result?.content)).toContain(tasks[0].taskId);
	expect(JSON.stringify(result?.content)).toMatch(/speech-\d+\.flac/);
	expect(await countOf(account, 'submit')).toBe(1);
	await client.deactivate(workflow);
});
