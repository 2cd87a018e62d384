import { readFileSync } from 'node:fs';
import { releaseOf } from '../../scripts/release/release.mts';

const repository = { url: 'git+https://github.com/someone/nodes.git' };

const release = (tag: string, changelog: string, version = tag) =>
	releaseOf(tag, { version, repository }, changelog);

const CHANGELOG = `# Changelog

## [Unreleased]

- Later.

## [1.2.0] - 2027-03-01

### Added

- **Dub**: [more](docs/nodes/dub.md#more), as [elsewhere](https://example.com/a.md), [here](#added).

### Fixed

- A thing.

## [1.2.0-beta.1] - 2027-02-01

- Tried first.

## [1.1.0] - 2027-01-01

## [1.0.0]

- First.
`;

test('the notes are the part of the version alone, with links that lead somewhere', () => {
	expect(release('1.2.0', CHANGELOG)).toEqual({
		distTag: 'latest',
		notes: `### Added

- **Dub**: [more](https://github.com/someone/nodes/blob/1.2.0/docs/nodes/dub.md#more), as [elsewhere](https://example.com/a.md), [here](#added).

### Fixed

- A thing.`,
	});
});

test('a prerelease goes to beta, with a part of its own', () => {
	expect(release('1.2.0-beta.1', CHANGELOG)).toEqual({ distTag: 'beta', notes: '- Tried first.' });
});

test.each([
	['a tag that is no version', 'v1.2.0', 'v1.2.0'],
	['a tag that is only the beginning of a version', '1.2', '1.2'],
	['a tag that is another version than the package', '1.2.0', '1.1.0'],
	['a version that the changelog does not have', '1.3.0', '1.3.0'],
	['a prerelease of a version that it has', '1.2.0-beta.2', '1.2.0-beta.2'],
	['a version with nothing under its heading', '1.1.0', '1.1.0'],
	['a heading without a date', '1.0.0', '1.0.0'],
])('%s is refused', (_, tag, version) => {
	expect(() => release(tag, CHANGELOG, version)).toThrow(tag);
});

test('the changelog of the project has the form that a release needs', () => {
	const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
	const changelog = readFileSync('CHANGELOG.md', 'utf8');
	const released = changelog.includes(`## [${version}]`)
		? changelog
		: changelog.replace('## [Unreleased]', `## [${version}] - 2027-01-31`);
	expect(release(version, released).notes).toMatch(/^### \w+\n/);
});
