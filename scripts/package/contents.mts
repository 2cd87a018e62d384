/** What n8n loads and what a reader looks for. No sources, types, maps, tests or pictures of docs. */
const ALLOWED =
	/^(dist\/(credentials|nodes)\/.+(?<!\.test)\.(js|json|svg)|package\.json|README\.md|LICENSE\.md|CHANGELOG\.md)$/;
const REQUIRED = ['package.json', 'README.md', 'LICENSE.md', 'CHANGELOG.md'];

/** What is in the package and should not be, and what should be and is not. */
export function contentFindings(files: string[]): string[] {
	return [
		...files
			.filter((file) => !ALLOWED.test(file))
			.map((file) => `${file} does not belong in the package`),
		...REQUIRED.filter((file) => !files.includes(file)).map(
			(file) => `${file} is not in the package`,
		),
	];
}
