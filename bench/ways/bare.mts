import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import { mapConcurrently } from '../../nodes/shared/core/concurrency';
import { FIRST_GAP_MS } from './requestHelper.mts';

/** The folder of files that no node has stored, as long as the work goes on. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>) {
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	try {
		return await work(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Saves what is behind a URL. */
export async function saveBare(url: string, key: string, file: string) {
	const { body } = await request(url, { headers: { 'x-api-key': key } });
	await pipeline(body, createWriteStream(file));
}

/** The same calls as the nodes' own, by an HTTP client alone. */
export async function bareTasks(apiUrl: string, key: string, texts: string[], atOnce: number) {
	const headers = { 'x-api-key': key, 'content-type': 'application/json' };
	await inFolder(async (folder) => {
		const mapped = await mapConcurrently(texts.length, atOnce, async (index) => {
			const body = JSON.stringify({ text: texts[index], voice_id: 147320, language: 1 });
			const created = await request(`${apiUrl}/tts`, { method: 'POST', headers, body });
			const { task_id: taskId } = (await created.body.json()) as { task_id: string };
			await sleep(FIRST_GAP_MS);
			const status = await request(`${apiUrl}/tts/${taskId}`, { headers });
			const { run_id: runId } = (await status.body.json()) as { run_id: number };
			const result = `${apiUrl}/tts-result/${runId}?output_type=raw_bytes`;
			await saveBare(result, key, join(folder, String(index)));
		});
		if (!mapped.ok) throw mapped.cause;
	});
}
