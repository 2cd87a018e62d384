import { refusedValue } from '../apiError.mts';
import type { ReceivedFile } from '../forms.mts';
import type { Call } from './call.mts';

/** The file of a form's field; throws 422 if its name ends otherwise (notes, b: formats). */
export function fileOf({ files }: Call, field: string, ...extensions: string[]): ReceivedFile {
	const file = files[field];
	const ending = file.fileName.toLowerCase().split('.').at(-1) ?? '';
	if (extensions.includes(ending)) return file;
	throw refusedValue(['body', field], `Only ${extensions.join(', ')} files are supported`);
}
