import { mediaUrl } from './mediaUrl';

/** What is dubbed: CAMB.AI gets it by a link (contract: DubRequest, ProjectSetupRequest). */
export const dubMedia = mediaUrl({
	displayName: 'Media URL',
	name: 'mediaUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://www.youtube.com/watch?v=…',
	description:
		'A link to a YouTube video, to a public Google Drive file, or directly to an MP4, MOV, MXF, MP3, FLAC, WAV or AAC file',
	hint: 'CAMB.AI downloads the file itself, so the link must open without logging in. To dub a file of your workflow, upload it first, for example to S3, and use its link.',
});
