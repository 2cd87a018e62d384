import axios from 'axios';
import type { Readable } from 'node:stream';

import { describeFile, receiveFile } from '../forms.mts';
import type { Ending } from '../tasks.mts';
import type { Call } from './call.mts';

/** What became of the media that a request names. */
export interface Source {
	/** The media that came. */
	file?: ReturnType<typeof describeFile>;
	/** How the task ends, where none came. */
	ending?: Ending;
}

const UNREACHABLE = { status: 'ERROR', exceptionReason: 'ERROR_DOWNLOADING_SOURCE' };

/** The media behind a link. It is downloaded only where the account says from which origin. */
export async function sourceOf(call: Call, link: string): Promise<Source> {
	const { downloadFrom } = call.account.settings;
	if (downloadFrom === null) return {};
	const { pathname, search } = new URL(link);
	try {
		const { data, headers } = await axios.get<Readable>(downloadFrom + pathname + search, {
			responseType: 'stream',
			proxy: false,
		});
		const name = /filename="([^"]*)"/.exec(String(headers['content-disposition']))?.[1] ?? '';
		const file = await receiveFile(data, decodeURIComponent(name), String(headers['content-type']));
		call.log.source = describeFile(file);
		return { file: call.log.source };
	} catch (error) {
		const { message } = error as Error;
		return { ending: { ...UNREACHABLE, message } };
	}
}

/** The media that was uploaded before. */
export function uploadOf(call: Call, fileId: unknown): Source {
	call.log.source = call.account.uploads.get(String(fileId));
	return { file: call.log.source };
}
