import { refusedValue } from '../apiError.mts';
import { findLanguage, tagOf } from '../languages.mts';
import { speechMedia, type AudioFormat } from '../media/audio.mts';
import { sampleFile, type FileFormat } from '../media/files.mts';
import { isSuccess, statusAt, type Task } from '../tasks.mts';
import { isSrt, sentencesIn } from '../transcripts.mts';
import type { Call, Operation, Operations } from './call.mts';
import { exported } from './exports.mts';
import { linkTo, segmentsOf, speechLink } from './results.mts';
import { sourceOf, uploadOf, type Source } from './sources.mts';
import { accepted, begin, finishedRun, languageOf, tellsResults, tellsStatus } from './tasks.mts';

const AUDIO_LINK = /\.(mp3|wav|flac|aac|m4a|ogg)$/i;

interface Script {
	content: string;
	language?: unknown;
}

/** Own subtitles must be SRT, and in a target language, once each (DubRequest in the contract). */
function checkScripts(body: Call['body'], targets: unknown[]): void {
	const source = (body.source_transcript ?? undefined) as Script | undefined;
	const scripts = (body.target_transcripts ?? []) as Script[];
	const tags = scripts.map(({ language }) => tagOf(language));
	if (source && !isSrt(source.content)) {
		throw refusedValue(['body', 'source_transcript', 'content'], 'Not a valid SRT file');
	}
	for (const [index, { content }] of scripts.entries()) {
		const loc = ['body', 'target_transcripts', index];
		if (!isSrt(content)) throw refusedValue([...loc, 'content'], 'Not a valid SRT file');
		const isTarget = targets.map(tagOf).includes(tags[index]);
		if (!isTarget || tags.indexOf(tags[index]) !== index) {
			throw refusedValue([...loc, 'language'], 'Give one script for each target language');
		}
	}
}

const createDub: Operation = async (call) => {
	const { target_language: one, target_languages: several } = call.body;
	const targets = several ?? (one === undefined || one === null ? [] : [one]);
	if ((targets as unknown[]).length === 0) {
		throw refusedValue(['body', 'target_languages'], 'Give target_languages or target_language');
	}
	checkScripts(call.body, targets as unknown[]);
	const { file_id: fileId } = call.body;
	if (fileId !== undefined && !call.account.uploads.has(String(fileId))) {
		throw refusedValue(['body', 'file_id'], `File ${fileId} does not exist`);
	}
	const source =
		fileId === undefined
			? await sourceOf(call, String(call.body.video_url))
			: uploadOf(call, fileId);
	return accepted(call, begin(call, 'dub', { targets, file: source.file }, source.ending));
};

const targetsOf = ({ data }: Task) => data.targets as unknown[];
const languagesOf = (run: Task) => [run.request.source_language, ...targetsOf(run)];

/** Whether the dub's source is sound alone, so that there is no video in the result. */
function isAudioOnly({ request, data }: Task): boolean {
	const { file } = data as Source;
	if (file) return file.mimeType.startsWith('audio/');
	const link = String(request.video_url);
	return AUDIO_LINK.test(link) || AUDIO_LINK.test(link.split('?')[0]);
}

/** Audio, video and transcript in one target language (DubResult in the contract). */
function dubIn(call: Call, run: Task, language: unknown) {
	const tag = tagOf(language);
	const sentences = sentencesIn(language);
	const audio = speechLink(call, run, `dub-${tag}`, { text: sentences.join(' '), tag });
	const video = isAudioOnly(run)
		? null
		: call.links.to(call.account, `${run.runId}/dub-${tag}.mp4`, () => sampleFile('mp4'), run);
	const transcript = segmentsOf(call, sentences);
	return call.account.settings.dub === 'old'
		? { output_video_url: video, output_audio_url: audio, transcript }
		: { video_url: video, audio_url: audio, transcript };
}

/** One target: the object itself. Several: a map from language id or tag (notes, a3). */
function dubResult(call: Call, run: Task): unknown {
	const targets = targetsOf(run);
	if (targets.length === 1) return dubIn(call, run, targets[0]);
	const keyOf = (target: unknown) =>
		call.account.settings.dubKeys === 'tag' ? tagOf(target) : String(findLanguage(target)?.id);
	return Object.fromEntries(targets.map((target) => [keyOf(target), dubIn(call, run, target)]));
}

function convertedLink(call: Call, run: Task, tag: string, format: string) {
	const text = sentencesIn(tag).join(' ');
	const source = ['wav', 'flac', 'mp3'].includes(format)
		? () => speechMedia({ text, tag }, format as AudioFormat)
		: () => sampleFile(format as FileFormat);
	const link = linkTo(call, run, `export-${tag}.${format}`, source);
	const { exportLink: place } = call.account.settings;
	return place === 'nested' ? { result: { url: link } } : { [place]: link };
}

/** The first POST begins a task; once it has succeeded the same POST gives the link. */
const createDubAltFormat: Operation = (call) => {
	const run = finishedRun(call, 'dub');
	const tag = languageOf(call, run, languagesOf(run));
	const format = String(call.body.output_format);
	const made = `${tag} ${format}`;
	const exports = (run.data.exports ??= new Map()) as Map<string, Task>;
	const earlier = exports.get(made);
	const status = earlier && statusAt(earlier, call.account.clock.now());
	if (status !== undefined && isSuccess(status)) return convertedLink(call, run, tag, format);
	const task = earlier && status === 'PENDING' ? earlier : begin(call, 'dub-export');
	exports.set(made, task);
	return accepted(call, task);
};

export const dubOperations: Operations = {
	createDub,
	getDubStatus: tellsStatus('dub'),
	getDubResult: (call) => dubResult(call, finishedRun(call, 'dub')),
	getDubResults: tellsResults(['dub'], dubResult),
	getDubTranscript(call) {
		const run = finishedRun(call, 'dub');
		const tag = languageOf(call, run, languagesOf(run));
		return exported(call, run, `transcript-${tag}`, segmentsOf(call, sentencesIn(tag)));
	},
	createDubAltFormat,
	getDubAltFormatStatus: tellsStatus('dub-export'),
};
