import type { NodeError } from './planItems';
import type { Output } from './kind';

/** What became of one item. */
export type Ended = { ok: true; outputs: Output[] } | { ok: false; error: NodeError };
