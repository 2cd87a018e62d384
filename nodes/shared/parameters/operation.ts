import { choice } from './choice';
import type { Parameter } from './parameter';

/** One thing that a node can do, as n8n lists it under the node's name. */
interface Operation<V> {
	name: string;
	value: V;
	description: string;
	action: string;
}

/** What the node does with an item, which other fields depend on. */
export function operationAmong<V extends string>(
	initial: NoInfer<V>,
	...options: Array<Operation<V>>
): Parameter<V> {
	return choice({
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: initial,
		options,
	});
}
