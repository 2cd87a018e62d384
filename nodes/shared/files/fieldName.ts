/** A field of an item that has no file yet, should the user have taken the name for the first one. */
export function freeField(name: string, binary: object): string {
	return name in binary ? `${name}_2` : name;
}
