import type { Lost } from '../errors/explain';

/**
 * What is said when nobody knows whether something was created: a later try would create another.
 *
 * @param what in the singular and in the plural
 * @param other what an agent may ask for instead
 */
export function lostCreation([what, all]: [string, string], other = 'name'): Lost {
	return {
		message: `The ${what} may have been created, but the response of CAMB.AI was lost`,
		advice: `Check your ${all} before you try again.`,
		notAgain(isTool) {
			const first = isTool ? 'in an earlier call with this input' : 'on the first try';
			const again = isTool
				? `call this tool with another ${other}`
				: 'retry this execution manually or start a new one';
			return {
				message: `CAMB.AI may have created the ${what} ${first}, so it was not sent again`,
				description: `Check your ${all}. If it is not among them, ${again}.`,
			};
		},
	};
}

/** What is said of a change that may be made twice: then it is the same. */
export function lostChange(what: string, done: 'changed' | 'deleted'): Lost {
	return {
		message: `The ${what} may have been ${done}, but the response of CAMB.AI was lost`,
		advice: 'It is safe to try again.',
	};
}
