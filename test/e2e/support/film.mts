import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** Seconds of the film: for a step of the mouse, for a look at what came. */
const STEP_S = 0.04;
const LOOK_S = 1.2;
const MOUSE_STEPS = 12;
const CHARACTERS_AT_ONCE = 2;

interface Point {
	x: number;
	y: number;
}

/** A picture, and for how many seconds it is shown. */
interface Frame {
	file: string;
	seconds: number;
}

/**
 * A film of what somebody does in the editor: pictures of the page, each shown for as long as it
 * takes to follow. So nothing waits for the sake of the film, and what n8n takes to answer is not
 * in it. If it is off, the same is done without pictures.
 */
export class Film {
	private readonly frames: Frame[] = [];
	private readonly folder = mkdtempSync(join(tmpdir(), 'camb-film-'));
	private mouse: Point = { x: 400, y: 600 };

	constructor(
		private readonly page: Page,
		private readonly isOn: boolean,
	) {}

	/** How long the film is so far. */
	get seconds() {
		return this.frames.reduce((sum, { seconds }) => sum + seconds, 0);
	}

	/** Shows the page as it is. */
	async show(seconds = LOOK_S) {
		if (!this.isOn) return;
		const file = join(this.folder, `${this.frames.length}.png`);
		await this.page.evaluate(drawMouse, this.mouse);
		await this.page.screenshot({ path: file, animations: 'disabled' });
		this.frames.push({ file, seconds });
	}

	/** Goes to something and clicks on it. */
	async click(target: Locator) {
		await this.goTo(target);
		await target.click();
		await this.show(STEP_S * 4);
	}

	/** Clicks into a field and writes. */
	async write(target: Locator, text: string) {
		await this.click(target);
		for (let done = 0; done < text.length; done += CHARACTERS_AT_ONCE) {
			await this.page.keyboard.type(text.slice(done, done + CHARACTERS_AT_ONCE));
			await this.show(STEP_S * 2);
		}
	}

	private async goTo(target: Locator) {
		await target.scrollIntoViewIfNeeded();
		const { x, y, width, height } = (await target.boundingBox())!;
		const from = this.mouse;
		const to = { x: x + width / 2, y: y + height / 2 };
		for (let step = 1; step <= MOUSE_STEPS; step++) {
			// Slow at both ends, as a hand is.
			const way = (1 - Math.cos((Math.PI * step) / MOUSE_STEPS)) / 2;
			this.mouse = { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way };
			await this.page.mouse.move(this.mouse.x, this.mouse.y);
			await this.show(STEP_S);
		}
	}

	/** Writes `<path>.webm`, with a sound that begins at some second, and `<path>.gif`. */
	save(path: string, sound: { bytes: Buffer; from: number }) {
		if (this.isOn) this.encode(path, sound);
		rmSync(this.folder, { recursive: true, force: true });
	}

	private encode(path: string, { bytes, from }: { bytes: Buffer; from: number }) {
		const [list, sound] = ['frames.txt', 'sound'].map((name) => join(this.folder, name));
		const lines = this.frames.map(({ file, seconds }) => `file '${file}'\nduration ${seconds}`);
		// ffmpeg shows the last one only if it stands there twice.
		writeFileSync(list, [...lines, `file '${this.frames.at(-1)?.file}'`].join('\n'));
		writeFileSync(sound, bytes);
		const frames = ['-f', 'concat', '-safe', '0', '-i', list];
		const speech = ['-itsoffset', String(from), '-i', sound, '-c:a', 'libopus'];
		const vp9 = ['-r', '25', '-c:v', 'libvpx-vp9', '-crf', '34', '-b:v', '0'];
		ffmpeg(...frames, ...speech, ...vp9, '-pix_fmt', 'yuv420p', `${path}.webm`);
		const palette =
			'split[a][b];[a]palettegen=max_colors=128[p];[b][p]paletteuse=dither=none:diff_mode=rectangle';
		const small = `fps=25,mpdecimate,scale=960:-1:flags=lanczos,${palette}`;
		ffmpeg(...frames, '-vf', small, '-fps_mode', 'vfr', `${path}.gif`);
	}
}

function ffmpeg(...args: string[]) {
	execFileSync('ffmpeg', ['-y', '-loglevel', 'error', ...args]);
}

/** In the page: shows where the mouse is, which no picture does. */
function drawMouse({ x, y }: Point) {
	let mouse = document.getElementById('film-mouse');
	if (!mouse) {
		mouse = document.createElement('div');
		mouse.id = 'film-mouse';
		mouse.innerHTML =
			'<svg width="22" height="30"><path d="M1 1v22l6-5 4 9 4-2-4-9h8z" fill="#000" stroke="#fff" stroke-width="1.5"/></svg>';
		mouse.style.cssText = 'position:fixed;left:0;top:0;z-index:2147483647;pointer-events:none';
		// Not in the body, which belongs to n8n.
		document.documentElement.append(mouse);
	}
	mouse.style.transform = `translate(${x}px, ${y}px)`;
}
