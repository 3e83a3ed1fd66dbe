// Says which version of the workshop a folder holds.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What git has written into a ZIP, such as "1a2b3c4 of 2026-11-28"; in a clone, what git describe says. */
export function versionOf(repository) {
    const written = readFileSync(join(repository, 'workshop', 'version.txt'), 'utf8').trim();
    if (!written.startsWith('$Format')) {
        return written;
    }
    const { stdout } = spawnSync('git', ['describe', '--tags', '--always', '--dirty'], {
        cwd: repository,
        encoding: 'utf8',
    });
    return (stdout ?? '').trim();
}
