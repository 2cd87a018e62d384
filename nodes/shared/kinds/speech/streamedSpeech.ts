import type { DirectKind } from '../../tasks/directKind';
import { creditsIn } from '../credits';
import { SECONDS_LONG } from '../pollingPolicies';
import { WHEN_SILENT } from './speechResult';

/** The extension of each format that can be asked for (contract: TtsOutputConfiguration). */
const EXTENSIONS: Record<string, string> = { adts: 'aac', flac: 'flac', mp3: 'mp3', wav: 'wav' };

/** The extension of a file in one of the API's formats. */
export function extensionOf(format: string): string {
	return EXTENSIONS[format] ?? 'pcm';
}

/** The format that files of an extension have, by the API's name; undefined for raw sound. */
export function formatOf(extension: string): string | undefined {
	return Object.keys(EXTENSIONS).find((format) => EXTENSIONS[format] === extension);
}

/** Text spoken in the reply to its own request (contract: /tts-stream): there is no task and no run. */
export const streamedSpeech: DirectKind<{ format: string }> = {
	name: 'streamed-speech',
	pollingPolicy: SECONDS_LONG,
	async read(reply, { resultOptions, field, save }) {
		const file = await save({
			name: 'speech',
			expect: 'audio',
			extension: extensionOf(resultOptions.format),
			whenEmpty: WHEN_SILENT,
		});
		return { json: { ...file.json, ...creditsIn(reply) }, binary: { [field]: file.binary } };
	},
};
