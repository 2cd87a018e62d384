/** What package.json says that a release needs. */
export interface Manifest {
	version: string;
	/** Its address begins with git+https and ends with .git. */
	repository: { url: string };
}

export interface Release {
	/** The name under which npm gives it out: "latest" to everyone, "beta" to who asks for it. */
	distTag: 'latest' | 'beta';
	/** What the changelog says of this version, in Markdown. */
	notes: string;
}

/** https://semver.org/#backusnaur-form-grammar-for-valid-semver-versions, without build metadata */
const VERSION = /^\d+\.\d+\.\d+(?<prerelease>-[\da-z-]+(\.[\da-z-]+)*)?$/i;

/**
 * What to publish for a tag. Throws unless the tag, the version in package.json and a dated heading
 * of the changelog are the same, with something written under the heading.
 */
export function releaseOf(tag: string, manifest: Manifest, changelog: string): Release {
	const form = VERSION.exec(tag);
	if (!form) throw new Error(`The tag ${tag} is no version such as 1.2.3 or 1.2.3-beta.1.`);
	if (tag !== manifest.version) {
		throw new Error(`The tag is ${tag}, and the version in package.json ${manifest.version}.`);
	}
	return {
		distTag: form.groups?.prerelease ? 'beta' : 'latest',
		notes: withWholeLinks(sectionOf(changelog, tag), manifest, tag),
	};
}

/** What stands under the heading of a version, up to the next one. */
function sectionOf(changelog: string, version: string): string {
	const sections = changelog.split(/^## /m).slice(1);
	const section = sections.find((text) => text.startsWith(`[${version}]`));
	if (section === undefined)
		throw new Error(`CHANGELOG.md has no heading "## [${version}] - date".`);
	const [heading, ...lines] = section.split('\n');
	if (!/^\[[^\]]+\] - \d{4}-\d{2}-\d{2}$/.test(heading.trimEnd())) {
		throw new Error(`The heading "## ${heading}" of CHANGELOG.md lacks a date such as 2027-01-31.`);
	}
	const notes = lines.join('\n').trim();
	if (notes === '') throw new Error(`CHANGELOG.md says nothing of version ${version}.`);
	return notes;
}

/** Links to files of the repository lead nowhere from the page of a release: they get its address. */
function withWholeLinks(text: string, { repository }: Manifest, tag: string): string {
	const address = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
	return text.replace(/\]\((?![a-z]+:|#)(?:\.\/)?/gi, `](${address}/blob/${tag}/`);
}
