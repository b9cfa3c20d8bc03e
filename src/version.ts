declare const VERSION: string

/** This program's version; the build puts it in from package.json. */
export const version: string = typeof VERSION === 'string' ? VERSION : '0.0.0-source'
