import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium, selectors } from 'playwright-core';

import type { Client } from './client.mts';
import { browserPath } from './debian.mts';

const SIZE = { width: 1440, height: 900 };

/** A browser that is told to leave the network alone. */
export async function openBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: browserPath(),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

/** What a page complained about. */
export interface Watched {
	page: Page;
	/** Errors in the browser's console and uncaught ones, but for those of the closed network. */
	complaints: string[];
	close(): Promise<void>;
}

/** n8n itself asks for these outside; there is no outside in a test. */
const OUTSIDE =
	/n8n\.io|n8n\.cloud|npmjs|rudderstack|posthog|ERR_(NAME_NOT_RESOLVED|INTERNET_DISCONNECTED)/;

/** All pages of a browser share what they loaded. */
const windows = new WeakMap<Browser, Promise<BrowserContext>>();

async function windowOf(browser: Browser, client: Client): Promise<BrowserContext> {
	const known = windows.get(browser) ?? openWindow(browser, client);
	windows.set(browser, known);
	return await known;
}

async function openWindow(browser: Browser, client: Client) {
	const context = await browser.newContext({ viewport: SIZE, colorScheme: 'light' });
	await context.addCookies([{ name: 'n8n-auth', value: client.session, url: client.url }]);
	context.setDefaultTimeout(20_000);
	// The editor is a thousand files.
	context.setDefaultNavigationTimeout(90_000);
	return context;
}

/** A page of n8n's editor, logged in. */
export async function openPage(browser: Browser, client: Client): Promise<Watched> {
	const page = await (await windowOf(browser, client)).newPage();
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(String(error)));
	page.on('console', (message) => {
		const text = `${message.text()} ${message.location().url}`;
		if (message.type() === 'error' && !OUTSIDE.test(text)) complaints.push(text);
	});
	return { page, complaints, close: async () => await page.close() };
}
