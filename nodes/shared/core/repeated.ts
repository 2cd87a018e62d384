/** The first of the values whose key an earlier one has. */
export function repeatedIn<T>(values: T[], keyOf: (value: T) => unknown): T | undefined {
	const keys = values.map(keyOf);
	return values.find((_, at) => keys.indexOf(keys[at]) !== at);
}
