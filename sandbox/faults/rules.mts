import type { Step } from '../requestLog.mts';
import type { Fault, FaultRule } from './types.mts';

/** What a rule is compared with. `texts`: the submits that the request is, or is about. */
export interface FaultTarget {
	step: Step;
	operationId: string | null;
	texts: string[];
	path: string;
}

const ONLY_AT: Partial<Record<Fault['type'], Step>> = {
	task: 'submit',
	'no-task-id': 'submit',
	'status-word': 'poll',
};

function matches(
	{ step, operation, contains, path, fault }: FaultRule,
	target: FaultTarget,
): boolean {
	const wantedStep = ONLY_AT[fault.type] ?? step;
	if (wantedStep !== undefined && wantedStep !== target.step) return false;
	if (path !== undefined && !target.path.includes(path)) return false;
	if (operation !== undefined && operation !== target.operationId) return false;
	return contains === undefined || target.texts.some((text) => text.includes(contains));
}

/**
 * Takes the fault that is due for a request, if any, and counts it down in `rules`.
 * The first matching rule whose `skip` is used up wins; used-up rules are removed.
 */
export function takeFault(rules: FaultRule[], target: FaultTarget): Fault | undefined {
	for (const [index, rule] of rules.entries()) {
		if (!matches(rule, target)) continue;
		if (rule.skip) {
			rule.skip -= 1;
			continue;
		}
		const times = rule.times ?? 1;
		if (times === 1) rules.splice(index, 1);
		else if (times !== 'forever') rule.times = times - 1;
		return rule.fault;
	}
	return undefined;
}
