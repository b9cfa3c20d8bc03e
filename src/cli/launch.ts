import { join } from 'node:path'
import { loader } from './launch/loader.js'

/** In which file each piece of the program is, and each file's hash; the build fills them in. */
declare const ROOMS: Readonly<Record<string, string>>
declare const HASHES: Readonly<Record<string, string>>

/** Where the program begins: it loads the pieces that this start needs. */
loader(join(__dirname, 'app'), ROOMS, HASHES)('./cli.js')
