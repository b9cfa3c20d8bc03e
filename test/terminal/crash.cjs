// Loaded by NODE_OPTIONS=--require into the program under test: throws once, from nowhere, when the file appears.
const { existsSync, unlinkSync } = require('node:fs')
const file = process.env.CRASH_WHEN
const timer = setInterval(() => {
  if (!existsSync(file)) return
  clearInterval(timer)
  unlinkSync(file)
  throw new Error('thrown by a test')
}, 20)
timer.unref()
