import type { Readable } from '../http/body';
import type { FormPart } from '../kinds/kind';

/** A file of an input item that can be opened as often as needed. */
export interface FileSource {
	fileName: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	open(): Promise<Readable>;
}

/**
 * A file whose bytes are read only while they are sent: n8n's request helper turns a FormData into
 * a stream by asking each part for its size and stream.
 */
class StreamedFile extends File {
	constructor(private readonly source: FileSource) {
		super([], source.fileName, { type: source.mimeType });
		Object.defineProperty(this, 'size', { value: source.size });
	}

	override stream(): ReturnType<File['stream']> {
		return readAll(this.source) as unknown as ReturnType<File['stream']>;
	}
}

async function* readAll(source: FileSource): AsyncGenerator<Uint8Array> {
	yield* (await source.open()) as AsyncIterable<Uint8Array>;
}

/** The form as multipart data. Make it anew for each try. */
export function toFormData(parts: FormPart[]): FormData {
	const form = new FormData();
	for (const part of parts) {
		// A third argument would copy the file and read it whole.
		if ('file' in part) form.append(part.name, new StreamedFile(part.file));
		else form.append(part.name, part.value);
	}
	return form;
}
