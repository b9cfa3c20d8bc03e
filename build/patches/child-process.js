import { patch, swap } from './patch.js'

/**
 * Neither runs a program here: commander would for a command in a file of its own, Ink's terminal-size for a terminal that has no
 * size. So Node's child_process, 1.5 ms of a start, is loaded only if they did. Pinned: commander 14.0.3, terminal-size 4.0.1.
 */
const commander = patch('commander', /commander\/lib\/command\.js$/, (text, file) =>
  swap(
    text,
    "const childProcess = require('node:child_process');",
    "const childProcess = { spawn: (...all) => require('node:child_process').spawn(...all) };",
    file,
  ),
)

const terminalSize = patch('terminal-size', /terminal-size\/index\.js$/, (text, file) =>
  swap(
    text,
    "import {execFileSync} from 'node:child_process';",
    "const execFileSync = (...all) => process.getBuiltinModule('node:child_process').execFileSync(...all);",
    file,
  ),
)

export const childProcessPatches = [commander, terminalSize]
