import type { INodeProperties } from 'n8n-workflow';

import type { Parameter } from './parameter';
import { optional, parameter } from './parameter';
import { shown } from './value';

const BOOLEANS = new Map([
	['true', true],
	['1', true],
	['false', false],
	['0', false],
]);

/** A boolean, by expression too: `true`, `"False"`, `1`. Undefined when nothing is set. */
export function boolean(field: INodeProperties): Parameter<boolean | undefined> {
	return optional(
		parameter(field, (text, { label, refuse }) => {
			const value = BOOLEANS.get(text.trim().toLowerCase());
			if (value !== undefined) return value;
			throw refuse(
				`${label} ${shown(text)} is not recognized`,
				'Turn it on or off, or give true or false by expression.',
			);
		}),
	);
}
