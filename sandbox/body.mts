import type { FastifyRequest } from 'fastify';
import { refused } from './apiError.mts';
import { describeFile, receiveForm } from './forms.mts';
import type { Call } from './operations/call.mts';
import { searchableText } from './text.mts';

/** Reads a form if the request is one, notes the body in the log, and collects its text. */
export async function readBody(request: FastifyRequest, call: Call): Promise<void> {
	const contentType = request.headers['content-type']?.split(';')[0].trim().toLowerCase() ?? '';
	const { bodyTypes, jsonFields } = call.operation;
	if (bodyTypes.length > 0 && !bodyTypes.includes(contentType)) {
		throw refused({ loc: ['body'], msg: 'Field required', type: 'missing' });
	}
	if (!request.isMultipart()) {
		call.log.body = structuredClone(request.body) ?? undefined;
		call.text = searchableText(request.body);
		return;
	}
	const { fields, files } = await receiveForm(request);
	const described = Object.entries(files).map(([name, file]) => [name, describeFile(file)]);
	call.log.body = { ...structuredClone(fields), ...Object.fromEntries(described) };
	call.text = searchableText(fields, files);
	call.files = files;
	const names = Object.entries(files).map(([name, file]) => [name, file.fileName]);
	request.body = { ...parsed(fields, jsonFields), ...Object.fromEntries(names) };
}

/** Form fields that hold JSON, parsed; what isn't JSON stays text and is refused by the schema. */
function parsed(fields: Record<string, unknown>, jsonFields: string[]): Record<string, unknown> {
	const result = { ...fields };
	for (const name of jsonFields) {
		try {
			if (name in result) result[name] = JSON.parse(String(result[name]));
		} catch {
			// Left as it came.
		}
	}
	return result;
}
