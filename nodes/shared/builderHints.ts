import type { IBuilderHint, IRelatedNode } from 'n8n-workflow';

/*
 * What n8n's AI workflow builder is told of a node besides its description. An n8n without that
 * builder leaves it unread.
 */

/** The nodes that submit tasks, whose results Fetch Result gets. */
const TASK_NODES = [
	'cambDub',
	'cambSeparateAudio',
	'cambStory',
	'cambSubtitles',
	'cambTextToSound',
	'cambTextToSpeech',
	'cambTranscribe',
	'cambTranslate',
	'cambVoice',
	'cambWorkspace',
];

const FETCH_RESULT = related(
	'cambFetchResult',
	'Gets the result of a task later, when waitForCompletion is off or the wait was over too soon',
);

/** Another node of this package, and what it is for. */
export function related(name: string, relationHint: string): IRelatedNode {
	return { nodeType: `n8n-nodes-camb.${name}`, relationHint };
}

/** For a node that submits tasks: what it takes and gives, and what goes with it. */
export function taskNodeHint(takesAndGives: string, ...others: IRelatedNode[]): IBuilderHint {
	return {
		searchHint: `${takesAndGives} The node waits for its task itself: add no Wait node and no loop around it.`,
		relatedNodes: [FETCH_RESULT, ...others],
	};
}

export const fetchResultHint: IBuilderHint = {
	searchHint:
		'Takes items of the other CAMB.AI nodes as they are, because they have kind and taskId. For waits of hours set whenStillRunning to "branch", and connect output 1 (Still Running) to a Wait node and that back to this node.',
	relatedNodes: TASK_NODES.map((name) =>
		related(name, 'Submits a task whose result this node gets, with waitForCompletion off'),
	),
};
