import type { NodeHint } from 'n8n-workflow';

/** What n8n's editor says of items that have no result yet. */
export const SUBMITTED_HINT: NodeHint = {
	message:
		'Wait for Completion is off, so these items have a task ID and no result yet. Pass them to the CAMB.AI Fetch Result node to get it.',
	displayCondition: '={{ $parameter["waitForCompletion"] === false }}',
	whenToDisplay: 'afterExecution',
	location: 'outputPane',
};

/**
 * Shown when a voice is listed under another language than that of the text. Both must be chosen
 * from their lists: then the form has the name that the list showed, and with a voice that is its
 * language too (methods/lists.ts), so nobody is asked for it. n8n gives expressions no more than the
 * value of such a field, unless they ask for all parameters at once (n8n 1.117 to 2.41,
 * workflow-data-proxy.js).
 *
 * @param voice the name of the field with the voice
 * @param when an expression that must be true besides
 */
export function otherLanguageHint(voice: string, when = 'true'): NodeHint {
	const nameIn = (field: string) => `String($parameter.toJSON().${field}?.cachedResultName ?? "")`;
	const ofVoice = `(${nameIn(voice)}.match(/, (?:fe)?male, ([^(]+)/)?.[1] ?? "").trim()`;
	const ofText = `${nameIn('language')}.split("(")[0].trim()`;
	return {
		message:
			'The chosen voice is listed under another language than the text, so it may speak with an accent. The list of voices can be searched by language.',
		displayCondition: `={{ ${when} && ${ofVoice} !== "" && ${ofText} !== "" && ${ofVoice} !== ${ofText} }}`,
		location: 'outputPane',
	};
}
