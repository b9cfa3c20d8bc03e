import { words } from '../systemd/unit-text.js'
import { tameLines } from '../text/input-limits.js'

/** What this server keeps to itself, as far as it has been read. */
export interface Secrets {
  /**
   * Learns what a file holds, where it is one of Mastodon's settings or a unit; any other is let
   * be.
   */
  learn(path: string, text: string): Promise<void>
  /**
   * Learns what the lines `Environment=` of a unit's text, or of what systemctl shows of it, set.
   */
  learnUnit(text: string): void
  /** Another program's words without what is kept secret. */
  redact(words: string): string
}

const isUnitFile = /\.(conf|service|socket|timer|target|slice)$/
const hidden = '[hidden]'

/**
 * A file of settings has a few dozen; whoever may write it must not make each line that is told
 * take seconds.
 */
const most = 2000
const longest = 8192

/** Knows nothing yet. */
export function noSecrets(): Secrets {
  let values: readonly string[] = []
  const add = (settings: readonly Setting[]) => {
    const all = new Set([...values, ...settings.flatMap(forms)])
    // The longest first, so that what holds another goes as a whole.
    if (all.size > values.length) values = [...all].slice(0, most).sort((a, b) => b.length - a.length)
  }
  const learnUnit = (text: string) => add(inUnit(text))
  return {
    async learn(path, text) {
      if (/\/\.env[^/]*$/.test(path)) add(await inSettings(text))
      else if (isUnitFile.test(path)) learnUnit(text)
    },
    learnUnit,
    redact(words) {
      let safe = withoutContent(words)
      for (const value of values) safe = safe.replaceAll(value, hidden)
      return withoutPasswords(safe)
    },
  }
}

type Setting = readonly [name: string, value: string]

/**
 * By the parser that reads them for Mastodon, too; line by line besides, for of a name that is set
 * twice it keeps one value.
 */
async function inSettings(text: string): Promise<readonly Setting[]> {
  const { parse } = await import('dotenv')
  const tame = tameLines(text)
  return [tame, ...tame.split('\n').slice(0, most)].flatMap((part) => Object.entries(parse(part)))
}

/** A word that is no assignment is most likely the rest of one that lacks its quotes. */
function inUnit(text: string): readonly Setting[] {
  const lines = text.replace(/\\\n/g, ' ').split('\n')
  const set = lines.flatMap((line) => /^\s*Environment\s*=(.*)$/.exec(line)?.[1] ?? []).slice(0, most)
  return set
    .flatMap(words)
    .map((word) => [word.slice(0, Math.max(0, word.indexOf('='))), word.slice(word.indexOf('=') + 1)])
}

/**
 * Names whose values say where programs are and how they run. They stand in unit texts, commands
 * and paths that are told anyway, and redacted in another program's words they would leave no
 * sense.
 */
const harmless = /^(HOME|PATH|LANG|PORT|LD_PRELOAD|(RAILS|RACK|NODE)_ENV|PAPERCLIP_ROOT_PATH)$/
const isPassword = /PASS|SECRET|TOKEN|KEY|SALT/i

/**
 * What many servers have alike, so that it tells nothing, and what stands in the names of units,
 * users and folders.
 */
const usual =
  /^(mastodon(_production)?|production|localhost|postgres(ql)?|redis|sidekiq|streaming|systemd|sendmail|\/var\/run\/postgresql)$/i
/**
 * Numbers, ports, versions, addresses in numbers, yes and no: they stand in other lines by chance.
 */
const plain = /^([\d.,:/]*|true|false)$/i

/**
 * The texts by which a value could show, as far as it is to be redacted: from 6 signs on, and from
 * 4 where its name says that it is a password, whose digits count then, too. A shorter one stands
 * in other words by chance, and the gaps would tell what it is.
 */
function forms([name, value]: Setting): readonly string[] {
  // A URL is taken apart by whoever can't read it.
  return harmless.test(name) ? [] : [[name, value] as const, ...inUrl(value)].flatMap(redactable)
}

function redactable([name, value]: Setting): readonly string[] {
  // Programs tell line by line, and print values with their quotes and new lines written out.
  const all = [
    value,
    JSON.stringify(value).slice(1, -1),
    ...value.split(/\r?\n|\\n/).map((line) => line.trim()),
  ]
  const secret = isPassword.test(name)
  return all.filter((text) => {
    const least = secret && !plain.test(text) ? 4 : 6
    return (
      text.length >= least && text.length <= longest && !usual.test(text) && (secret || !plain.test(text))
    )
  })
}

/** The user and the password in a URL, as written there and as meant. */
function inUrl(value: string): readonly Setting[] {
  const [, user = '', password = ''] = /^[a-z][\w+.-]*:\/\/([^:@/]*):?(.*)@/i.exec(value) ?? []
  return [
    ['USER', user],
    ['USER', decoded(user)],
    ['PASSWORD', password],
    ['PASSWORD', decoded(password)],
  ]
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/**
 * Of systemd's complaint about a line of a unit the place and the kind; it goes on with what stands
 * there.
 */
function withoutContent(text: string): string {
  return text
    .replace(/(\/[^\n:]{1,400}:\d{1,9}: .{0,100}?\bspecifiers in) .{0,9000}?(, ignoring)/g, `$1 ${hidden}$2`)
    .replace(/(\/[^\n:]{1,400}:\d{1,9}: [^\n:]{0,200}, ignoring): .*/g, '$1')
}

/** Anybody's: of another server, or an old one. */
function withoutPasswords(text: string): string {
  return text
    .replace(/\b([a-z][a-z\d+.-]{0,30}:\/\/[^\s:/@"'<>]{0,500}):[^\s"'<>]{0,2000}@/gi, `$1:${hidden}@`)
    .replace(/\b(\w{0,60}(?:PASS|SECRET|TOKEN|KEY|SALT)\w{0,60}=)[^\s[]\S*/g, `$1${hidden}`)
}
