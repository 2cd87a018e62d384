import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../http/client';
import type { Kind } from '../../tasks/kind';
import { SECONDS_LONG } from '../pollingPolicies';
import { WHEN_SILENT } from './speechResult';

/** The extension of each format that can be asked for (contract: TtsOutputConfiguration). */
const EXTENSIONS: Record<string, string> = { adts: 'aac', flac: 'flac', mp3: 'mp3', wav: 'wav' };

/**
 * Text spoken in the reply to its own request (contract: /tts-stream). There is no task and no run:
 * what does not arrive can't be fetched again, so Fetch Result does not know this kind.
 */
export const streamedSpeech: Kind = {
	name: 'streamed-speech',
	pollingPolicy: SECONDS_LONG,
	fetch: async ({ reply }, context) => {
		const file = await context.saveReply(reply as Reply, {
			name: 'speech',
			expect: 'audio',
			extension: EXTENSIONS[String(context.resultOptions.format)] ?? 'pcm',
			whenEmpty: WHEN_SILENT,
		});
		const json = { ...file.json, ...credits(reply as Reply) };
		return [{ json, binary: { [context.field]: file.binary } }];
	},
};

/** What the request cost, when the API says so. */
function credits({ headers }: Reply): IDataObject {
	const header = headers['x-credits-required'];
	return header && Number.isFinite(Number(header)) ? { credits: Number(header) } : {};
}
