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

const NO_TASK = 'It has no task and no result.';
const BY_WORKSPACE: [string, string] = ['What the Workspace node did', NO_TASK];

/** What items and errors may be about that has no task: what it is, and what to do instead. */
const UNFETCHED = new Map<string, [what: string, advice: string]>([
	[streamedSpeech.name, ['Speech that was made in the response', NOT_KEPT]],
	[streamedTranslation.name, ['A translation that was made in the response', NOT_KEPT]],
	[voiceClone.name, ['A cloned voice', 'It has no task. The Voice node gets it by its voice ID.']],
	[voiceDeletion.name, ['The deletion of a voice', NO_TASK]],
	[folderCreation.name, BY_WORKSPACE],
	[dictionaryCreation.name, BY_WORKSPACE],
	[dictionaryDeletion.name, BY_WORKSPACE],
	[termCreation.name, BY_WORKSPACE],
	[termUpdate.name, BY_WORKSPACE],
	[termDeletion.name, BY_WORKSPACE],
]);

/** Throws for a kind that has no task to fetch. */
export function refuseUnfetched(kind: string, { refuse }: About) {
	const unfetched = UNFETCHED.get(kind.trim().toLowerCase());
	if (!unfetched) return;
	const [what, advice] = unfetched;
	throw refuse(`${what} can't be fetched again`, advice);
}
