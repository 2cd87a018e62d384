import { boolean } from './boolean';
import type { Parameter } from './parameter';

/**
 * A switch without which nothing is deleted.
 *
 * @param description what the switch allows
 * @param what is deleted, as a sentence begins: `A deleted voice`
 */
export function confirmDeletion(description: string, what: string): Parameter<true> {
	const { field, read } = boolean({
		displayName: 'Confirm Deletion',
		name: 'confirmDeletion',
		type: 'boolean',
		default: false,
		description,
	});
	return {
		field,
		read(from) {
			if (read(from) === true) return true;
			throw from.refuse(
				'The deletion is not confirmed',
				`Turn on Confirm Deletion. ${what} cannot be brought back.`,
			);
		},
	};
}
