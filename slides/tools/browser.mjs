// A real Chromium that fetches nothing on its own.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { FOLDER } from './deck.mjs';

export const DECK = pathToFileURL(join(FOLDER, 'build', 'index.html')).href;

export function launch() {
    return chromium.launch({
        executablePath: process.env.CHROMIUM ?? onPath(['chromium', 'chromium-browser', 'google-chrome']),
        args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
        ],
    });
}

/** Opens the deck and waits until it is ready. */
export async function openDeck(browser, { width, height, look = 'light', query = '' }) {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(`${DECK}?look=${look}${query}`);
    await page.waitForFunction(() => window.Reveal?.isReady() && document.fonts.status === 'loaded');
    return page;
}

function onPath(names) {
    for (const name of names) {
        for (const folder of (process.env.PATH ?? '').split(delimiter)) {
            try {
                accessSync(join(folder, name), constants.X_OK);
                return join(folder, name);
            } catch {
                // not in this folder
            }
        }
    }
    throw new Error(
        'No Chromium or Chrome was found. Install one, or set the variable CHROMIUM to its path.',
    );
}
