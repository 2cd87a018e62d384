import type { IDataObject } from 'n8n-workflow';

import { languageFields } from '../../camb/language';
import { membersIn } from '../../camb/members';
import { readTranscript } from '../../camb/transcript';
import { freeField } from '../../files/fieldName';
import { boolean } from '../../parameters/boolean';
import type { ValuesOf } from '../../parameters/parameter';
import { optional } from '../../parameters/parameter';
import { subtitleFiles } from '../../parameters/subtitleFiles';
import type { Output, ResultContext } from '../../tasks/kind';
import { includeLinks, wantsLinks } from '../includeLinks';
import { joinOutputs } from '../joinOutputs';
import { withoutTranscript, withTranscriptFiles } from '../transcriptFiles';
import { output, transcriptFields, transcriptOf } from '../transcriptOutput';

/** How the result of a story is wanted, the same for a story and for its translations. */
export const storyResultParameters = {
	includeDialogue: boolean({
		displayName: 'Include Dialogue Track',
		name: 'includeDialogue',
		type: 'boolean',
		default: false,
		description:
			'Whether to also output the speech only, without music and effects, in the field "dialogue"',
	}),
	includeLinks,
	includeTranscript: boolean({
		displayName: 'Include Transcript',
		name: 'includeTranscript',
		type: 'boolean',
		default: true,
		description:
			'Whether to add the spoken text, also as segments with start and end times in seconds. On if not set.',
	}),
	output,
	subtitleFiles: optional(subtitleFiles),
};

/** How a story is wanted. */
export type StoryOptions = ValuesOf<typeof storyResultParameters> & {
	/** The language of the text, where the node knows it. */
	language?: number;
	translateTo?: number[];
};

/** The field of the dialogue track. */
const DIALOGUE = 'dialogue';

/** Reads a story's result as it is wanted (contract: /story-result, /translated-story-result). */
export async function readStory(
	context: ResultContext<StoryOptions>,
	path: string,
): Promise<IDataObject> {
	const { includeTranscript = true, subtitleFiles: formats = [] } = context.resultOptions;
	const needsTranscript = includeTranscript || formats.length > 0;
	return membersIn(await context.read(path, needsTranscript ? { include_transcript: true } : {}));
}

/**
 * A story's result as an item with its files.
 *
 * @param name of the file, unless the user chose one
 * @param suffix what tells a translation's files from the original's
 */
export async function storyOutput(
	context: ResultContext<StoryOptions>,
	result: IDataObject,
	{ name, suffix, language }: { name: string; suffix?: string; language?: number },
): Promise<Output> {
	const {
		includeDialogue,
		includeTranscript = true,
		subtitleFiles: formats = [],
	} = context.resultOptions;
	const audioUrl = link(result.audio_url);
	const dialogueUrl = link(result.dialogue_url);
	const saveAs = { name, suffix, expect: 'audio' as const };
	const audio = await context.saveLink(audioUrl, saveAs);
	const binary = { [context.field]: audio.binary };
	if (includeDialogue && dialogueUrl) {
		const dialogueSuffix = [suffix, DIALOGUE].filter(Boolean).join('-');
		const dialogue = await context.saveLink(dialogueUrl, { ...saveAs, suffix: dialogueSuffix });
		binary[freeField(DIALOGUE, binary)] = dialogue.binary;
	}
	const isMissing = includeDialogue && !dialogueUrl;
	if (isMissing) context.warn('CAMB.AI returned no dialogue track', name);
	const json = {
		...languageFields(language),
		...(includeTranscript ? transcriptFields(transcriptOf(result.transcript), context) : {}),
		...audio.json,
		...(isMissing ? { missing: [DIALOGUE] } : {}),
		...(wantsLinks(context) ? { audioUrl, ...(dialogueUrl ? { dialogueUrl } : {}) } : {}),
	};
	const about = [name, suffix].filter(Boolean).join('-');
	const files = { formats, saveAs: { name, suffix }, about };
	const transcript = readTranscript({ transcript: result.transcript });
	const subtitles =
		transcript.is === 'transcript' && transcript.text !== ''
			? await withTranscriptFiles({}, transcript, files, context)
			: withoutTranscript(files, context);
	return joinOutputs({ json, binary }, subtitles);
}

function link(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
