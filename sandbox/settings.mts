/** What a task makes, in CAMB.AI's words. */
const KINDS = [
	'text-to-speech',
	'translated-speech',
	'translation',
	'transcription',
	'subtitles',
	'dub',
	'dub-export',
	'story',
	'translated-story',
	'text-to-sound',
	'separation',
	'voice-design',
	'project-setup',
] as const;
export type Kind = (typeof KINDS)[number];

/** Seconds from submit to end, on the account's clock. */
const DEFAULT_TASK_SECONDS: Record<Kind, number> = {
	'text-to-speech': 2,
	'translated-speech': 2,
	translation: 1,
	transcription: 3,
	subtitles: 3,
	dub: 5,
	'dub-export': 2,
	story: 5,
	'translated-story': 3,
	'text-to-sound': 2,
	separation: 3,
	'voice-design': 3,
	'project-setup': 5,
};

/** Where the link to a converted dub is; `nested` is a url in an object inside. */
const EXPORT_LINKS = [
	'output_url',
	'audio_url',
	'result_url',
	'url',
	'download_url',
	'nested',
] as const;
/** The label of the first speaker in a transcript. */
const SPEAKERS = ['SPEAKER_00', 'SPEAKER_0', 'Speaker 1'] as const;

/** How one account behaves. README.md explains each. */
export interface Settings {
	speed: number;
	taskSeconds: number | Partial<Record<Kind, number>>;
	/** A plan that allows so many tasks at once: more creates are answered 429. */
	tasksAtOnce: number | null;
	/** The audio of results has this many bytes, as a WAV that is made while it is sent. */
	resultBytes: number | null;
	transcription: 'object' | 'array' | 'text' | 'link';
	exportText: 'raw' | 'object';
	dub: 'auto' | 'old';
	dubKeys: 'id' | 'tag';
	speechFormat: 'flac' | 'wav';
	soundFormat: 'wav' | 'flac' | 'mp3';
	linkName: 'output_url' | 'file_url';
	bulkLinks: 'object' | 'text';
	unknownBulk: 'refuse' | 'omit';
	runId: 'integer' | 'text';
	statusForm: 'object' | 'text';
	createForm: 'id' | 'status';
	exportLink: (typeof EXPORT_LINKS)[number];
	speakers: (typeof SPEAKERS)[number];
	folders: 'current' | 'old';
	files: 'on' | 'off';
	/** The origin to download linked media from, in place of the link's own; none is downloaded if null. */
	downloadFrom: string | null;
	/** What the PUT of an upload is answered. */
	uploadStatus: 200 | 201 | 204;
	/** Texts under 6 characters on /tts-stream. */
	shortSpeech: 'taken' | 'refused';
	/** What the refusal of a locale on /tts-stream points at. */
	localeLoc: 'field' | 'body';
	story: 'task' | 'setup';
	voices: 'list' | 'wrapped';
}

export const DEFAULT_SETTINGS: Settings = {
	speed: 1,
	taskSeconds: {},
	tasksAtOnce: null,
	resultBytes: null,
	transcription: 'object',
	exportText: 'raw',
	dub: 'auto',
	dubKeys: 'id',
	speechFormat: 'flac',
	soundFormat: 'wav',
	linkName: 'output_url',
	bulkLinks: 'object',
	unknownBulk: 'refuse',
	runId: 'integer',
	statusForm: 'object',
	createForm: 'id',
	exportLink: 'output_url',
	speakers: 'SPEAKER_00',
	folders: 'current',
	files: 'on',
	downloadFrom: null,
	uploadStatus: 200,
	shortSpeech: 'taken',
	localeLoc: 'field',
	story: 'task',
	voices: 'list',
};

const seconds = { type: 'number', minimum: 0 };

/** JSON Schema of what the admin API takes. */
export const settingsSchema = {
	type: 'object',
	additionalProperties: false,
	properties: {
		speed: { type: 'number', exclusiveMinimum: 0 },
		taskSeconds: {
			anyOf: [
				seconds,
				{
					type: 'object',
					additionalProperties: false,
					properties: Object.fromEntries(KINDS.map((kind) => [kind, seconds])),
				},
			],
		},
		tasksAtOnce: { type: ['integer', 'null'], minimum: 1 },
		resultBytes: { type: ['integer', 'null'], minimum: 44 },
		transcription: { enum: ['object', 'array', 'text', 'link'] },
		exportText: { enum: ['raw', 'object'] },
		dub: { enum: ['auto', 'old'] },
		dubKeys: { enum: ['id', 'tag'] },
		speechFormat: { enum: ['flac', 'wav'] },
		soundFormat: { enum: ['wav', 'flac', 'mp3'] },
		linkName: { enum: ['output_url', 'file_url'] },
		bulkLinks: { enum: ['object', 'text'] },
		unknownBulk: { enum: ['refuse', 'omit'] },
		runId: { enum: ['integer', 'text'] },
		statusForm: { enum: ['object', 'text'] },
		createForm: { enum: ['id', 'status'] },
		exportLink: { enum: EXPORT_LINKS },
		speakers: { enum: SPEAKERS },
		folders: { enum: ['current', 'old'] },
		files: { enum: ['on', 'off'] },
		downloadFrom: { type: ['string', 'null'], format: 'uri' },
		uploadStatus: { enum: [200, 201, 204] },
		shortSpeech: { enum: ['taken', 'refused'] },
		localeLoc: { enum: ['field', 'body'] },
		story: { enum: ['task', 'setup'] },
		voices: { enum: ['list', 'wrapped'] },
	},
};

/** How long a task of this kind takes, in seconds on the account's clock. */
export function secondsFor(kind: Kind, taskSeconds: Settings['taskSeconds']): number {
	if (typeof taskSeconds === 'number') return taskSeconds;
	return taskSeconds[kind] ?? DEFAULT_TASK_SECONDS[kind];
}
