import http from 'node:http';

import { useEngine } from '../support/harness.mts';
import { listen, realApi } from '../support/realApi.mts';
import { explainFailure } from '../../nodes/shared/errors/explain';

// n8n reads it while it is loaded.
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
useEngine();

test.each(['127.0.0.1', 'localhost'])(
	"n8n's guard against requests to its own network lets nothing out to %s, and is told",
	async (host) => {
		let requests = 0;
		const server = http.createServer((_, response) => void response.end(String(++requests)));
		const url = `http://${host}:${await listen(server)}`;
		const api = await realApi(url);
		const created = await api.open({ method: 'POST', path: '/tts', isCreate: true });
		const opened = await api.openMedia(`${url}/a.mp3`);
		if (created.ok || opened.ok) throw new Error('It must not work');
		for (const { failure } of [created, opened]) {
			expect(failure).toMatchObject({ what: 'silent', sent: 'no', isLasting: true });
		}
		expect(explainFailure(created.failure, 'create').message).toMatch(/not allowed.+CAMB\.AI/);
		expect(explainFailure(opened.failure, 'media').message).toMatch(/not allowed.+file server/);
		expect(requests).toBe(0);
	},
);
