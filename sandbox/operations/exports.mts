import { mediaFromBuffer } from '../media/media.mts';
import { exportSegments, type ExportFormat, type Segment } from '../transcripts.mts';
import type { Task } from '../tasks.mts';
import type { Call } from './call.mts';

/** A link to a text, in the form that docs pages show (FileUrl in the contract). */
export function textLink(call: Call, run: Task, name: string, text: string) {
	const [extension = 'txt'] = name.split('.').slice(-1);
	const source = () => mediaFromBuffer(Buffer.from(text), extension);
	const link = call.links.to(call.account, `${run.runId}/${name}`, source, run);
	return { file_url: link, expiry: call.links.expiry() };
}

/**
 * A transcript as srt, vtt or txt: a link with data_type=file, else the text, bare or in
 * `{transcript}` (notes, a3).
 */
export function exported(
	call: Call,
	run: Task,
	name: string,
	segments: Segment[],
	form: 'raw' | 'object' = call.account.settings.exportText,
): unknown {
	const format = (call.query.format_type ?? 'txt') as ExportFormat;
	const text = exportSegments(segments, format);
	if (call.query.data_type === 'file') return textLink(call, run, `${name}.${format}`, text);
	if (form === 'object') return { transcript: text };
	call.reply.type('text/plain; charset=utf-8');
	return text;
}
