import { refusedValue } from '../apiError.mts';
import { tagOf } from '../languages.mts';
import { exportSegments, sentencesIn, type Segment } from '../transcripts.mts';
import type { Task } from '../tasks.mts';
import type { Call, Operation, Operations } from './call.mts';
import { exported, textLink } from './exports.mts';
import { segmentsOf } from './results.mts';
import {
	createsTask,
	createsTaskOf,
	finishedRun,
	languageOf,
	tellsResults,
	tellsStatus,
} from './tasks.mts';

/** The newer and older name of the two ways to give media (TranscriptionForm in the contract). */
const SOURCES = ['media_file', 'media_url', 'file', 'audio_url'];

const createTranscription: Operation = (call) => {
	const given = SOURCES.filter((name) => call.body[name] !== undefined);
	if (given.length !== 1) {
		throw refusedValue(['body'], 'Give one of media_file and media_url, not neither, not both');
	}
	return createsTask('transcription', () => ({}))(call);
};

function segments(call: Call, { request }: Task): Segment[] {
	return segmentsOf(call, sentencesIn(request.language));
}

function withWords(segment: Segment) {
	const words = segment.text.split(' ');
	const seconds = (segment.end - segment.start) / words.length;
	return {
		...segment,
		words: words.map((word, index) => ({
			word,
			start: Number((segment.start + index * seconds).toFixed(2)),
			end: Number((segment.start + (index + 1) * seconds).toFixed(2)),
		})),
	};
}

/** Without an export the body is one of the four shapes of notes a3, as the account is set. */
const getTranscriptionResult: Operation = (call) => {
	const run = finishedRun(call, 'transcription');
	const { format_type: format, data_type: dataType, word_level_timestamps: byWord } = call.query;
	const wantsExport = dataType === undefined ? format !== undefined : dataType !== 'json';
	if (wantsExport) return exported(call, run, 'transcript', segments(call, run));
	const parts = byWord ? segments(call, run).map(withWords) : segments(call, run);
	switch (call.account.settings.transcription) {
		case 'array':
			return parts;
		case 'text':
			return { transcript: exportSegments(parts, 'txt') };
		case 'link':
			return textLink(call, run, 'transcript.json', JSON.stringify({ transcript: parts }));
		default:
			return { transcript: parts };
	}
};

function subtitles(call: Call, run: Task, language: unknown): unknown {
	const parts = segmentsOf(call, sentencesIn(language));
	if (call.query.format_type === undefined && call.query.data_type === undefined) {
		return { transcript: parts };
	}
	return exported(call, run, `subtitles-${tagOf(language)}`, parts, 'object');
}

const targetsOf = ({ request }: Task) => request.target_languages as unknown[];

function allSubtitles(call: Call, run: Task): unknown {
	return Object.fromEntries(
		targetsOf(run).map((language) => [String(language), subtitles(call, run, language)]),
	);
}

export const transcriptionOperations: Operations = {
	createTranscription,
	getTranscriptionStatus: tellsStatus('transcription'),
	getTranscriptionResult,
	getTranscriptionResults: tellsResults(['transcription'], (call, run) => ({
		transcript: segments(call, run),
	})),
	createSubtitle: createsTaskOf('subtitles', 'media_url'),
	getSubtitleStatus: tellsStatus('subtitles'),
	getSubtitleResult: (call) => allSubtitles(call, finishedRun(call, 'subtitles')),
	getSubtitleResultForLanguage(call) {
		const run = finishedRun(call, 'subtitles');
		const languages = [run.request.source_language, ...targetsOf(run)];
		return subtitles(call, run, languageOf(call, run, languages));
	},
	getSubtitleResults: tellsResults(['subtitles'], allSubtitles),
};
