/** A form of text fields and perhaps a file. */
export function form(
	fields: Record<string, string>,
	file?: { field: string; name: string; text: string },
) {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.append(name, value);
	if (file) data.append(file.field, new Blob([file.text]), file.name);
	return data;
}

/** An upload for transcription and separation. */
export const media = { field: 'media_file', name: 'talk.mp3', text: 'not really a recording' };
/** A sample to clone a voice from. */
export const recording = { field: 'file', name: 'me.wav', text: 'not really a voice' };
export const story = {
	field: 'file',
	name: 'tale.txt',
	text: 'Once there was a king. He had a dog.',
};
