import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../http/api';
import type { Kind } from './kind';
import { SECONDS_LONG } from './patience';
import { WHEN_SILENT } from './speechResult';

/** The extension of each format that can be asked for (contract: TtsOutputConfiguration). */
const EXTENSIONS: Record<string, string> = { adts: 'aac', flac: 'flac', mp3: 'mp3', wav: 'wav' };

/**
 * Text spoken in the reply to its own request (contract: /tts-stream). There is no task and no run:
 * what does not arrive can't be fetched again, so Fetch Result does not know this kind.
 */
export const streamedSpeech: Kind = {
	name: 'streamed-speech',
	label: 'Streamed Speech',
	patience: SECONDS_LONG,
	fetch: async ({ reply }, desk) => {
		const file = await desk.saveReply(reply as Reply, {
			name: 'speech',
			expect: 'audio',
			extension: EXTENSIONS[String(desk.wants.format)] ?? 'pcm',
			whenEmpty: WHEN_SILENT,
		});
		const json = { ...file.json, ...credits(reply as Reply) };
		return [{ json, binary: { [desk.field]: file.binary } }];
	},
};

/** What the request cost, when the API says so. */
function credits({ headers }: Reply): IDataObject {
	const header = headers['x-credits-required'];
	return header && Number.isFinite(Number(header)) ? { credits: Number(header) } : {};
}
