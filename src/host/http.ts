import { codeOf } from './error-codes.js'
import { HostError } from './host.js'

/** Seconds until an answer is given up. */
const patience = 5

/**
 * The status with which a web server of this machine answers a GET; 0 where it doesn't within 5 s.
 * It is asked as nginx asks Mastodon, which sends everybody to HTTPS who doesn't come from there
 * (config.force_ssl).
 * @throws HostError at a bad `url`
 */
export async function askHttp(url: string): Promise<number> {
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patience * 1000)
    const headers = { host: 'localhost', 'x-forwarded-proto': 'https', connection: 'close' }
    try {
      const request = get(url, { agent: false, headers, signal }, (response) => {
        response.destroy()
        resolve(response.statusCode ?? 0)
      })
      request.on('error', () => resolve(0))
    } catch (error) {
      reject(new HostError(`${url} can't be asked (${codeOf(error)})`, codeOf(error)))
    }
  })
}
