/** The bytes of a file, from its beginning. A stream that holds something open has `destroy`. */
export interface Bytes extends AsyncIterable<Uint8Array> {
	destroy?(): unknown;
}

/** A file of an input item that can be opened as often as needed. */
export interface FileSource {
	fileName: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	/** Where n8n's store has it; not set for a file that the item itself holds. */
	id?: string;
	/** What tells it from another file of the same name and size, if that is known. */
	digest?: string;
	open(): Promise<Bytes>;
}

/** A field of a form. */
export type FormPart = { name: string } & ({ value: string } | { file: FileSource });

/** A text field for each value that is set; a list is sent as repeated fields. */
export function textParts(values: Record<string, Value | Value[] | undefined>): FormPart[] {
	return Object.entries(values).flatMap(([name, value]) =>
		[value ?? []].flat().map((each) => ({ name, value: String(each) })),
	);
}

type Value = string | number | boolean;

/** A form as multipart data, for one try. */
export interface Upload {
	form: FormData;
	/**
	 * Lets go of files that were not read to their end, because the connection broke or the server
	 * answered early. Call it when the answer has been read.
	 */
	close(): void;
}

/** Slower uplinks are given up, in bytes per ms: one megabit per second. */
const SLOWEST = 125;

/**
 * A file whose bytes are read only while they are sent: n8n's request helper turns a FormData into
 * a stream by asking each part for its size and stream.
 */
class StreamedFile extends File {
	constructor(
		private readonly source: FileSource,
		private readonly opened: OpenFiles,
		type = source.mimeType,
	) {
		super([], source.fileName, { type });
		Object.defineProperty(this, 'size', { value: source.size });
	}

	override stream(): ReturnType<File['stream']> {
		return this.opened.read(this.source) as unknown as ReturnType<File['stream']>;
	}
}

/** The files that are being read. */
class OpenFiles {
	private readonly files = new Set<Bytes>();
	private isClosed = false;

	async *read(source: FileSource): AsyncGenerator<Uint8Array> {
		const file = await source.open();
		this.files.add(file);
		if (this.isClosed) this.close();
		yield* file;
		this.files.delete(file);
	}

	close(): void {
		this.isClosed = true;
		for (const file of this.files) file.destroy?.();
		this.files.clear();
	}
}

/** The form as multipart data. Make it anew for each try. */
export function toUpload(parts: FormPart[]): Upload {
	const opened = new OpenFiles();
	const form = new FormData();
	for (const part of parts) {
		// A third argument would copy the file and read it whole.
		if ('file' in part) form.append(part.name, new StreamedFile(part.file, opened));
		else form.append(part.name, part.value);
	}
	return { form, close: () => opened.close() };
}

/**
 * One file as a body of its own. Make it anew for each try.
 *
 * @param type its Content-Type, which n8n's request helper takes from here alone
 */
export function toBody(source: FileSource, type: string): { body: File; close(): void } {
	const opened = new OpenFiles();
	return { body: new StreamedFile(source, opened, type), close: () => opened.close() };
}

/** How long the files of a form may take to be sent, in ms. */
export function uploadMs(parts: FormPart[]): number {
	return parts.reduce((sum, part) => sum + ('file' in part ? fileUploadMs(part.file) : 0), 0);
}

/** How long a file may take to be sent, in ms. */
export function fileUploadMs({ size }: Pick<FileSource, 'size'>): number {
	return Math.ceil(size / SLOWEST);
}
