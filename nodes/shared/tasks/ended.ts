import type { INode } from 'n8n-workflow';

import { toErrorJson } from '../errors/nodeErrors';
import type { Output } from './kind';
import type { NodeError } from './planItems';

/** What became of one item. */
export type Ended = { ok: true; outputs: Output[] } | { ok: false; error: NodeError };

/** What the item gives when the workflow goes on: of one that ended badly, why, and its IDs. */
export function outputsOf(end: Ended, { onError }: Pick<INode, 'onError'>): Output[] {
	if (end.ok) return end.outputs;
	return [{ json: toErrorJson(end.error, onError === 'continueErrorOutput') }];
}
