import type { Account } from '../accounts.mts';
import { speechMedia, type AudioFormat, type Speech } from '../media/audio.mts';
import { hugeWav } from '../media/wav.mts';
import type { Media, MediaSource } from '../media/media.mts';
import type { Task } from '../tasks.mts';
import { segments, type Segment } from '../transcripts.mts';
import type { Call, Operation } from './call.mts';

/** The result's audio: as it is, or as large as the account's `resultBytes` say. */
export function sized(account: Account, source: MediaSource, huge = hugeWav): MediaSource {
	const { resultBytes } = account.settings;
	return resultBytes === null ? source : () => huge(resultBytes);
}

/** A transcript of these sentences, with the speakers' labels that the account is set to. */
export function segmentsOf({ account }: Call, sentences: string[]): Segment[] {
	return segments(sentences, account.settings.speakers);
}

/** A link to one file of a run, sized like every result. */
export function linkTo({ account, links }: Call, run: Task, name: string, source: MediaSource) {
	return links.to(account, `${run.runId}/${name}`, sized(account, source), run);
}

/** A link to speech in FLAC, as dubs and stories give it. */
export function speechLink(call: Call, run: Task, name: string, speech: Speech): string {
	return linkTo(call, run, `${name}.flac`, () => speechMedia(speech, 'flac'));
}

/**
 * A single audio result: bytes, or `{output_url}` with output_type=file_url
 * (source: /tts-result and /text-to-sound-result in the contract).
 */
export function audioResult(
	runOf: (call: Call) => Task,
	formatOf: (account: Account) => AudioFormat,
	render: (run: Task, format: AudioFormat) => Promise<Media>,
): Operation {
	return (call) => {
		const run = runOf(call);
		const format = formatOf(call.account);
		const source = () => render(run, format);
		if (call.query.output_type !== 'file_url') return sized(call.account, source)();
		const link = linkTo(call, run, `audio.${format}`, source);
		return { [call.account.settings.linkName]: link };
	};
}
