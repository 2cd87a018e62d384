import { BUDGET, overBudget } from '../../scripts/package/budget.mts';
import { contentFindings } from '../../scripts/package/contents.mts';
import { licenseFindings, licensesOf } from '../../scripts/package/licenses.mts';
import { machinePathsIn } from '../../scripts/package/machinePaths.mts';

const WANTED = ['package.json', 'README.md', 'LICENSE.md', 'CHANGELOG.md'];
const LOADED = ['dist/nodes/CambDub/CambDub.node.js', 'dist/nodes/CambDub/cambDub.dark.svg'];

test('a package holds what n8n loads, README, license and changelog', () => {
	expect(contentFindings([...WANTED, ...LOADED])).toEqual([]);
	for (const lacking of WANTED) {
		const files = [...WANTED, ...LOADED].filter((file) => file !== lacking);
		expect(contentFindings(files)).toEqual([expect.stringContaining(lacking)]);
	}
});

test.each([
	'dist/nodes/CambDub/CambDub.node.d.ts',
	'dist/nodes/CambDub/CambDub.node.js.map',
	'dist/nodes/CambDub/request.test.js',
	'dist/tsconfig.tsbuildinfo',
	'dist/docs/images/dub.png',
	'nodes/CambDub/CambDub.node.ts',
	'.env',
])('a package does not hold %s', (file) => {
	expect(contentFindings([...WANTED, ...LOADED, file])).toEqual([expect.stringContaining(file)]);
});

test('a package over its budget is told by how much', () => {
	expect(overBudget(BUDGET)).toEqual([]);
	const [message, ...more] = overBudget({ ...BUDGET, size: BUDGET.size + 17 });
	expect(message).toContain('17 bytes over');
	expect(more).toEqual([]);
});

test('a tool may have a license of the list, and n8n its own', () => {
	const lock = (licenses: Record<string, string | undefined>) => {
		const names = Object.keys(licenses);
		const packages = names.map((name) => [`node_modules/${name}`, { license: licenses[name] }]);
		const devDependencies = Object.fromEntries(names.map((name) => [name, '1.0.0']));
		return { packages: { '': { devDependencies }, ...Object.fromEntries(packages) } };
	};
	const good = lock({ jest: 'MIT', tsx: 'MIT', 'n8n-core': 'SEE LICENSE IN LICENSE.md' });
	expect(licensesOf(good)).toMatchObject({ MIT: ['jest', 'tsx'] });
	expect(licenseFindings(good)).toEqual([]);
	for (const license of ['AGPL-3.0', 'SEE LICENSE IN LICENSE.md', undefined]) {
		const findings = licenseFindings(lock({ jest: 'MIT', other: license }));
		expect(findings).toEqual([expect.stringContaining('other')]);
	}
});

describe('paths of a machine', () => {
	// Put together here, so that this file has none.
	const path = (...parts: string[]) => `/${parts.join('/')}/x.js`;
	const folders = [`/${['build', 'here'].join('/')}/`];
	const registry = (host: string) => `"resolved": "https://${host}/jest/-/jest-30.0.0.tgz"`;

	test.each([
		path('home', 'ada', 'project'),
		path('Users', 'ada', 'project'),
		path('root', 'project'),
		path('build', 'here', 'project'),
		['C:', 'Users', 'ada', 'x.js'].join('\\'),
		['C:', 'Users', 'ada', 'x.js'].join('\\\\'),
		registry('packages.example.com'),
	])('%s is found', (text) => {
		expect(machinePathsIn(`//# sourceURL=${text}`, folders)).toHaveLength(1);
	});

	test.each([
		path('home', 'node', '.n8n'),
		`http://localhost:5678${path('home', 'workflows')}`,
		path('usr', 'local', 'lib'),
		registry('registry.npmjs.org'),
	])('%s is none', (text) => {
		expect(machinePathsIn(`see ${text}`, folders)).toEqual([]);
	});
});
