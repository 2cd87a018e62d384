import { runNotFound } from '../apiError.mts';
import { tagOf } from '../languages.mts';
import type { Task } from '../tasks.mts';
import { sentencesIn } from '../transcripts.mts';
import type { Call, Operation, Operations } from './call.mts';
import { fileOf } from './files.mts';
import { segmentsOf, speechLink } from './results.mts';
import { accepted, begin, finishedRun, tellsResults, tellsStatus } from './tasks.mts';
import { voiceOf } from './voices.mts';

/** What is told: the words of a .txt; a .docx is packed, so its name must do. */
function storyText(call: Call): string {
	const file = fileOf(call, 'file', 'txt', 'docx');
	const isText = /\.txt$/i.test(file.fileName);
	return isText ? file.head.toString('utf8') : `This is the story in the file ${file.fileName}.`;
}

function beginStory(call: Call): Task {
	const text = storyText(call);
	const voice =
		call.body.narrator_voice_id == null ? undefined : voiceOf(call, 'narrator_voice_id');
	return begin(call, 'story', { text, female: voice?.gender === 2 });
}

/** A story as a project in the Studio, whose run is there at once (StorySetupResult). */
function setup(call: Call) {
	const task = beginStory(call);
	task.endsAt = task.submittedAt;
	const { title, description = null, source_language: language, folder_id = null } = call.body;
	return {
		run_id: task.runId,
		story_details: {
			story_title: String(title ?? call.files.file.fileName),
			story_description: description,
			created_at: new Date(task.submittedAt).toISOString(),
			source_language: language,
			target_languages: null,
			folder_id,
			studio_url: `https://studio.camb.ai/story/${task.runId}`,
		},
	};
}

const createStory: Operation = (call) =>
	call.account.settings.story === 'setup' ? setup(call) : accepted(call, beginStory(call));

const sentencesOf = (text: string) =>
	text
		.split(/(?<=[.!?…。])\s+|\n+/)
		.map((part) => part.trim())
		.filter(Boolean);

function storyResult(call: Call, run: Task, sentences: string[], tag: string) {
	const speech = { text: sentences.join(' '), tag, female: run.data.female as boolean };
	return {
		audio_url: speechLink(call, run, `story-${tag}`, speech),
		dialogue_url: speechLink(call, run, `dialogue-${tag}`, speech),
		...(call.query.include_transcript === true && { transcript: segmentsOf(call, sentences) }),
	};
}

function originalStory(call: Call, run: Task) {
	const { text } = run.data as { text: string };
	return storyResult(call, run, sentencesOf(text), tagOf(run.request.source_language));
}

const createTranslatedStory: Operation = (call) => {
	const story = call.account.run(call.params.id, ['story']);
	if (!story) throw runNotFound(String(call.params.id));
	const language = call.body.target_language;
	const task = begin(call, 'translated-story', {
		...story.data,
		storyRunId: story.runId,
		language,
	});
	return { message: `Translation to ${tagOf(language)} started`, ...accepted(call, task) };
};

/** The run in the path may be the story's or the translation's: the sources don't say which. */
const getTranslatedStoryResult: Operation = (call) => {
	const named = finishedRun(call, 'story', 'translated-story');
	const language = call.params.target_language;
	const translation = call.account.tasks.find(
		({ runId, data }) =>
			(runId === named.runId || data.storyRunId === named.runId) && data.language === language,
	);
	const done = translation && call.account.run(translation.runId, ['translated-story']);
	if (!done) throw runNotFound(`${named.runId} in ${tagOf(language)}`);
	return storyResult(call, done, sentencesIn(language), tagOf(language));
};

export const storyOperations: Operations = {
	createStory,
	setupStory: setup,
	getStoryStatus: tellsStatus('story'),
	getStoryResult: (call) => originalStory(call, finishedRun(call, 'story')),
	getStoriesResults: tellsResults(['story'], originalStory),
	createTranslatedStory,
	getTranslatedStoryStatus: tellsStatus('translated-story'),
	getTranslatedStoryResult,
};
