import { streamedSpeech } from '../shared/kinds/speech/streamedSpeech';
import { streamedTranslation } from '../shared/kinds/translation/streamedTranslation';
import { voiceClone } from '../shared/kinds/voice/voiceClone';
import { voiceDeletion } from '../shared/kinds/voice/voiceDeletion';
import { dictionaryCreation } from '../shared/kinds/workspace/dictionaryCreation';
import { dictionaryDeletion } from '../shared/kinds/workspace/dictionaryDeletion';
import { folderCreation } from '../shared/kinds/workspace/folderCreation';
import { termCreation, termDeletion, termUpdate } from '../shared/kinds/workspace/terms';
import type { About } from '../shared/parameters/value';

const NOT_KEPT =
	'CAMB.AI does not keep what it sends in the response. Use the item that the node gave, or make it again As a Task.';

/** What items and errors may be about that has no task: what it is, and what to do instead. */
const UNFETCHED: Record<string, [what: string, advice: string]> = {
	[streamedSpeech.name]: ['Speech that was made in the response', NOT_KEPT],
	[streamedTranslation.name]: ['A translation that was made in the response', NOT_KEPT],
	[voiceClone.name]: ['A cloned voice', 'It has no task. The Voice node gets it by its voice ID.'],
	...Object.fromEntries(
		[
			folderCreation,
			dictionaryCreation,
			dictionaryDeletion,
			termCreation,
			termUpdate,
			termDeletion,
		].map(({ name }) => [name, ['What the Workspace node did', 'It has no task and no result.']]),
	),
	[voiceDeletion.name]: ['The deletion of a voice', 'It has no task and no result.'],
};

/** Throws for a kind that has no task to fetch. */
export function refuseUnfetched(kind: string, { refuse }: About) {
	const unfetched = new Map(Object.entries(UNFETCHED)).get(kind.trim().toLowerCase());
	if (!unfetched) return;
	const [what, advice] = unfetched;
	throw refuse(`${what} can't be fetched again`, advice);
}
