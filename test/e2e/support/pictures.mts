import { execFileSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Pictures of the docs are taken anew only when asked, since no two runs give the same. */
const FOR_THE_DOCS = Boolean(process.env.PICTURES);
export const PICTURES = join(FOR_THE_DOCS ? 'docs' : 'out', 'images');

/** What n8n pops up for some seconds, and the empty boxes of its expression editor. */
const COMES_AND_GOES = '.el-notification, div[class^="ͼ"]';

export interface Look {
	/** The part of the page, in its own pixels; all of it if not set. */
	clip?: { x: number; y: number; width: number; height: number };
	/** Selectors of what is not to be seen. */
	hide?: string[];
}

/** Takes a picture of the editor as it is, without things that come and go. */
export async function takePicture(page: Page, path: string, { clip, hide = [] }: Look = {}) {
	// Nothing is under the mouse there.
	await page.mouse.move(0, 0);
	await page.screenshot({
		path,
		clip,
		animations: 'disabled',
		style: `${[COMES_AND_GOES, ...hide].join(', ')} { display: none !important }`,
	});
	if (FOR_THE_DOCS) shrink(path);
}

const THEMES = ['light', 'dark'] as const;

/** Takes the same picture in both themes, since the docs show the one that fits their reader. */
export async function takePictures(page: Page, folder: string, name: string, look?: Look) {
	for (const theme of THEMES) {
		// n8n shows itself in the theme of the system that it is opened on.
		await page.emulateMedia({ colorScheme: theme });
		const file = theme === 'dark' ? `${name}.dark.png` : `${name}.png`;
		await takePicture(page, join(folder, file), look);
	}
	await page.emulateMedia({ colorScheme: 'light' });
}

/** Gives a picture a palette: the editor has few colors, and a third of the bytes will do. */
function shrink(path: string) {
	const smaller = `${path}.smaller.png`;
	const palette = 'split[a][b];[a]palettegen=reserve_transparent=0[p];[b][p]paletteuse=dither=none';
	execFileSync('ffmpeg', ['-y', '-loglevel', 'error', '-i', path, '-vf', palette, smaller]);
	renameSync(smaller, path);
}
