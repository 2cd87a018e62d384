/**
 * Parts of the nodes, and the tests that are about them. A mutant that none of these notices has
 * survived: what other tests would notice by the way does not count, and would take hours.
 */
export const AREAS = [
	{
		name: 'task and http',
		files: [
			'nodes/shared/task/**/*.ts',
			'nodes/shared/http/**/*.ts',
			'nodes/shared/runTaskNode.ts',
		],
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
		files: ['nodes/shared/media/**/*.ts'],
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
		files: ['nodes/shared/kinds/**/*.ts'],
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
			'nodes/shared/fields/**/*.ts',
			'nodes/*/request.ts',
			// Made from the contract.
			'!nodes/shared/fields/languages.ts',
		],
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
