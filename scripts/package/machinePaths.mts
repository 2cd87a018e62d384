/** Home folders, as they are on Linux, macOS and Windows; a Docker image of Node.js has /home/node. */
const HOMES =
	/(?<![\w.}])(?:\/home\/(?!node\b)|\/Users\/|[A-Z]:\\{1,2}Users\\{1,2})[\w.-]+[/\\]|\/root\//;
/** npm's lock file may name where it got a package: a private registry is nobody else's business. */
const OTHER_REGISTRY = /"resolved": "https?:\/\/(?!registry\.npmjs\.org\/)[\w.-]+/;

/**
 * What a file tells about the machine that it was made on.
 *
 * @param folders of this machine, each ending with a slash
 */
export function machinePathsIn(text: string, folders: string[]): string[] {
	const patterns = [HOMES.exec(text)?.[0], OTHER_REGISTRY.exec(text)?.[0]];
	const found = [...patterns, ...folders.filter((folder) => text.includes(folder))];
	return [...new Set(found.filter((part) => part !== undefined))];
}
