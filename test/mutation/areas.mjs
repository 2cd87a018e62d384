/**
 * @typedef {object} Area
 * @property {string} name
 * @property {string[]} files what is changed
 * @property {RegExp} owns the paths of these files begin like this
 * @property {string[]} tests
 */

/**
 * Parts of the nodes, and the tests that are about them. A mutant that none of these notices has
 * survived: what other tests would notice by the way does not count, and would take hours.
 *
 * @type {Area[]}
 */
export const AREAS = [
	{
		name: 'task and http',
		files: ['nodes/shared/{task,http}/*.ts', 'nodes/shared/*.ts'],
		owns: /^nodes\/shared\/(task|http|\w+\.ts)/,
		tests: [
			'unit/*',
			'property/*',
			'engine/credential',
			'engine/faults',
			'engine/fetchFaults',
			'engine/fetchResult',
			'engine/paidTasks',
			'engine/retry',
			'engine/rules',
			'engine/textToSpeech',
		],
	},
	{
		name: 'media',
		files: ['nodes/shared/media/*.ts'],
		owns: /^nodes\/shared\/media/,
		tests: [
			'unit/*',
			'property/hostile',
			'engine/brokenUpload',
			'engine/dubFetch',
			'engine/faults',
			'engine/paidTasks',
			'engine/story',
			'engine/textToSpeech',
			'engine/transcribe',
			'engine/upload',
		],
	},
	{
		name: 'kinds',
		files: ['nodes/shared/kinds/*.ts'],
		owns: /^nodes\/shared\/kinds/,
		tests: [
			'unit/*',
			'engine/dub*',
			'engine/fetchFaults',
			'engine/fetchResult',
			'engine/story*',
			'engine/streamedSpeech',
			'engine/textTo*',
			'engine/transcribe',
			'engine/translated*',
		],
	},
	{
		name: 'fields and requests',
		files: [
			'nodes/shared/fields/*.ts',
			'nodes/*/request.ts',
			// Made from the contract.
			'!nodes/shared/fields/languages.ts',
		],
		owns: /^nodes\/(shared\/fields|Camb\w+\/request)/,
		tests: [
			'unit/*',
			'engine/booleans',
			'engine/dubLanguages',
			'engine/dubRequest',
			'engine/lists',
			'engine/story*',
			'engine/streamedSpeechInput',
			'engine/textTo*',
			'engine/transcribe*',
			'engine/translatedSpeech',
		],
	},
];
