/** What a lock file of npm says of a package, as far as it matters here. */
interface LockedPackage {
	license?: string;
	devDependencies?: Record<string, string>;
}

export interface LockFile {
	packages: Record<string, LockedPackage>;
}

const ALLOWED = ['MIT', 'ISC', 'Apache-2.0'];
/** n8n's own packages have its Sustainable Use License, for which npm knows no name. */
const OF_N8N = /^(n8n-|@n8n\/)/;

/** The licenses of the packages that we build and test with, each with their names. */
export function licensesOf({ packages }: LockFile): Record<string, string[]> {
	const licenses: Record<string, string[]> = {};
	for (const name of Object.keys(packages[''].devDependencies ?? {})) {
		const license = packages[`node_modules/${name}`]?.license ?? 'none';
		(licenses[license] ??= []).push(name);
	}
	return licenses;
}

export function licenseFindings(lock: LockFile): string[] {
	return Object.entries(licensesOf(lock))
		.filter(([license]) => !ALLOWED.includes(license))
		.flatMap(([license, names]) =>
			names
				.filter((name) => !OF_N8N.test(name))
				.map((name) => `${name} has a license that is not on the list: ${license}`),
		);
}
