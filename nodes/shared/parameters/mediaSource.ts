import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { uploadFile } from '../files/fileUpload';
import { readInputFile } from '../files/inputFile';
import { signedLink } from '../files/signedLink';
import type { FileSource } from '../files/upload';
import type { ReferencedFile } from '../tasks/createRequest';
import { choice } from './choice';
import { inputDataField } from './inputDataField';
import type { ItemParameters, Parameter } from './parameter';
import { shownWhen } from './shownWhen';

/** What CAMB.AI dubs, and makes subtitles for (contract notes, b). */
const FORMATS = ['mp4', 'mov', 'mxf', 'mp3', 'wav', 'flac', 'aac'];
/** CAMB.AI may download a file late, and n8n's queue may take its time before, in ms. */
const DAY_MS = 86_400_000;

const source = choice({
	displayName: 'Source',
	name: 'source',
	type: 'options',
	default: 'url',
	options: [
		{ name: 'Link', value: 'url', description: 'A link that opens without logging in' },
		{
			name: 'File From the Workflow',
			value: 'binary',
			description: 'A file from the input item',
		},
	],
	description: 'Where the video or audio comes from',
});

const fileTransfer = choice({
	displayName: 'How CAMB.AI Gets the File',
	name: 'fileTransfer',
	type: 'options',
	default: 'link',
	options: [
		{
			name: 'Link to This Instance',
			value: 'link',
			description:
				'CAMB.AI downloads it from this n8n, which must be reachable from the internet. The link opens this one file for Max Wait and a day.',
		},
		{
			name: 'Upload',
			value: 'upload',
			description: 'The file is sent to CAMB.AI, which turns on uploads for some accounts only',
		},
	],
	description: 'How the file gets from n8n to CAMB.AI',
});

interface Names {
	/** The link that the user gives. */
	link: Parameter<string>;
	/** What the API calls a link. */
	linkField: string;
	/** What it calls the ID of an upload, where it takes one. */
	uploadField?: string;
}

/** The media of a request that names it: by a link of the user's, or as a file of the input item. */
export function mediaSource({ link, linkField, uploadField }: Names) {
	const transfer = uploadField === undefined ? [] : [fileTransfer.field];
	return {
		fields: [
			source.field,
			...shownWhen({ source: ['url'] }, link.field),
			...shownWhen(
				{ source: ['binary'] },
				inputDataField(
					'The name of the input field containing the video or audio: MP4, MOV, MXF, MP3, WAV, FLAC or AAC',
				),
				...transfer,
			),
		],
		/** What of it stands in the request, and the file if it is one. Throws for bad input. */
		async read(
			context: IExecuteFunctions,
			item: number,
			from: ItemParameters,
		): Promise<{ json: IDataObject; file?: ReferencedFile }> {
			if (source.read(from) === 'url') return { json: { [linkField]: link.read(from) } };
			const isUpload = uploadField !== undefined && fileTransfer.read(from) === 'upload';
			const file = await readInputFile(context, item, 'inputDataField', FORMATS);
			if (isUpload) return { json: {}, file: byUpload(file, uploadField) };
			const otherWay =
				uploadField === undefined
					? 'Or upload the file first, for example to S3, and use its link.'
					: 'Or choose Upload in How CAMB.AI Gets the File.';
			return { json: {}, file: byLink(context, file, linkField, otherWay) };
		},
	};
}

function byUpload(file: FileSource, field: string): ReferencedFile {
	return {
		source: file,
		async refer(client, { signal, maxWaitMs }) {
			const waitsUntil = client.clock.now() + maxWaitMs;
			return { [field]: await uploadFile(client, file, { signal, waitsUntil }) };
		},
	};
}

function byLink(
	context: IExecuteFunctions,
	file: FileSource,
	field: string,
	otherWay: string,
): ReferencedFile {
	const link = (lifeMs: number) => signedLink(context, file, lifeMs, otherWay);
	// If there is none, that is told before anything is sent for other items.
	link(DAY_MS);
	return {
		source: file,
		refer: async (_client, { maxWaitMs }) => ({ [field]: link(maxWaitMs + DAY_MS) }),
	};
}
