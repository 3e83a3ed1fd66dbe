// A real Chromium that fetches nothing on its own.

import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { FOLDER } from './deck.mjs';

export const DECK = pathToFileURL(join(FOLDER, 'build', 'index.html')).href;

export function launch() {
    return chromium.launch({
        executablePath: named() || found(),
        args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
        ],
    });
}

/** How long a page may take for anything, in milliseconds: a machine may be busy. */
const PATIENCE = 120_000;

/** Opens the deck and waits until it is ready. */
export async function openDeck(browser, { width, height, look = 'light', query = '' }) {
    const page = await browser.newPage({ viewport: { width, height } });
    page.context().setDefaultTimeout(PATIENCE); // of the speaker's window, too
    await page.goto(`${DECK}?look=${look}${query}`);
    await page.waitForFunction(() => window.Reveal?.isReady() && document.fonts.status === 'loaded');
    return page;
}

/** The one that the variable CHROMIUM names. */
function named() {
    const file = process.env.CHROMIUM;
    if (file && !existsSync(file)) {
        sayWhatToInstall(`The variable CHROMIUM says ${file}, and there is no such file.`);
    }
    return file;
}

/** On the PATH, or where macOS and Windows put it. */
function found() {
    const programs = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const usual = [
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        ...programs.filter(Boolean).map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
    ];
    const names = ['chromium', 'chromium-browser', 'google-chrome'];
    return usual.find((file) => existsSync(file)) ?? onPath(names);
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
    sayWhatToInstall('No Chromium or Chrome was found.');
}

function sayWhatToInstall(reason) {
    console.error(`${reason}
Debian, Ubuntu:  sudo apt-get install chromium
Fedora:          sudo dnf install chromium
macOS:           brew install --cask chromium
Windows:         winget install Google.Chrome
If it is installed elsewhere, set the variable CHROMIUM to its path.`);
    process.exit(2);
}
