import { mediaUrl } from './mediaUrl';

/** A link to what is dubbed (contract: DubRequest, ProjectSetupRequest). */
export const dubMedia = mediaUrl({
	displayName: 'Media URL',
	name: 'mediaUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://www.youtube.com/watch?v=…',
	description:
		'A link to a YouTube video, to a public Google Drive file, or directly to an MP4, MOV, MXF, MP3, FLAC, WAV or AAC file',
	hint: 'CAMB.AI downloads the file itself, so the link must open without logging in',
});
