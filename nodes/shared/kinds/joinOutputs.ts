import { freeField } from '../files/fieldName';
import type { Output } from '../tasks/kind';

/** An item with the files of two, and what is missing of either. Where both say something, `main` counts. */
export function joinOutputs(main: Output, more: Output): Output {
	const missing = [main, more].flatMap(({ json }) => (json.missing ?? []) as string[]);
	const binary = { ...main.binary };
	for (const [field, file] of Object.entries(more.binary ?? {})) {
		binary[freeField(field, binary)] = file;
	}
	return {
		json: { ...more.json, ...main.json, ...(missing.length > 0 ? { missing } : {}) },
		...(Object.keys(binary).length > 0 ? { binary } : {}),
	};
}
