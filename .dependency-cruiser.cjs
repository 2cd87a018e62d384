/**
 * The rooms of nodes/shared/, from the bottom up: each imports only rooms below it, types included.
 * `npm run check:arrows` checks it; CONTRIBUTING.md says what is in each room.
 */
const ROOMS = [
	'core',
	'camb',
	'http',
	'errors',
	'files',
	'tasks',
	'parameters',
	'kinds',
	'methods',
];
const room = (name) => `^nodes/shared/${name}/`;

const upward = ROOMS.map((name, index) => ({
	name: `${name} imports only what is below it`,
	severity: 'error',
	from: { path: room(name) },
	to: {
		path: '^nodes/',
		pathNot: ROOMS.slice(0, index + 1).map(room),
	},
}));

module.exports = {
	forbidden: [
		...upward,
		{
			name: 'core and camb import nothing of ours',
			severity: 'error',
			from: { path: '^nodes/shared/(core|camb)/' },
			to: { path: '^nodes/', pathNot: '^nodes/shared/$1/' },
		},
		{
			name: 'nodes do not know each other',
			severity: 'error',
			from: { path: '^nodes/(Camb[^/]+)/' },
			to: { path: '^nodes/Camb', pathNot: '^nodes/$1/' },
		},
		{
			name: 'shared code knows no node',
			severity: 'error',
			from: { path: '^nodes/shared/' },
			to: { path: '^nodes/Camb' },
		},
		{ name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		includeOnly: '^nodes/',
	},
};
