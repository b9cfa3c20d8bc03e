import { expect, test } from 'vitest'
import { readMachine } from '../../src/facts/machine.js'
import { tinyHost } from '../support/tiny-host.js'

const GiB = 2 ** 30
const base = {
  '/proc/meminfo': 'MemTotal:       16777216 kB\nMemFree:          100 kB\nMemAvailable:    8388608 kB\n',
  '/etc/os-release': 'NAME="Debian GNU/Linux"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  '/sys/devices/system/cpu/online': '0-7\n',
}
const v2 = { ...base, '/proc/self/cgroup': '0::/user.slice/session-1.scope\n' }
const v1 = {
  ...base,
  '/proc/self/cgroup':
    '9:memory:/docker/abc\n5:cpu,cpuacct:/docker/abc\n3:cpuset:/\n1:name=systemd:/docker/abc\n',
  '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
  '/sys/fs/cgroup/memory/memory.usage_in_bytes': `${GiB}\n`,
  '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': '-1\n',
  '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us': '100000\n',
}

test.each([
  ['no groups', base, 8, 16, 8],
  [
    'v2 without limits',
    {
      ...v2,
      '/sys/fs/cgroup/user.slice/cpu.max': 'max 100000\n',
      '/sys/fs/cgroup/user.slice/memory.max': 'max\n',
    },
    8,
    16,
    8,
  ],
  ['v2 quota on a parent', { ...v2, '/sys/fs/cgroup/user.slice/cpu.max': '250000 100000\n' }, 2, 16, 8],
  ['v2 quota below one core', { ...v2, '/sys/fs/cgroup/cpu.max': '50000 100000\n' }, 1, 16, 8],
  ['v2 cpuset', { ...v2, '/sys/fs/cgroup/cpuset.cpus.effective': '0-1,4\n' }, 3, 16, 8],
  [
    'v2 memory, cache counts as free',
    {
      ...v2,
      '/sys/fs/cgroup/user.slice/session-1.scope/memory.max': `${4 * GiB}\n`,
      '/sys/fs/cgroup/user.slice/session-1.scope/memory.current': `${3 * GiB}\n`,
      '/sys/fs/cgroup/user.slice/session-1.scope/memory.stat': `anon 5\ninactive_file ${GiB}\n`,
    },
    8,
    4,
    2,
  ],
  [
    'outside the namespace',
    { ...base, '/proc/self/cgroup': '0::/../../x\n', '/sys/fs/cgroup/memory.max': `${2 * GiB}\n` },
    8,
    2,
    2,
  ],
  ['v1 without limits', v1, 8, 16, 8],
  [
    'v1 limits',
    {
      ...v1,
      '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': '300000\n',
      '/sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes': `${GiB}\n`,
    },
    3,
    1,
    1,
  ],
  ['v1 cpuset', { ...v1, '/sys/fs/cgroup/cpuset/cpuset.cpus': '0,2\n' }, 2, 16, 8],
])('cores and memory: %s', async (_, files, cores, memory, free) => {
  const machine = await readMachine(tinyHost(files))
  expect(machine).toMatchObject({
    cores,
    coresSeen: 8,
    memory: memory * GiB,
    memoryFree: free * GiB,
    os: 'Debian GNU/Linux 12 (bookworm)',
    root: true,
  })
})

test.each([
  [{ 'systemd-detect-virt': { stdout: 'lxc\n' } }, base, 'lxc'],
  [{ 'systemd-detect-virt': { stdout: 'none\n', status: 1 } }, base, null],
  [{}, { ...base, '/run/systemd/container': 'docker\n' }, 'docker'],
  [{}, base, null],
])('container %#', async (answers, files, container) => {
  expect((await readMachine(tinyHost(files, answers))).container).toBe(container)
})
